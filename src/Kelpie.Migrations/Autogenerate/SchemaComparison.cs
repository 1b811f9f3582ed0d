using Kelpie.Migrations.Running;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Autogenerate;

/// <summary>
/// What is different between two schemas, down to the columns of an index: two things of one name are the same only if they say
/// the same. The order of columns and of constraints does not count, nor do comments, which live with the models.
/// </summary>
public sealed class SchemaComparison
{
    private readonly SchemaEquality _equality;
    private readonly List<SchemaDifference> _differences = [];

    private SchemaComparison(SchemaEquality equality) => _equality = equality;

    /// <summary>The differences, table by table, in the order of their names.</summary>
    public IReadOnlyList<SchemaDifference> Differences => _differences;

    /// <summary>Whether the schemas say the same.</summary>
    public bool IsEmpty => _differences.Count == 0;

    /// <summary>Compares two schemas as they are declared. The table of the revisions is part of neither.</summary>
    /// <param name="before">The schema before.</param>
    /// <param name="after">The schema after.</param>
    /// <param name="excludedPrefix">Tables whose names begin with this are passed over; null for none.</param>
    public static SchemaComparison Of(MetaData before, MetaData after, string? excludedPrefix = null) =>
        Of(before, after, SchemaEquality.Declared, excludedPrefix);

    /// <summary>The differences in words, one a line.</summary>
    /// <param name="before">What the schema before is called: <c>the models</c>.</param>
    /// <param name="after">What the schema after is called: <c>the database</c>.</param>
    public IReadOnlyList<string> Describe(string before, string after) => [.. _differences.Select(difference => difference.Describe(before, after))];

    internal static SchemaComparison Of(MetaData before, MetaData after, SchemaEquality equality, string? excludedPrefix)
    {
        var comparison = new SchemaComparison(equality);
        (before, after) = (before.Without(excludedPrefix), after.Without(excludedPrefix));
        foreach (var name in before.Tables.Concat(after.Tables).Select(table => table.Name).Distinct().Order(StringComparer.Ordinal))
        {
            comparison.Compare(name, before.Find(name), after.Find(name));
        }

        return comparison;
    }

    private void Compare(string name, TableDefinition? before, TableDefinition? after)
    {
        if (before is null || after is null)
        {
            _differences.Add(new TableDifference(name, before, after));
            return;
        }

        Pair(before.Columns, after.Columns, column => column.Name, (one, other) => Compare(name, one, other));
        if (!(before.PrimaryKey is { } key ? after.PrimaryKey is { } other && _equality.Same(key, other, before) : after.PrimaryKey is null))
        {
            _differences.Add(new PrimaryKeyDifference(name, before.PrimaryKey, after.PrimaryKey));
        }

        Pair(before.ForeignKeys, after.ForeignKeys, foreign => foreign.Name, (one, other) =>
            AddUnless(Equals(one, other), new ForeignKeyDifference(name, one, other)));
        Pair(before.Uniques, after.Uniques, unique => unique.Name, (one, other) => AddUnless(
            Equals(one, other) || (other is null && _equality.IsKeptOtherwise(one!, after)), new UniqueDifference(name, one, other)));
        Pair(before.Checks, after.Checks, check => check.Name, (one, other) => AddUnless(
            one is not null && other is not null && _equality.Same(one, other), new CheckDifference(name, one, other)));
        Pair(before.Indexes, after.Indexes, index => index.Name, (one, other) => AddUnless(
            one is not null && other is not null && _equality.Same(one, other), new IndexDifference(name, one, other)));
    }

    private void Compare(string table, ColumnDefinition? before, ColumnDefinition? after)
    {
        if (before is null || after is null)
        {
            _differences.Add(new ColumnDifference(table, ColumnAspect.Existence, before, after));
            return;
        }

        AddUnless(_equality.SameType(before, after), new ColumnDifference(table, ColumnAspect.Type, before, after));
        AddUnless(before.IsNullable == after.IsNullable, new ColumnDifference(table, ColumnAspect.Nullability, before, after));
        AddUnless(_equality.SameDefault(before, after), new ColumnDifference(table, ColumnAspect.Default, before, after));
        AddUnless(before.IsIdentity == after.IsIdentity, new ColumnDifference(table, ColumnAspect.Identity, before, after));
    }

    private static void Pair<T>(ValueList<T> before, ValueList<T> after, Func<T, string> nameOf, Action<T?, T?> compare)
        where T : class
    {
        foreach (var item in before)
        {
            compare(item, after.FirstOrDefault(other => nameOf(other) == nameOf(item)));
        }

        foreach (var item in after.Where(item => before.All(other => nameOf(other) != nameOf(item))))
        {
            compare(null, item);
        }
    }

    private void AddUnless(bool isSame, SchemaDifference difference)
    {
        if (!isSame)
        {
            _differences.Add(difference);
        }
    }
}

/// <summary>Leaves tables out of a schema that are none of a comparison's business.</summary>
internal static class ExcludedTables
{
    internal static MetaData Without(this MetaData schema, string? prefix) =>
        schema.Tables.Where(table => IsExcluded(table.Name, prefix)).Aggregate(schema, (kept, table) => kept.Remove(table.Name));

    internal static bool IsExcluded(string table, string? prefix) =>
        table == VersionTable.Instance.Name || (prefix is { Length: > 0 } && table.StartsWith(prefix, StringComparison.Ordinal));
}
