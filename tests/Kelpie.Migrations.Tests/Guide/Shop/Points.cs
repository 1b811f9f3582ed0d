using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Migrations.Tests.Guide.Shop;

internal sealed class Points() : Migration(
    "64f2b8aa", parent: null, "points", new DateOnly(2026, 4, 13), branch: "loyalty", dependsOn: ["5c3e77d2"])
{
    protected internal override void Upgrade(OperationList op) => op.CreateTable("loyalty_points", t => t
        .Column("customer_id", BigInt)
        .Column("points", Integer)
        .PrimaryKey("customer_id")
        .ForeignKey("customer_id", "customers", "id"));
}
