using Kelpie.Sql.Schema;

namespace Kelpie.Sql.SqlServer;

/// <summary>Keys and indexes as the catalogue has them, in the words in which they are declared.</summary>
internal sealed record CatalogueIndexes(PrimaryKey? PrimaryKey, IReadOnlyList<UniqueConstraint> Uniques, IReadOnlyList<IndexDefinition> Indexes)
{
    internal static CatalogueIndexes Of(
        string table, IReadOnlyList<(int Id, string Name, string Kind, string? Where, string Column, bool IsDescending)> parts)
    {
        PrimaryKey? key = null;
        List<UniqueConstraint> uniques = [];
        List<IndexDefinition> indexes = [];
        foreach (var index in parts.GroupBy(part => part.Id))
        {
            var first = index.First();
            ValueList<string> columns = [.. index.Select(part => part.Column)];
            switch (first.Kind)
            {
                case "key":
                    key = new PrimaryKey(columns, first.Name.Length > 0 ? first.Name : null);
                    break;
                case "unique":
                    uniques.Add(new UniqueConstraint(first.Name, columns));
                    break;
                default:
                    indexes.Add(new IndexDefinition(first.Name, table, [.. index.Select(part => new IndexColumn(part.Column, part.IsDescending))])
                    {
                        IsUnique = first.Kind == "unique index",
                        Where = first.Where is null ? null : Asked(first.Where, first.Kind == "unique index" ? columns : []),
                    });
                    break;
            }
        }

        return new CatalogueIndexes(key, uniques, indexes);
    }

    // A unique index leaves out rows with a NULL in it, which nobody said; see SqlServerDdlCompiler.
    private static string? Asked(string filter, ValueList<string> columns)
    {
        var conditions = KeptSql.WithoutParentheses(filter).Split(" AND ").Select(KeptSql.Plain);
        var added = columns.Select(column => KeptSql.Plain($"[{column.Replace("]", "]]", StringComparison.Ordinal)}] IS NOT NULL"));
        var asked = string.Join(" AND ", conditions.Except(added));
        return asked.Length > 0 ? asked : null;
    }
}
