using Kelpie.Sql.Schema;

namespace Kelpie.Conformance.Copying;

/// <summary>Tables as downstream projects keep them.</summary>
internal static class Experiments
{
    /// <summary>A column of every type, each that may be NULL and, in another table, each that may not.</summary>
    internal static TableDefinition Cells { get; } = new TableBuilder("exp_cells")
        .Column("id", Types.BigInt, identity: true)
        .Column("a_boolean", Types.Bool.Nullable()).Column("an_integer", Types.Integer.Nullable()).Column("a_bigint", Types.BigInt.Nullable())
        .Column("a_double", Types.DoublePrecision.Nullable()).Column("a_decimal", Types.Numeric(28, 6).Nullable()).Column("a_text", Types.Text.Nullable())
        .Column("a_varchar", Types.Varchar(40).Nullable()).Column("a_key", Types.AsciiKey(8).Nullable()).Column("a_timestamp", Types.Timestamp.Nullable())
        .Column("a_date", Types.Date.Nullable()).Column("a_json", Types.Json.Nullable()).Column("some_bytes", Types.Bytes.Nullable())
        .Column("a_guid", Types.Uuid.Nullable()).Column("a_vector", Types.Vector(3).Nullable())
        .PrimaryKey("id").Build();

    internal static TableDefinition FullCells { get; } = Cells with
    {
        Name = "exp_full_cells",
        Columns = Cells.Columns.Select(column => column with { IsNullable = false }).ToValueList(),
    };

    /// <summary>No key, so that its rows have no order.</summary>
    internal static TableDefinition Notes { get; } = new TableBuilder("exp_notes").Column("note", Types.Text).Column("weight", Types.DoublePrecision.Nullable()).Build();

    /// <summary>A reference to one of Kelpie's tables, and one to another experiment; the name comes before that of what it refers to.</summary>
    internal static TableDefinition Answers { get; } = new TableBuilder("exp_answers")
        .Column("chunk_id", Types.BigInt).Column("cell_id", Types.BigInt).Column("score", Types.Numeric(28, 6))
        .PrimaryKey("chunk_id", "cell_id").ForeignKey("chunk_id", "chunks", "id", ReferentialAction.Cascade).ForeignKey("cell_id", "exp_cells", "id").Index("cell_id").Build();

    /// <summary>An exact number for a key, which SQLite sorts as a text.</summary>
    internal static TableDefinition Prices { get; } =
        new TableBuilder("exp_prices").Column("price", Types.Numeric(28, 6)).Column("name", Types.Varchar(20)).PrimaryKey("price").Build();

    internal static IReadOnlyList<TableDefinition> All { get; } = [Cells, FullCells, Notes, Answers, Prices];
}
