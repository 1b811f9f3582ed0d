using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Migrations.Tests.Guide;

internal sealed class AddPublishers() : Migration("d5e6f708", parent: "3f9c2a7b", "publishers")
{
    protected internal override void Upgrade(OperationList op) =>
        op.CreateTable("publishers", t => t.Column("id", BigInt, identity: true).Column("name", Text).PrimaryKey("id"));

    protected internal override void Downgrade(OperationList op) => op.DropTable("publishers");
}

internal sealed class MergeYearsAndPublishers() : Migration("e0f1a2b3", parents: ["b01d77c0", "d5e6f708"], "years and publishers")
{
    protected internal override void Upgrade(OperationList op)
    {
    }

    protected internal override void Downgrade(OperationList op)
    {
    }
}
