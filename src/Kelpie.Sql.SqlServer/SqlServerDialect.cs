using System.Collections.Frozen;
using System.Globalization;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.SqlServer;

/// <summary>How SQL Server wants things said, 2019 or later.</summary>
public sealed class SqlServerDialect : Dialect
{
    /// <summary>The longest name in characters of UTF-16: the length of <c>sysname</c>.</summary>
    public const int MaxNameLength = 128;

    /// <summary>Compares the units of UTF-16, so that A, a and á are three letters.</summary>
    internal const string Collation = "Latin1_General_100_BIN2";

    private SqlServerDialect() => Ddl = new SqlServerDdlCompiler(this);

    /// <summary>The one instance: it holds nothing that changes.</summary>
    public static SqlServerDialect Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "mssql";

    /// <inheritdoc/>
    public override Codecs Codecs { get; } = new SqlServerCodecs();

    /// <inheritdoc/>
    public override DdlCompiler Ddl { get; }

    /// <inheritdoc/>
    public override Capabilities Capabilities { get; } = new()
    {
        HasDistinctRecursion = false,
        HasFilter = false,
        HasNullsOrder = false,
        HasExpressionIndexes = false,
        HasRenamesInConditions = false,
        HasTextKeys = false,
        LongestName = $"{MaxNameLength} characters",
    };

    /// <inheritdoc/>
    public override string BeginTransaction => "BEGIN TRANSACTION";

    /// <inheritdoc/>
    public override string CommitTransaction => "COMMIT TRANSACTION";

    /// <summary>A failed statement undoes its transaction; triggers and filtered indexes want the other two.</summary>
    public override IReadOnlyList<string> ScriptPreamble => ["SET XACT_ABORT, QUOTED_IDENTIFIER, ANSI_NULLS ON"];

    /// <summary>A batch of its own: functions, triggers and views must each begin one.</summary>
    public override string SpellInScript(string statement) => $"{statement}\nGO\n";

    /// <summary>
    /// A procedure takes 2,100, <see href="https://learn.microsoft.com/sql/sql-server/maximum-capacity-specifications-for-sql-server"/>;
    /// two of them are sp_executesql's own, by which the driver sends a statement that has parameters.
    /// </summary>
    public override int MaxParameters => 2_098;

    /// <summary>What the server takes behind <c>INSERT ... VALUES</c>.</summary>
    public override int MaxRows => 1_000;

    /// <summary>The reserved words of Transact-SQL, <see href="https://learn.microsoft.com/sql/t-sql/language-elements/reserved-keywords-transact-sql"/>.</summary>
    protected override FrozenSet<string> ReservedWords { get; } = """
        add all alter and any as asc authorization backup begin between break browse bulk by cascade case check checkpoint close
        clustered coalesce collate column commit compute constraint contains containstable continue convert create cross current
        current_date current_time current_timestamp current_user cursor database dbcc deallocate declare default delete deny desc
        disk distinct distributed double drop dump else end errlvl escape except exec execute exists exit external fetch file
        fillfactor for foreign freetext freetexttable from full function goto grant group having holdlock identity identity_insert
        identitycol if in index inner insert intersect into is join key kill left like lineno load merge national nocheck
        nonclustered not null nullif of off offsets on open opendatasource openquery openrowset openxml option or order outer over
        percent pivot plan precision primary print proc procedure public raiserror read readtext reconfigure references
        replication restore restrict return revert revoke right rollback rowcount rowguidcol rule save schema securityaudit select
        semantickeyphrasetable semanticsimilaritydetailstable semanticsimilaritytable session_user set setuser shutdown some
        statistics system_user table tablesample textsize then to top tran transaction trigger truncate try_convert tsequal union
        unique unpivot update updatetext use user values varying view waitfor when where while with within writetext
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override TriggerSwitch TriggerSwitch(string table) => new($"DISABLE TRIGGER ALL ON {Quote(table)}", $"ENABLE TRIGGER ALL ON {Quote(table)}");

    /// <inheritdoc/>
    public override string LastNumber(string table, string column) =>
        $"SELECT CAST(last_value AS BIGINT) FROM sys.identity_columns WHERE object_id = OBJECT_ID({QuoteText(Quote(table))}) AND name = {QuoteText(column)}";

    /// <inheritdoc/>
    public override string BytesOf(TableDefinition table) =>
        $"SELECT CAST(sum(used_page_count) * 8192 AS BIGINT) AS n FROM sys.dm_db_partition_stats WHERE object_id = OBJECT_ID({QuoteText(Quote(table.Name))})";

    /// <summary>A table that never had a row takes the number itself for its first, any other the one behind it.</summary>
    /// <inheritdoc/>
    public override IReadOnlyList<string> NumberBehind(string table, string column, long last) =>
        [string.Create(CultureInfo.InvariantCulture, $"DBCC CHECKIDENT ({QuoteText(Quote(table))}, RESEED, {Math.Max(last, 0)})")];

    /// <inheritdoc/>
    public override StatementCompiler CreateCompiler() => new SqlServerStatementCompiler(this);

    /// <summary>The type without its collation: as a parameter, a <c>CAST</c> and a variable take it.</summary>
    internal string SpellBare(SqlType type) => type.Spellings[Name] ?? type switch
    {
        BooleanType => "BIT",
        IntegerType => "INT",
        BigIntType => "BIGINT",
        DoubleType => "FLOAT",
        TextType { Length: { } length } => SpellText(length),
        TextType or JsonType => "NVARCHAR(MAX)",
        AsciiKeyType { Length: > 8000 } key => throw new NotSupportedException(
            $"mssql takes keys of 8000 characters at the most, not {key.Length}; and of {SqlServerLimits.ClusteredKey} in an index."),
        AsciiKeyType key => $"CHAR({key.Length})",
        DecimalType { Precision: > 38 } number => throw new NotSupportedException(
            $"mssql keeps 38 digits of a number, not {number.Precision}; keep it as text."),
        DecimalType number => $"DECIMAL({number.Precision}, {number.Scale})",
        TimestampType => "DATETIME2(6)",
        DateType => "DATE",
        GuidType => "UNIQUEIDENTIFIER",
        BytesType => "VARBINARY(MAX)",
        VectorType { Dimensions: > 2000 } => "VARBINARY(MAX)",
        VectorType vector => $"VARBINARY({vector.Dimensions * sizeof(float)})",
        UnknownType unknown when unknown.Dialect == Name => unknown.Spelling,
        _ => throw new NotSupportedException($"mssql has no spelling for {type}; give the type one with Spellings.With(\"mssql\", ...)."),
    };

    /// <summary>The collation of a type's values, with a blank before it; empty where it has none or the database's own.</summary>
    internal string SpellCollation(SqlType type) =>
        type.Spellings[Name] is null && type is TextType { Collation: TextCollation.Binary } or AsciiKeyType or JsonType ? $" COLLATE {Collation}" : "";

    /// <inheritdoc/>
    protected override string Spell(SqlType type) => SpellBare(type) + SpellCollation(type);

    /// <inheritdoc/>
    protected override string QuoteAlways(string name) => $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]";

    // Without the N, what the database's code page lacks would become a question mark.
    /// <inheritdoc/>
    protected override string QuoteTextAlways(string value) => "N" + base.QuoteTextAlways(value);

    /// <inheritdoc/>
    protected override void Check(string name)
    {
        if (name.Length > MaxNameLength)
        {
            throw new ArgumentException(
                $"The name {name} has {name.Length} characters; SQL Server takes {MaxNameLength} at the most. Choose a shorter one.", nameof(name));
        }
    }

    // A length is counted in units of UTF-16, of which a character beyond the first 65,536 takes two.
    private static string SpellText(int length) => length <= 4000
        ? $"NVARCHAR({length})"
        : throw new NotSupportedException(
            $"mssql takes 4000 characters in a text of limited length, not {length}; use Types.Text, which has no limit, and a check of its length.");
}
