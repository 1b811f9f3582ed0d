using Kelpie.Sql.Schema;

namespace Kelpie.Conformance;

/// <summary>A row may hold a value of any type, or NULL.</summary>
internal sealed class CellsTable : Table<CellsTable>
{
    public CellsTable()
        : base("cells")
    {
        Id = Column("id", Types.BigInt, identity: true);
        Boolean = Column("a_boolean", Types.Bool.Nullable());
        Integer = Column("an_integer", Types.Integer.Nullable());
        BigInt = Column("a_bigint", Types.BigInt.Nullable());
        Double = Column("a_double", Types.DoublePrecision.Nullable());
        Decimal = Column("a_decimal", Types.Numeric(28, 6).Nullable());
        Text = Column("a_text", Types.Text.Nullable());
        Varchar = Column("a_varchar", Types.Varchar(40).Nullable());
        AsciiKey = Column("a_key", Types.AsciiKey(8).Nullable());
        Timestamp = Column("a_timestamp", Types.Timestamp.Nullable());
        Date = Column("a_date", Types.Date.Nullable());
        Json = Column("a_json", Types.Json.Nullable());
        Bytes = Column("some_bytes", Types.Bytes.Nullable());
        Guid = Column("a_guid", Types.Uuid.Nullable());
        PrimaryKey(Id);
    }

    internal static CellsTable Instance { get; } = new();

    public Column<long> Id { get; }

    public Column<bool?> Boolean { get; }

    public Column<int?> Integer { get; }

    public Column<long?> BigInt { get; }

    public Column<double?> Double { get; }

    public Column<decimal?> Decimal { get; }

    public Column<string?> Text { get; }

    public Column<string?> Varchar { get; }

    public Column<string?> AsciiKey { get; }

    public Column<DateTime?> Timestamp { get; }

    public Column<DateOnly?> Date { get; }

    public Column<string?> Json { get; }

    public Column<byte[]?> Bytes { get; }

    public Column<Guid?> Guid { get; }
}

internal sealed class ShelvesTable : Table<ShelvesTable>
{
    public ShelvesTable()
        : base("shelves")
    {
        Id = Column("id", Types.BigInt, identity: true);
        Label = Column("label", Types.Varchar(100));
        PrimaryKey(Id);
        Unique(Label);
    }

    internal static ShelvesTable Instance { get; } = new();

    public Column<long> Id { get; }

    public Column<string> Label { get; }
}

internal sealed class ItemsTable : Table<ItemsTable>
{
    public ItemsTable()
        : base("items")
    {
        Id = Column("id", Types.BigInt, identity: true);
        ShelfId = Column("shelf_id", Types.BigInt);
        Label = Column("label", Types.Varchar(100));
        Amount = Column("amount", Types.BigInt, defaultValue: DefaultValue.Of(1));
        Note = Column("note", Types.Text.Nullable());
        IsFragile = Column("is_fragile", Types.Bool, defaultValue: DefaultValue.Of(true));
        State = Column("state", Types.Varchar(20), defaultValue: DefaultValue.Of("it's new"));
        Added = Column("added", Types.Timestamp, defaultValue: DefaultValue.Now);
        PrimaryKey(Id);
        Unique(ShelfId, Label);
        Check("amount_is_not_negative", "amount >= 0");
        ForeignKey(ShelfId, ShelvesTable.Instance.Id, ReferentialAction.Cascade);
        Index(Label);
    }

    internal static ItemsTable Instance { get; } = new();

    public Column<long> Id { get; }

    public Column<long> ShelfId { get; }

    public Column<string> Label { get; }

    public Column<long> Amount { get; }

    public Column<string?> Note { get; }

    public Column<bool> IsFragile { get; }

    public Column<string> State { get; }

    public Column<DateTime> Added { get; }
}

/// <summary>A table whose names need quotes everywhere.</summary>
internal sealed class OddTable : Table<OddTable>
{
    public OddTable()
        : base("Order %")
    {
        Id = Column("select", Types.BigInt, identity: true);
        Quoted = Column("a \"b\" 'c' `d` [e]", Types.Varchar(100));
        Dotted = Column("x.y@z", Types.Text.Nullable());
        PrimaryKey(Id);
        Unique(Quoted);
    }

    internal static OddTable Instance { get; } = new();

    public Column<long> Id { get; }

    public Column<string> Quoted { get; }

    public Column<string?> Dotted { get; }
}
