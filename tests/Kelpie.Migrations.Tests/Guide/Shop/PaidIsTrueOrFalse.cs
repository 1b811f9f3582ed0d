using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Tests.Guide.Shop;

internal sealed class PaidIsTrueOrFalse() : Migration("92ab4f01", parent: "7d10c3e8", "paid is true or false", new DateOnly(2026, 3, 9))
{
    protected internal override void Upgrade(OperationList op) => op.AlterColumn("orders", "paid", c => c
        .Type(Types.Bool)
        .Convert(
            [(null, "paid = 'yes'"), ("mssql", "CASE paid WHEN 'yes' THEN 1 ELSE 0 END")],
            [(null, "CASE WHEN paid THEN 'yes' ELSE 'no' END"), ("mssql", "CASE paid WHEN 1 THEN 'yes' ELSE 'no' END")])
        .Default(DefaultValue.Of(false)));
}
