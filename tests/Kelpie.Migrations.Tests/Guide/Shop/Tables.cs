using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Tests.Guide.Shop;

/// <summary>The tables as they are in the end.</summary>
internal sealed class Customers : Table<Customers>
{
    public Customers()
        : base("customers")
    {
        Id = Column("id", Types.BigInt, identity: true);
        FullName = Column("name", Types.Text);
        NameKey = Column("name_key", Types.Varchar(100));
        Email = Column("email", Types.Text.Nullable());
        PrimaryKey(Id);
        Index(NameKey);
    }

    public Column<long> Id { get; }

    public Column<string> FullName { get; }

    public Column<string> NameKey { get; }

    public Column<string?> Email { get; }
}

internal sealed class Orders : Table<Orders>
{
    public Orders()
        : base("orders")
    {
        Id = Column("id", Types.BigInt, identity: true);
        CustomerId = Column("customer_id", Types.BigInt);
        Cents = Column("cents", Types.BigInt);
        Paid = Column("paid", Types.Bool, defaultValue: DefaultValue.Of(false));
        PlacedAt = Column("placed_at", Types.Timestamp, defaultValue: DefaultValue.Now);
        Note = Column("note", Types.Text.Nullable());
        PrimaryKey(Id);
        ForeignKey(CustomerId, new Customers().Id, ReferentialAction.Cascade);
        Index(CustomerId);
    }

    public Column<long> Id { get; }

    public Column<long> CustomerId { get; }

    public Column<long> Cents { get; }

    public Column<bool> Paid { get; }

    public Column<DateTime> PlacedAt { get; }

    public Column<string?> Note { get; }
}

internal sealed class Payments : Table<Payments>
{
    public Payments()
        : base("payments")
    {
        Id = Column("id", Types.BigInt, identity: true);
        OrderId = Column("order_id", Types.BigInt);
        PaidAt = Column("paid_at", Types.Timestamp, defaultValue: DefaultValue.Now);
        PrimaryKey(Id);
    }

    public Column<long> Id { get; }

    public Column<long> OrderId { get; }

    public Column<DateTime> PaidAt { get; }
}
