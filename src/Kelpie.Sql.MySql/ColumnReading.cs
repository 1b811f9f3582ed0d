using System.Globalization;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Sql.MySql;

/// <summary>The columns of a table: the types of <see cref="MySqlDialect"/>, read backwards.</summary>
internal sealed class ColumnReading(MySqlDialect dialect)
{
    private readonly Query<(string, string, string?, bool, string?, string, string)> _query = Text($"""
        SELECT column_name, column_type, IF(collation_name = @@collation_database, 'default', collation_name),
            is_nullable = 'YES', IF(extra LIKE '%DEFAULT_GENERATED%', {dialect.ReadBack("column_default")}, column_default), extra, column_comment
        FROM information_schema.columns
        WHERE table_schema = DATABASE() AND table_name = :table
        ORDER BY ordinal_position
        """).Bind(Param<string>("table")).Rows(
            Types.Text, Types.Text, Types.Text.Nullable(), Types.Bool, Types.Text.Nullable(), Types.Text, Types.Text);

    internal async Task<IEnumerable<ColumnDefinition>> ReadAsync(
        Connection connection, string table, IReadOnlyList<FoundCheck> checks, CancellationToken cancellationToken)
    {
        var found = await connection.ListAsync(_query, [("table", table)], cancellationToken).ConfigureAwait(false);
        return found.Select(column =>
        {
            var (name, spelling, collation, isNullable, given, extra, comment) = column;
            var isGenerated = extra.Contains("GENERATED", StringComparison.Ordinal) && !extra.Contains("DEFAULT_GENERATED", StringComparison.Ordinal);
            var type = isGenerated ? new UnknownType(dialect.Name, $"{spelling} {extra}")
                : checks.Any(check => check.IsOf(name)) ? Types.Json
                : TypeOf(spelling, collation);
            return new ColumnDefinition(name, type)
            {
                IsNullable = isNullable,
                IsIdentity = extra.Contains("auto_increment", StringComparison.Ordinal),
                Default = isGenerated ? null : DefaultOf(type, given, extra),
                Comment = comment.Length > 0 ? comment : null,
            };
        });
    }

    private SqlType TypeOf(string spelling, string? collation)
    {
        var open = spelling.IndexOf('(', StringComparison.Ordinal);
        var word = open < 0 ? spelling : spelling[..open];
        int[] sizes = open < 0 || spelling[^1] != ')' ? []
            : [.. spelling[(open + 1)..^1].Split(',').Select(size => int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)];
        TextCollation? text = collation switch
        {
            MySqlDialect.Collation => TextCollation.Binary,
            "default" => TextCollation.DatabaseDefault,
            _ => null,
        };
        return (word, sizes, text) switch
        {
            ("tinyint", [1], _) => Types.Bool,
            // MariaDB still says how wide a number is shown; of one without a sign the word goes on behind.
            ("int", _, _) when !spelling.EndsWith('d') && !spelling.EndsWith('l') => Types.Integer,
            ("bigint", _, _) when !spelling.EndsWith('d') && !spelling.EndsWith('l') => Types.BigInt,
            ("double", [], _) => Types.DoublePrecision,
            ("varchar", [var length], { } compares) => new TextType(length, compares),
            ("longtext", [], { } compares) => new TextType(null, compares),
            ("char", [var length], _) when collation == "ascii_bin" => Types.AsciiKey(length),
            ("decimal", [var precision, var scale], _) => Types.Numeric(precision, scale),
            ("datetime", [6], _) => Types.Timestamp,
            ("date", [], _) => Types.Date,
            ("json", [], _) => Types.Json,
            ("binary", [16], _) => Types.Uuid,
            ("longblob", [], _) => Types.Bytes,
            ("vector", [var dimensions], _) when dialect.HasVectors => Types.Vector(dimensions),
            ("varbinary", [var bytes], _) when !dialect.HasVectors && bytes % sizeof(float) == 0 => Types.Vector(bytes / sizeof(float)),
            _ => new UnknownType(dialect.Name, collation is null or "default" ? spelling : $"{spelling} COLLATE {collation}"),
        };
    }

    // MySQL keeps a constant as its text, and marks an expression; MariaDB keeps all as expressions, NULL where there is none.
    private DefaultValue? DefaultOf(SqlType type, string? given, string extra)
    {
        if (given is null || (!dialect.HasJson && given == "NULL"))
        {
            return null;
        }

        var isExpression = !dialect.HasJson || extra.Contains("DEFAULT_GENERATED", StringComparison.Ordinal);
        var kept = isExpression && dialect.HasJson ? SqlLiteral.Unescape(given) : given;
        var sql = isExpression ? SqlText.Simplify(kept) : kept;
        if (isExpression && sql.Equals("utc_timestamp(6)", StringComparison.OrdinalIgnoreCase))
        {
            return DefaultValue.Now;
        }

        if (isExpression && SqlLiteral.TextOf(kept) is { } text)
        {
            return DefaultValue.Of(text);
        }

        return type switch
        {
            BooleanType when sql is "0" or "1" => DefaultValue.Of(sql == "1"),
            IntegerType or BigIntType or DoubleType or DecimalType when decimal.TryParse(sql, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
                decimal.IsInteger(number) && number is >= long.MinValue and <= long.MaxValue ? DefaultValue.Of((long)number) : DefaultValue.Of(number),
            _ => isExpression ? DefaultValue.Sql(sql) : DefaultValue.Of(sql),
        };
    }
}
