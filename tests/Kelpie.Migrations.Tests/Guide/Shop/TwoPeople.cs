using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Migrations.Tests.Guide.Shop;

internal sealed class NotesOfOrders() : Migration("1be9a2c4", parent: "d46b0e95", "notes of orders", new DateOnly(2026, 4, 7))
{
    protected internal override void Upgrade(OperationList op) => op.AddColumn("orders", "note", Text.Nullable());
}

internal sealed class EmailsOfCustomers() : Migration("e37f5a60", parent: "d46b0e95", "emails of customers", new DateOnly(2026, 4, 8))
{
    protected internal override void Upgrade(OperationList op) => op.AddColumn("customers", "email", Text.Nullable());
}
