using System.Collections.Frozen;
using System.Globalization;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.MySql;

/// <summary>
/// How MySQL and MariaDB want things said. They are two dialects: what differs is a property here, and a statement
/// compiled for one of them never runs on the other.
/// </summary>
public sealed class MySqlDialect : Dialect
{
    /// <summary>The longest name in characters, <see href="https://dev.mysql.com/doc/refman/9.7/en/identifier-length.html"/>.</summary>
    public const int MaxNameLength = 64;

    /// <summary>The longest bounded text: a row takes 65,535 bytes, and a character up to 4 of them.</summary>
    public const int MaxVarcharLength = 16_383;

    /// <summary>
    /// The sql_mode that every text of this dialect is written for; a session of the driver has it, and a script that is
    /// run by another program must begin with <c>SET sql_mode</c> to it. Double quotes hold names and <c>||</c> joins texts,
    /// as on the other databases; what does not fit is an error; the number 0 is a key as any other.
    /// </summary>
    /// <remarks>
    /// NO_BACKSLASH_ESCAPES is not among them: with it, MySQL 9.7 fails to read back a default with a quote that it has
    /// itself written. So a backslash in a text you write must be doubled.
    /// </remarks>
    public const string SqlMode =
        "ANSI_QUOTES,PIPES_AS_CONCAT,ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,STRICT_ALL_TABLES,"
        + "NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,NO_AUTO_VALUE_ON_ZERO";

    // utf8mb4_bin would take 'x' and 'x ' for one text; this one does not, and sorts by code point.
    internal const string Collation = "utf8mb4_0900_bin";

    private const string BinaryText = " CHARACTER SET utf8mb4 COLLATE " + Collation;

    private MySqlDialect(string name, string product)
    {
        (Name, Product) = (name, product);
        Ddl = new MySqlDdlCompiler(this);
        var isMariaDb = name == "mariadb";
        Capabilities = new Capabilities
        {
            HasLateralJoins = !isMariaDb,
            InsertReturns = isMariaDb ? ReturnedRows.All : ReturnedRows.IdentityOnly,
            UpdateReturns = ReturnedRows.None,
            DeleteReturns = isMariaDb ? ReturnedRows.All : ReturnedRows.None,
            HasFilter = false,
            HasNullsOrder = false,
            HasPartialIndexes = false,
            HasRenamesInConditions = isMariaDb,
            HasExpressionIndexes = !isMariaDb,
            // Each schema change commits what was open before it, and itself.
            HasTransactionalDdl = false,
            HasTextKeys = false,
            LongestName = $"{MaxNameLength} characters",
        };
    }

    /// <summary>MySQL, 8.4 and later.</summary>
    public static MySqlDialect MySql { get; } = new("mysql", "MySQL") { HasRowAlias = true, HasJson = true };

    /// <summary>MariaDB, 11.8 and later.</summary>
    public static MySqlDialect MariaDb { get; } = new("mariadb", "MariaDB") { QueriesChangedTable = true, HasVectors = true };

    /// <inheritdoc/>
    public override string Name { get; }

    /// <summary>Its name for people.</summary>
    public string Product { get; }

    /// <summary>Whether an upsert names the proposed row; the other way is the function VALUES, which MySQL is to drop.</summary>
    public bool HasRowAlias { get; private init; }

    /// <summary>Whether JSON is a type of its own, not text with a check.</summary>
    public bool HasJson { get; private init; }

    /// <summary>Whether a statement that changes a table may have a query on the same table within.</summary>
    public bool QueriesChangedTable { get; private init; }

    /// <summary>Whether vectors are a type of their own that is of use: MySQL's cannot be compared or searched.</summary>
    public bool HasVectors { get; private init; }

    /// <inheritdoc/>
    public override Codecs Codecs { get; } = new MySqlCodecs();

    /// <inheritdoc/>
    public override DdlCompiler Ddl { get; }

    /// <inheritdoc/>
    public override Capabilities Capabilities { get; }

    /// <inheritdoc/>
    public override string BeginTransaction => "START TRANSACTION";

    /// <inheritdoc/>
    public override string LastNumber(string table, string column) =>
        $"SELECT CAST(AUTO_INCREMENT AS SIGNED) - 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = {QuoteText(table)}";

    /// <inheritdoc/>
    public override string BytesOf(TableDefinition table) =>
        $"SELECT CAST(DATA_LENGTH + INDEX_LENGTH AS SIGNED) AS n FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = {QuoteText(table.Name)}";

    /// <summary>InnoDB takes no number for this that a row has already, but the one behind the highest.</summary>
    /// <inheritdoc/>
    public override IReadOnlyList<string> NumberBehind(string table, string column, long last) =>
        [string.Create(CultureInfo.InvariantCulture, $"ALTER TABLE {Quote(table)} AUTO_INCREMENT = {(last < 1 ? 1 : last + 1)}")];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ScriptPreamble => [$"SET SESSION sql_mode = '{SqlMode}', time_zone = '+00:00'"];

    /// <summary>The shell ends a statement at each semicolon, those within a trigger's body included, unless it is told of another end.</summary>
    public override string SpellInScript(string statement) => statement.Contains(';', StringComparison.Ordinal)
        ? $"DELIMITER //\n{statement}\n//\nDELIMITER ;\n"
        : base.SpellInScript(statement);

    /// <summary>What the protocol of prepared statements allows: it counts parameters in 16 bits.</summary>
    public override int MaxParameters => 65_535;

    /// <summary>Well below what the servers take unless they are told otherwise, their <c>max_allowed_packet</c>: 16 MiB on MariaDB, 64 MiB on MySQL.</summary>
    public override long MaxBatchBytes => 1 << 20;

    /// <inheritdoc/>
    protected override FrozenSet<string> ReservedWords => MySqlWords.Reserved;

    /// <summary>By place: the driver looks a name up for each of thousands.</summary>
    public override string BatchMarker(int index) => "?";

    /// <summary>In the text that is sent: a byte may be escaped, a character takes up to three bytes for each of its units.</summary>
    /// <inheritdoc/>
    public override long SizeOf(object value) => value switch
    {
        string text => 3L * text.Length,
        byte[] bytes => 2L * bytes.Length,
        _ => 32,
    };

    /// <inheritdoc/>
    public override StatementCompiler CreateCompiler() => new MySqlStatementCompiler(this);

    /// <inheritdoc/>
    protected override string QuoteAlways(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    /// <inheritdoc/>
    protected override string QuoteTextAlways(string value) => base.QuoteTextAlways(value.Replace(@"\", @"\\", StringComparison.Ordinal));

    /// <inheritdoc/>
    protected override void Check(string name)
    {
        var length = name.EnumerateRunes().Count();
        var wrong = length > MaxNameLength ? $"has {length} characters; {Product} takes {MaxNameLength} at the most. Choose a shorter one."
            : name[^1] == ' ' ? $"ends with a blank, which {Product} does not take. Leave it out."
            : name.EnumerateRunes().Any(rune => !rune.IsBmp) ? $"has a character beyond U+FFFF, which {Product} takes in values but not in names."
            : null;
        if (wrong is not null)
        {
            throw new ArgumentException($"The name {name} {wrong}", nameof(name));
        }
    }

    /// <inheritdoc/>
    protected override string Spell(SqlType type) => type switch
    {
        BooleanType => "TINYINT(1)",
        IntegerType => "INT",
        BigIntType => "BIGINT",
        DoubleType => "DOUBLE",
        TextType { Length: > MaxVarcharLength } text => throw new NotSupportedException(
            $"{Product} has no room in a row for a text of {text.Length} characters; {MaxVarcharLength} is the most. Use Types.Text, which has no bound."),
        TextType text => (text.Length is { } length ? $"VARCHAR({length})" : "LONGTEXT") + (text.Collation == TextCollation.Binary ? BinaryText : ""),
        AsciiKeyType key => $"CHAR({key.Length}) CHARACTER SET ascii COLLATE ascii_bin",
        DecimalType { Precision: > 65 } or DecimalType { Scale: > 30 } => throw new NotSupportedException(
            $"{Product} has no {type}: 65 digits, 30 of them behind the point, are the most."),
        DecimalType number => $"DECIMAL({number.Precision}, {number.Scale})",
        // A TIMESTAMP ends in 2038 and follows the session's time zone; a DATETIME is what was put in.
        TimestampType => "DATETIME(6)",
        DateType => "DATE",
        // MariaDB's own JSON has a collation that takes 'x' and 'x ' for one; the column's check is written beside it.
        JsonType => HasJson ? "JSON" : "LONGTEXT" + BinaryText,
        GuidType => "BINARY(16)",
        BytesType => "LONGBLOB",
        VectorType { Dimensions: > MaxVarcharLength } vector => throw new NotSupportedException(
            $"{Product} has no room in a row for a vector of {vector.Dimensions} numbers; {MaxVarcharLength} is the most."),
        // MariaDB refuses one whose length, squared, is more than a float holds.
        VectorType vector => HasVectors ? $"VECTOR({vector.Dimensions})" : $"VARBINARY({vector.Dimensions * sizeof(float)})",
        UnknownType unknown when unknown.Dialect == Name => unknown.Spelling,
        _ => throw new NotSupportedException($"{Product} has no spelling for {type}; give the type one with Spellings.With(\"{Name}\", ...)."),
    };

    /// <summary>A column of information_schema that holds an expression, as it was written.</summary>
    // MySQL takes the UTF-8 of an expression for Latin-1 as it shows it.
    internal string ReadBack(string column) => !HasJson ? column : $"""
        COALESCE(IF(CONVERT(CONVERT({column} USING latin1) USING utf8mb4) = {column}, CONVERT(CAST(CONVERT({column} USING latin1) AS BINARY) USING utf8mb4), NULL), {column})
        """;
}
