using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Migrations.Tests.Guide.Shop;

internal sealed class NameKeys() : Migration("5c3e77d2", parent: "92ab4f01", "names to sort by", new DateOnly(2026, 3, 16))
{
    protected internal override void Upgrade(OperationList op)
    {
        op.AddColumn("customers", "name_key", Varchar(100).Nullable());

        op.InBatches("customers", "id", "UPDATE customers SET name_key = lower(name) WHERE id BETWEEN {first} AND {last}", undo: "", size: 5_000);

        op.AlterColumn("customers", "name_key", c => c.NotNull());
        op.CreateIndex("customers", "name_key");
    }
}
