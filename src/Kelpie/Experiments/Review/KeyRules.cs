using Kelpie.Sql.Schema;

namespace Kelpie.Experiments.Review;

/// <summary>What names a row.</summary>
internal static class KeyRules
{
    private const int Few = 10;

    internal static IEnumerable<ReviewFinding> PrimaryKey(ReviewSubject subject)
    {
        if (subject.Table.PrimaryKey is null)
        {
            yield return ReviewFinding.InTheWay(
                "no_primary_key", null, "It has no primary key, so nothing names a row: copies cannot go on where they stopped, and programs cannot change one row.",
                "Add a column id (BIGINT, numbered by the database, primary key), or make the key of columns that are unique together.");
        }
    }

    internal static IEnumerable<ReviewFinding> UniqueByAccident(ReviewSubject subject)
    {
        foreach (var (column, profile) in subject.Columns)
        {
            if (subject.Sample.Rows >= Few && profile.IsDistinct && profile.Nulls == 0
                && IsName(column, profile) && !IsDeclared(subject.Table, column.Name))
            {
                yield return ReviewFinding.Advice(
                    "unique_by_accident", column.Name, $"No value is there twice in {subject.Sample.Rows} rows, but nothing says that it must not be.",
                    "Declare UNIQUE if it is meant; else leave it, and let no program rely on it.");
            }
        }
    }

    // Measurements and moments may be alike, or not: that they are not means nothing.
    private static bool IsName(ColumnDefinition column, ColumnProfile profile) => column.Type.Underlying switch
    {
        TextType or AsciiKeyType => profile.Matches(ValuePattern.Timestamp) < profile.Values && profile.Matches(ValuePattern.Number) < profile.Values,
        IntegerType or BigIntType => ((string[])["_id", "_no", "_number", "_key"]).Any(end => column.Name.EndsWith(end, StringComparison.Ordinal)),
        GuidType => true,
        _ => false,
    };

    private static bool IsDeclared(TableDefinition table, string column) =>
        table.PrimaryKey?.Columns is [var key] && key == column
        || table.Uniques.Any(unique => unique.Columns is [var only] && only == column)
        || table.Indexes.Any(index => index.IsUnique && index.Where is null && index.Columns is [var only] && only.Name == column);
}
