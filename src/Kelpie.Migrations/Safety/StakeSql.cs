using System.Globalization;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Safety;

/// <summary>Which rows of a live database are at stake, in its own SQL and under the names that it has now.</summary>
/// <param name="From">The table and the condition: what stands behind <c>SELECT ...</c>, for rows or for groups of rows.</param>
/// <param name="Key">The columns that a row is named by.</param>
/// <param name="IsGrouped">Whether rows are looked for in groups that share their key.</param>
internal sealed record StakeSql(string From, IReadOnlyList<(string Name, SqlType? Type, string Sql)> Key, bool IsGrouped)
{
    /// <summary>A query for the rows, for a person to run.</summary>
    internal string Find => IsGrouped
        ? $"SELECT {string.Join(", ", Key.Select(column => column.Sql))}, COUNT(*) {From}"
        : $"SELECT * {From}";

    /// <summary>The number of rows, counted no further than a bound and one.</summary>
    internal string Count(Dialect dialect, long bound)
    {
        var number = (bound + 1).ToString(CultureInfo.InvariantCulture);
        var value = IsGrouped ? "COUNT(*)" : "1";
        var rows = dialect.Name == "mssql" ? $"SELECT TOP ({number}) {value} AS n {From}" : $"SELECT {value} AS n {From} LIMIT {number}";
        // A sum of whole numbers is an exact number of any length to some.
        return $"SELECT CAST(COALESCE(SUM(n), 0) AS {(dialect.Name is "mysql" or "mariadb" ? "SIGNED" : "BIGINT")}) AS n FROM ({rows}) AS bounded";
    }

    /// <summary>One of them, as a text: <c>id = 7</c>.</summary>
    internal string Example(Dialect dialect)
    {
        var pieces = Key.Select((column, i) => Joined(dialect, dialect.QuoteText($"{(i == 0 ? "" : ", ")}{column.Name} = "), AsText(dialect, column)));
        var text = Key.Count == 0 ? "''" : Joined(dialect, [.. pieces]);
        return dialect.Name == "mssql" ? $"SELECT TOP (1) {text} AS example {From}" : $"SELECT {text} AS example {From} LIMIT 1";
    }

    /// <summary>A condition that holds for the values of a column that another type does not hold, or changes; for any value where it cannot be told.</summary>
    internal static string Loses(Dialect dialect, string column, SqlType before, SqlType after)
    {
        var condition = (before, after) switch
        {
            _ when !before.Spellings.Equals(SpellingSet.Empty) || !after.Spellings.Equals(SpellingSet.Empty) => null,
            // Exact numbers are texts there.
            (DecimalType, _) when dialect.Name == "sqlite" => null,
            (BigIntType, IntegerType) => $"({column} < -2147483648 OR {column} > 2147483647)",
            (BigIntType, DoubleType) => $"({column} < -9007199254740992 OR {column} > 9007199254740992)",
            (IntegerType or BigIntType or DecimalType or DoubleType, BooleanType) => $"{column} NOT IN (0, 1)",
            (IntegerType or BigIntType, DecimalType number) => OutOf(column, number.Precision - number.Scale),
            (DecimalType one, DecimalType number) => $"({OutOf(column, number.Precision - number.Scale)}{(number.Scale < one.Scale ? $" OR ROUND({column}, {number.Scale}) <> {column}" : "")})",
            (DecimalType, BigIntType) => $"({OutOf(column, 18)} OR ROUND({column}, 0) <> {column})",
            (DecimalType, IntegerType) => $"({column} < -2147483648 OR {column} > 2147483647 OR ROUND({column}, 0) <> {column})",
            (TextType or AsciiKeyType, TextType { Length: { } length }) => string.Create(CultureInfo.InvariantCulture, $"{LengthOf(dialect, column)} > {length}"),
            _ => null,
        };
        return condition is null ? $"{column} IS NOT NULL" : condition;
    }

    private static string OutOf(string column, int digits) => $"ABS({column}) >= 1{new string('0', Math.Max(0, digits))}";

    private static string LengthOf(Dialect dialect, string column) => dialect.Name switch
    {
        "mysql" or "mariadb" => $"CHAR_LENGTH({column})",
        // It does not count blanks at the end.
        "mssql" => $"LEN({column} + N'.') - 1",
        _ => $"LENGTH({column})",
    };

    private static string AsText(Dialect dialect, (string Name, SqlType? Type, string Sql) column)
    {
        var text = (dialect.Name, column.Type) switch
        {
            ("mysql" or "mariadb" or "sqlite", BytesType or VectorType) or ("mysql" or "mariadb", GuidType) => $"HEX({column.Sql})",
            ("mysql" or "mariadb", _) => $"CAST({column.Sql} AS CHAR)",
            ("mssql", _) => $"CAST({column.Sql} AS NVARCHAR(4000))",
            _ => $"CAST({column.Sql} AS TEXT)",
        };
        return $"COALESCE({text}, 'NULL')";
    }

    private static string Joined(Dialect dialect, params string[] pieces) =>
        pieces.Length == 1 ? pieces[0] : dialect.Name == "sqlite" ? string.Join(" || ", pieces) : $"CONCAT({string.Join(", ", pieces)})";
}
