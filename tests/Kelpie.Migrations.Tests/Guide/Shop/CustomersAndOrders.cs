using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Migrations.Tests.Guide.Shop;

/// <summary>Customers and orders.</summary>
internal sealed class CustomersAndOrders() : Migration("7d10c3e8", parent: null, "customers and orders", new DateOnly(2026, 3, 2))
{
    /// <inheritdoc/>
    protected internal override void Upgrade(OperationList op)
    {
        op.CreateTable("customers", t => t
            .Column("id", BigInt, identity: true)
            .Column("name", Text)
            .PrimaryKey("id"));

        op.CreateTable("orders", t => t
            .Column("id", BigInt, identity: true)
            .Column("customer_id", BigInt)
            .Column("cents", BigInt)
            .Column("paid", Text, defaultValue: DefaultValue.Of("no"))
            .Column("placed_at", Timestamp, defaultValue: DefaultValue.Now)
            .PrimaryKey("id")
            .ForeignKey("customer_id", "customers", "id", ReferentialAction.Cascade)
            .Index("customer_id"));
    }
}
