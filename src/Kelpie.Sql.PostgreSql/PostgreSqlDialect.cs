using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.PostgreSql;

/// <summary>How PostgreSQL wants things said.</summary>
public sealed class PostgreSqlDialect : Dialect
{
    /// <summary>The longest name in bytes of UTF-8: NAMEDATALEN, less one for its end.</summary>
    public const int MaxNameBytes = 63;

    // The collation "C" compares the bytes of UTF-8, whose order is that of the code points.
    private const string Collate = " COLLATE \"C\"";

    private PostgreSqlDialect() => Ddl = new PostgreSqlDdlCompiler(this);

    /// <summary>The one instance: it holds nothing that changes.</summary>
    public static PostgreSqlDialect Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "postgresql";

    /// <inheritdoc/>
    public override Codecs Codecs { get; } = new PostgreSqlCodecs();

    /// <inheritdoc/>
    public override DdlCompiler Ddl { get; }

    /// <inheritdoc/>
    public override Capabilities Capabilities { get; } = new() { Views = ViewBinding.Columns, LongestName = $"{MaxNameBytes} bytes" };

    /// <summary>What the protocol allows: it counts parameters in 16 bits.</summary>
    public override int MaxParameters => 65_535;

    /// <summary>
    /// The key words that PostgreSQL 17 marks reserved, those that may be a function or a type included,
    /// <see href="https://www.postgresql.org/docs/17/sql-keywords-appendix.html"/>.
    /// </summary>
    protected override FrozenSet<string> ReservedWords { get; } = """
        all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
        concurrently constraint create cross current_catalog current_date current_role current_schema current_time
        current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from
        full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime
        localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning
        right select session_user similar some symmetric system_user table tablesample then to trailing true union unique user
        using variadic verbose when where window with
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>All but those that enforce foreign keys. The catalogue is changed by the transaction, and by it alone.</summary>
    /// <inheritdoc/>
    public override TriggerSwitch TriggerSwitch(string table) =>
        new($"ALTER TABLE {Quote(table)} DISABLE TRIGGER USER", $"ALTER TABLE {Quote(table)} ENABLE TRIGGER USER");

    /// <inheritdoc/>
    public override string LastNumber(string table, string column) => $"SELECT pg_sequence_last_value(CAST({Sequence(table, column)} AS regclass))";

    /// <inheritdoc/>
    public override string BytesOf(TableDefinition table) => $"SELECT pg_total_relation_size(CAST({QuoteText(Quote(table.Name))} AS regclass)) AS n";

    /// <inheritdoc/>
    public override IReadOnlyList<string> NumberBehind(string table, string column, long last) => last < 1
        ? [$"SELECT setval({Sequence(table, column)}, 1, false)"]
        : [string.Create(CultureInfo.InvariantCulture, $"SELECT setval({Sequence(table, column)}, {last})")];

    /// <inheritdoc/>
    public override StatementCompiler CreateCompiler() => new PostgreSqlStatementCompiler(this);

    /// <summary>PostgreSQL numbers its parameters, and uses one as often as its number occurs.</summary>
    /// <inheritdoc/>
    public override string ParameterMarker(string name, int index) => $"${index + 1}";

    /// <inheritdoc/>
    public override string ParameterName(string name, int index) => "";

    /// <summary>The type as a <c>CAST</c> takes it, which wants the collation behind itself and not within.</summary>
    internal (string Type, string Collation) SpellCast(SqlType type) => type switch
    {
        _ when type.Spellings[Name] is { } own => (own, ""),
        TextType { Collation: TextCollation.Binary } or AsciiKeyType => (SpellBare(type), Collate),
        _ => (SpellBare(type), ""),
    };

    /// <inheritdoc/>
    protected override string Spell(SqlType type)
    {
        var (bare, collation) = SpellCast(type);
        return bare + collation;
    }

    // A name too long would be cut off without an error, and another name met by the same beginning.
    /// <inheritdoc/>
    protected override void Check(string name)
    {
        var bytes = Encoding.UTF8.GetByteCount(name);
        if (bytes > MaxNameBytes)
        {
            throw new ArgumentException(
                $"The name {name} takes {bytes} bytes; PostgreSQL takes {MaxNameBytes} at the most. Choose a shorter one.", nameof(name));
        }
    }

    private static string SpellBare(SqlType type) => type switch
    {
        BooleanType => "boolean",
        IntegerType => "integer",
        BigIntType => "bigint",
        DoubleType => "double precision",
        TextType { Length: { } length } => $"varchar({length})",
        TextType => "text",
        AsciiKeyType key => $"char({key.Length})",
        DecimalType number => $"numeric({number.Precision}, {number.Scale})",
        // It keeps microseconds without being told.
        TimestampType => "timestamptz",
        DateType => "date",
        JsonType => "jsonb",
        GuidType => "uuid",
        BytesType => "bytea",
        // Without an extension, and still of use to one: pgvector casts it, in a query or in an index.
        VectorType => "real[]",
        UnknownType { Dialect: "postgresql" } unknown => unknown.Spelling,
        _ => throw new NotSupportedException(
            $"PostgreSQL has no spelling for {type}; give the type one with Spellings.With(\"postgresql\", ...)."),
    };

    // The table as SQL would name it, the column as it is.
    private string Sequence(string table, string column) => $"pg_get_serial_sequence({QuoteText(Quote(table))}, {QuoteText(column)})";
}
