using Kelpie.Sql.Schema;

namespace Kelpie.Experiments.Review;

/// <summary>What the columns are declared to hold, and what they do hold.</summary>
internal static class TypeRules
{
    // What at least is there before a rule speaks of all.
    private const int Few = 3;
    private const int Many = 20;
    private const double Nearly = 0.95;

    /// <summary>Types of one kind of database.</summary>
    internal static IEnumerable<ReviewFinding> Foreign(ReviewSubject subject) => subject.Columns
        .Select(one => one.Column)
        .Where(column => column.Type is UnknownType { IsText: false })
        .Select(column => (column, type: (UnknownType)column.Type))
        .Select(one => ReviewFinding.InTheWay(
            "type_does_not_travel", one.column.Name, $"{one.type.Spelling} is a type of {one.type.Dialect}; the other databases have none that is alike.",
            one.type.Dialect == "sqlite" ? $"Give it one that all have: --type {one.column.Name}={InsteadOf(one.type.Spelling)}"
                : $"Make it one that all have, in the experiment itself: ALTER TABLE {subject.Table.Name}, to {InsteadOf(one.type.Spelling)}."));

    /// <summary>SQLite puts a text into a column of numbers without a word.</summary>
    internal static IEnumerable<ReviewFinding> Mixed(ReviewSubject subject) => subject.Columns
        .Where(one => one.Profile.Texts > 0 && one.Column.Type.Underlying is IntegerType or BigIntType or DoubleType or BooleanType)
        .Select(one => ReviewFinding.InTheWay(
            "mixed_types", one.Column.Name,
            $"{one.Profile.Texts} of {one.Profile.Values} values are texts, in a column of numbers: {string.Join(", ", one.Profile.Others(ValuePattern.Boolean).Select(text => $"'{text}'"))}.",
            "Correct these rows; no other database takes them."));

    /// <summary>Texts and numbers that are always something for which there is a type.</summary>
    internal static IEnumerable<ReviewFinding> Deserved(ReviewSubject subject)
    {
        foreach (var (column, profile) in subject.Columns.Where(one => !subject.Refers(one.Column.Name)))
        {
            if (column.Type.Underlying is TextType or AsciiKeyType)
            {
                if (profile.Texts >= Few && ValuePattern.All.FirstOrDefault(pattern => Fits(profile, pattern)) is { } pattern)
                {
                    var matches = profile.Matches(pattern);
                    yield return ReviewFinding.Advice(
                        $"deserves_{pattern.Type}", column.Name,
                        $"{matches} of {profile.Texts} texts are {pattern.Name}{(matches < profile.Texts ? $"; others are {string.Join(", ", profile.Others(pattern).Select(text => $"'{text}'"))}" : "")}.",
                        matches < profile.Texts ? $"Correct the others, then: --type {column.Name}={pattern.Type}" : $"Give it its type: --type {column.Name}={pattern.Type}");
                }
            }
            else if (column.Type.Underlying is IntegerType or BigIntType && !column.IsIdentity && profile.Values >= Few && profile.BeyondTruth == 0 && IsCalledLikeTruth(column.Name))
            {
                yield return ReviewFinding.Advice(
                    "deserves_boolean", column.Name, $"All {profile.Values} numbers are 0 or 1, and it is called like a truth value.", $"Give it its type: --type {column.Name}=boolean");
            }
        }
    }

    private static bool Fits(ColumnProfile profile, ValuePattern pattern)
    {
        var matches = profile.Matches(pattern);
        // 0 and 1 are numbers like others, until they are all there is, and both are there.
        return (matches == profile.Texts || (profile.Texts >= Many && matches >= Nearly * profile.Texts))
            && (pattern != ValuePattern.Boolean || !profile.IsConstant);
    }

    private static bool IsCalledLikeTruth(string name) =>
        ((string[])["is_", "has_", "was_", "can_", "needs_"]).Any(begin => name.StartsWith(begin, StringComparison.OrdinalIgnoreCase))
        || name.EndsWith("_flag", StringComparison.OrdinalIgnoreCase) || name.EndsWith("ed", StringComparison.Ordinal);

    internal static string InsteadOf(string spelling)
    {
        var type = spelling.ToLowerInvariant();
        (string[] Words, string Instead)[] known =
        [
            (["enum", "set", "char", "text", "clob", "inet", "cidr", "macaddr", "interval", "xml", "citext", "collate"], "text"), (["json", "[]", "array"], "json"),
            (["datetime", "timestamp"], "timestamp"), (["date"], "date"), (["bool", "bit", "tinyint(1)"], "boolean"), (["int", "serial", "year"], "bigint"),
            (["money", "numeric", "decimal"], "numeric(28,6)"), (["real", "float", "double"], "double"), (["uuid", "uniqueidentifier"], "uuid"), (["blob", "bytea", "binary"], "bytes"),
        ];
        return known.FirstOrDefault(one => one.Words.Any(word => type.Contains(word, StringComparison.Ordinal))).Instead ?? "text";
    }
}
