using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Statements;

/// <summary>What the columns of a query are called: by their labels, by their own names, or <c>c1</c>, <c>c2</c>...</summary>
public static class QueryLabels
{
    /// <exception cref="ArgumentException">Two columns have one name.</exception>
    internal static IReadOnlyList<string> Of(QueryBody body, string query)
    {
        var labels = body.Columns.Select(Label).ToArray();
        var twice = labels.GroupBy(label => label, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1);
        return twice is null
            ? labels
            : throw new ArgumentException($"The query {query} has two columns named {twice.Key}; give one of them another name by As(\"...\").");
    }

    /// <summary>The same query, each of whose columns says its name.</summary>
    public static QueryBody Labelled(QueryBody body) => body switch
    {
        SelectBody select => select with { Columns = [.. body.Columns.Select((column, i) => Named(column, Label(column, i)))] },
        CompoundBody compound => compound with { Left = Labelled(compound.Left) },
        _ => body,
    };

    private static string Label(Expression column, int i) => column switch
    {
        ILabelled labelled => labelled.Label,
        IColumn known => known.Name,
        INamedColumn known => known.Name,
        _ => $"c{i + 1}",
    };

    // A column has its name already.
    private static Expression Named(Expression column, string label) =>
        column is ILabelled or IColumn or INamedColumn ? column : column.Labelled(label);
}
