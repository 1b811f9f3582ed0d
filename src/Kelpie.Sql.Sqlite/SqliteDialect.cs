using System.Collections.Frozen;
using System.Globalization;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Sqlite;

/// <summary>How SQLite wants things said.</summary>
public sealed class SqliteDialect : Dialect
{
    private SqliteDialect() => Ddl = new SqliteDdlCompiler(this);

    /// <summary>The one instance: it holds nothing that changes.</summary>
    public static SqliteDialect Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "sqlite";

    /// <inheritdoc/>
    public override Codecs Codecs { get; } = new SqliteCodecs();

    /// <inheritdoc/>
    public override DdlCompiler Ddl { get; }

    /// <inheritdoc/>
    public override Capabilities Capabilities { get; } = new()
    {
        Views = ViewBinding.RewrittenNames,
        HasLateralJoins = false,
        HasDeleteUsing = false,
        HasRowLocks = false,
    };

    /// <summary>By pragma, <see href="https://www.sqlite.org/foreignkeys.html#fk_schemacommands"/>.</summary>
    public override ForeignKeySwitch ForeignKeySwitch { get; } = new(
        IsOn: "PRAGMA foreign_keys",
        Off: "PRAGMA foreign_keys = OFF",
        On: "PRAGMA foreign_keys = ON",
        Violations: """SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2""");

    /// <inheritdoc/>
    public override string LastNumber(string table, string column) => $"SELECT max(seq) FROM sqlite_sequence WHERE name = {QuoteText(table)}";

    /// <inheritdoc/>
    public override string BytesOf(TableDefinition table) =>
        $"SELECT sum({string.Join(" + ", table.Columns.Select(column => $"coalesce(length(CAST({Quote(column.Name)} AS BLOB)), 0)"))}) AS n FROM {Quote(table.Name)}";

    /// <summary>SQLite's table of numbers has a row for each table that ever had one, and no key.</summary>
    /// <inheritdoc/>
    public override IReadOnlyList<string> NumberBehind(string table, string column, long last)
    {
        var forget = $"DELETE FROM sqlite_sequence WHERE name = {QuoteText(table)}";
        return last < 1 ? [forget] : [forget, string.Create(CultureInfo.InvariantCulture, $"INSERT INTO sqlite_sequence (name, seq) VALUES ({QuoteText(table)}, {last})")];
    }

    /// <summary>Takes the lock at once: a transaction that first reads and then writes may be refused half way.</summary>
    public override string BeginTransaction => "BEGIN IMMEDIATE";

    /// <summary>SQLite's own limit, SQLITE_MAX_VARIABLE_NUMBER, since 3.32.</summary>
    public override int MaxParameters => 32_766;

    /// <summary>The keywords of SQLite, <see href="https://www.sqlite.org/lang_keywords.html"/>: any of them may be refused as a bare name.</summary>
    protected override FrozenSet<string> ReservedWords { get; } = """
        abort action add after all alter always analyze and as asc attach autoincrement before begin between by cascade case cast
        check collate column commit conflict constraint create cross current current_date current_time current_timestamp database
        default deferrable deferred delete desc detach distinct do drop each else end escape except exclude exclusive exists
        explain fail filter first following for foreign from full generated glob group groups having if ignore immediate in index
        indexed initially inner insert instead intersect into is isnull join key last left like limit match materialized natural
        no not nothing notnull null nulls of offset on or order others outer over partition plan pragma preceding primary query
        raise range recursive references regexp reindex release rename replace restrict returning right rollback row rows
        savepoint select set table temp temporary then ties to transaction trigger unbounded union unique update using vacuum
        values view virtual when where window with within without
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Without a name: SQLite searches the names it has seen for each new one, thousands of them for thousands of times.</summary>
    public override string BatchMarker(int index) => "?";

    /// <inheritdoc/>
    public override StatementCompiler CreateCompiler() => new SqliteStatementCompiler(this);

    // SQLite goes by the letters in a type's name: INT makes whole numbers, TEXT and CHAR make text. The word
    // before says what the text is, so that an inspector can tell a timestamp from a note.
    /// <inheritdoc/>
    protected override string Spell(SqlType type) => type switch
    {
        BooleanType => "BOOLEAN",
        IntegerType => "INTEGER",
        BigIntType => "BIGINT",
        DoubleType => "REAL",
        TextType { Length: { } length } => $"VARCHAR({length})",
        TextType => "TEXT",
        AsciiKeyType key => $"CHAR({key.Length})",
        DecimalType number => $"DECIMAL_TEXT({number.Precision}, {number.Scale})",
        TimestampType => "TIMESTAMP_TEXT",
        DateType => "DATE_TEXT",
        JsonType => "JSON_TEXT",
        GuidType => "GUID_TEXT",
        BytesType => "BLOB",
        VectorType vector => $"VECTOR_BLOB({vector.Dimensions})",
        UnknownType unknown when unknown.Dialect == Name => unknown.Spelling,
        _ => throw new NotSupportedException($"SQLite has no spelling for {type}; give the type one with Spellings.With(\"sqlite\", ...)."),
    };
}
