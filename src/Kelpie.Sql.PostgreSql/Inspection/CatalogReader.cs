using System.Collections.Immutable;
using System.Text.Json;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.PostgreSql.Inspection;

/// <summary>Reads tables out of the catalogue: four queries, however many tables there are.</summary>
internal static class CatalogReader
{
    /// <summary>The table of a name, or all where it is null.</summary>
    internal static async Task<IReadOnlyList<TableDefinition>> ReadAsync(Connection db, string? table, CancellationToken cancellationToken)
    {
        Argument[] arguments = [("table", table)];
        var heads = await db.ListAsync(CatalogQueries.TableHeads, arguments, cancellationToken).ConfigureAwait(false);
        if (heads.Count == 0)
        {
            return [];
        }

        var columns = (await db.ListAsync(CatalogQueries.Columns, arguments, cancellationToken).ConfigureAwait(false)).ToLookup(row => row.Item1, ToColumn);
        var constraints = (await db.ListAsync(CatalogQueries.Constraints, arguments, cancellationToken).ConfigureAwait(false)).ToLookup(row => row.Item1, ToConstraint);
        var indexes = (await db.ListAsync(CatalogQueries.Indexes, arguments, cancellationToken).ConfigureAwait(false)).ToLookup(row => row.Item1, ToIndex);
        return [.. heads.Select(head => Build(head.Item1, head.Item2, [.. columns[head.Item1]], [.. constraints[head.Item1]], [.. indexes[head.Item1]]))];
    }

    private static TableDefinition Build(
        string name, string? comment, IReadOnlyList<ColumnDefinition> columns, IReadOnlyList<object> constraints, IReadOnlyList<IndexDefinition> indexes)
    {
        var dimensions = constraints.OfType<Dimensions>().ToImmutableDictionary(check => check.Column, check => check.Count);
        return new TableDefinition(name, columns.Select(column => WithDimensions(column, dimensions)).ToValueList())
        {
            Comment = comment,
            PrimaryKey = constraints.OfType<PrimaryKey>().FirstOrDefault(),
            Uniques = constraints.OfType<UniqueConstraint>().ToValueList(),
            Checks = constraints.OfType<CheckConstraint>().ToValueList(),
            ForeignKeys = constraints.OfType<ForeignKey>().ToValueList(),
            Indexes = indexes.ToValueList(),
        };
    }

    private static ColumnDefinition WithDimensions(ColumnDefinition column, ImmutableDictionary<string, int> dimensions) =>
        column.Type is UnknownType { Spelling: CatalogTypes.Floats } && dimensions.TryGetValue(column.Name, out var count)
            ? column with { Type = Types.Vector(count) }
            : column;

    private static ColumnDefinition ToColumn((string, string Name, string Type, string? Collation, bool NotNull, string Kind, string? Expression, string? Comment) row)
    {
        var isGenerated = row.Kind is "s" or "v";
        return new ColumnDefinition(row.Name, isGenerated
            // There is no word for what it is; so it can at least be created again.
            ? new UnknownType(PostgreSqlDialect.Instance.Name, $"{row.Type} GENERATED ALWAYS AS ({row.Expression}) {(row.Kind == "s" ? "STORED" : "VIRTUAL")}")
            : CatalogTypes.Parse(row.Type, row.Collation))
        {
            IsNullable = !row.NotNull,
            IsIdentity = row.Kind is "a" or "d",
            Default = isGenerated || row.Expression is null ? null : CatalogExpression.ParseDefault(row.Expression),
            Comment = row.Comment,
        };
    }

    private static object ToConstraint(
        (string, string Name, string Kinds, string Columns, string? Condition, string? Table, string? Keys, string? Comment) row)
    {
        var columns = ParseNames(row.Columns);
        return row.Kinds[0] switch
        {
            // What the server calls a key nobody named, also if the table was called otherwise at the time.
            'p' => new PrimaryKey(columns, row.Name.EndsWith("_pkey", StringComparison.Ordinal) ? null : row.Name),
            'u' => new UniqueConstraint(row.Name, columns),
            'f' => new ForeignKey(row.Name, columns, row.Table!, ParseNames(row.Keys!), ParseAction(row.Kinds[1]), ParseAction(row.Kinds[2])),
            _ when VectorCheck.Parse(row.Condition!, columns) is { } count => new Dimensions(columns[0], count),
            _ => new CheckConstraint(row.Name, DeclaredText.OfCheck(row.Comment, columns) ?? CatalogExpression.Simplify(row.Condition!)),
        };
    }

    private static IndexDefinition ToIndex(
        (string Table, string Name, bool IsUnique, string Keys, string? Where, string Columns, string? Comment) row)
    {
        using var json = JsonDocument.Parse(row.Keys);
        var keys = json.RootElement.EnumerateArray()
            .Select(key => new IndexColumn(key[0].GetString()!, IsExpression: key[1].GetBoolean(), IsDescending: key[2].GetBoolean())).ToList();
        var printed = new IndexDefinition(
            row.Name, row.Table, keys.Select(key => key.IsExpression ? key with { Name = CatalogExpression.Simplify(key.Name) } : key).ToValueList())
        {
            IsUnique = row.IsUnique,
            Where = row.Where is null ? null : CatalogExpression.Simplify(row.Where),
        };
        return DeclaredText.OfIndex(row.Comment, printed, ParseNames(row.Columns));
    }

    // RESTRICT refuses at once and NO ACTION at the end of the statement. For SET DEFAULT the library has no word.
    private static ReferentialAction ParseAction(char letter) => letter switch
    {
        'c' => ReferentialAction.Cascade,
        'n' => ReferentialAction.SetNull,
        _ => ReferentialAction.NoAction,
    };

    private static ValueList<string> ParseNames(string json)
    {
        using var names = JsonDocument.Parse(json);
        return names.RootElement.EnumerateArray().Select(name => name.GetString()!).ToValueList();
    }

    /// <summary>The check that a vector's column has so many numbers.</summary>
    private sealed record Dimensions(string Column, int Count);
}
