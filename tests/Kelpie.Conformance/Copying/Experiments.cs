using Kelpie.Sql.Schema;

namespace Kelpie.Conformance.Copying;

/// <summary>Tables as downstream projects keep them.</summary>
internal static class Experiments
{
    /// <summary>A column of every type, each that may be NULL and, in another table, each that may not.</summary>
    internal static TableDefinition Cells { get; } = Typed("exp_cells", isNullable: true).PrimaryKey("id").Build();

    internal static TableDefinition FullCells { get; } = Typed("exp_full_cells", isNullable: false).PrimaryKey("id").Build();

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

    private static TableBuilder Typed(string name, bool isNullable) => new TableBuilder(name)
        .Column("id", Types.BigInt, identity: true)
        .Column("a_boolean", isNullable ? Types.Bool.Nullable() : Types.Bool)
        .Column("an_integer", isNullable ? Types.Integer.Nullable() : Types.Integer)
        .Column("a_bigint", isNullable ? Types.BigInt.Nullable() : Types.BigInt)
        .Column("a_double", isNullable ? Types.DoublePrecision.Nullable() : Types.DoublePrecision)
        .Column("a_decimal", isNullable ? Types.Numeric(28, 6).Nullable() : Types.Numeric(28, 6))
        .Column("a_text", isNullable ? Types.Text.Nullable() : Types.Text)
        .Column("a_varchar", isNullable ? Types.Varchar(40).Nullable() : Types.Varchar(40))
        .Column("a_key", isNullable ? Types.AsciiKey(8).Nullable() : Types.AsciiKey(8))
        .Column("a_timestamp", isNullable ? Types.Timestamp.Nullable() : Types.Timestamp)
        .Column("a_date", isNullable ? Types.Date.Nullable() : Types.Date)
        .Column("a_json", isNullable ? Types.Json.Nullable() : Types.Json)
        .Column("some_bytes", isNullable ? Types.Bytes.Nullable() : Types.Bytes)
        .Column("a_guid", isNullable ? Types.Uuid.Nullable() : Types.Uuid)
        .Column("a_vector", isNullable ? Types.Vector(3).Nullable() : Types.Vector(3));
}
