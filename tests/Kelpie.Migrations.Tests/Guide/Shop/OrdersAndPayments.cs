using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Migrations.Tests.Guide.Shop;

internal sealed class OrdersAndPayments() : Migration("d46b0e95", parent: "a8f0129b", "sums of orders, payments", new DateOnly(2026, 3, 30))
{
    protected internal override void Upgrade(OperationList op)
    {
        op.CreateView("order_sums", """
            SELECT c.id AS customer_id, c.name, COUNT(*) AS orders, SUM(o.cents) AS cents
            FROM customers c JOIN orders o ON o.customer_id = c.id
            GROUP BY c.id, c.name
            """);

        op.CreateTable("payments", t => t
            .Column("id", BigInt, identity: true)
            .Column("order_id", BigInt)
            .Column("paid_at", Timestamp, defaultValue: DefaultValue.Now)
            .PrimaryKey("id"));

        op.CreateTrigger("order_paid", "orders",
            ("sqlite", """
                CREATE TRIGGER order_paid AFTER UPDATE OF paid ON orders WHEN new.paid AND NOT old.paid BEGIN
                    INSERT INTO payments (order_id) VALUES (new.id);
                END;
                """),
            ("postgresql", """
                CREATE OR REPLACE FUNCTION order_paid() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    INSERT INTO payments (order_id) VALUES (new.id);
                    RETURN NULL;
                END $$;

                CREATE TRIGGER order_paid AFTER UPDATE OF paid ON orders FOR EACH ROW
                    WHEN (new.paid AND NOT old.paid) EXECUTE FUNCTION order_paid();
                """),
            ("mysql", InsertOnMySql),
            ("mariadb", InsertOnMySql));
    }

    private const string InsertOnMySql = """
        CREATE TRIGGER order_paid AFTER UPDATE ON orders FOR EACH ROW
        BEGIN
            IF new.paid AND NOT old.paid THEN
                INSERT INTO payments (order_id) VALUES (new.id);
            END IF;
        END;
        """;
}
