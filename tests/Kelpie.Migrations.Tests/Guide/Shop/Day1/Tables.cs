using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Tests.Guide.Shop.Day1;

internal sealed class Customers : Table<Customers>
{
    public Customers()
        : base("customers")
    {
        Id = Column("id", Types.BigInt, identity: true);
        FullName = Column("name", Types.Text);
        PrimaryKey(Id);
    }

    public Column<long> Id { get; }

    public Column<string> FullName { get; }
}

internal sealed class Orders : Table<Orders>
{
    public Orders()
        : base("orders")
    {
        Id = Column("id", Types.BigInt, identity: true);
        CustomerId = Column("customer_id", Types.BigInt);
        Cents = Column("cents", Types.BigInt);
        Paid = Column("paid", Types.Text, defaultValue: DefaultValue.Of("no"));
        PlacedAt = Column("placed_at", Types.Timestamp, defaultValue: DefaultValue.Now);
        PrimaryKey(Id);
        ForeignKey(CustomerId, new Customers().Id, ReferentialAction.Cascade);
        Index(CustomerId);
    }

    public Column<long> Id { get; }

    public Column<long> CustomerId { get; }

    public Column<long> Cents { get; }

    public Column<string> Paid { get; }

    public Column<DateTime> PlacedAt { get; }
}
