using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Statements;

/// <summary>An <c>INSERT</c> of what a query finds.</summary>
public sealed class InsertFrom : RowCommand
{
    private readonly InsertBody _body;

    private InsertFrom(InsertBody body)
        : base(body) => _body = body;

    /// <summary>Leaves a row alone that is there already by some key, instead of failing.</summary>
    /// <exception cref="ArgumentException">No column is named.</exception>
    public InsertFrom SkipExisting(params IReadOnlyList<IColumn> key) => new(_body with { Conflict = ConflictRule.Skipping(Table, key) });

    internal static InsertFrom Of(Table table, QueryBody query, IReadOnlyList<IColumn> columns)
    {
        if (columns.Count != query.Columns.Count)
        {
            throw new ArgumentException(
                $"The insert into {table.Name} names {columns.Count} columns, and its query selects {query.Columns.Count}.", nameof(columns));
        }

        for (var i = 0; i < columns.Count; i++)
        {
            if (!query.Columns[i].FitsInto(columns[i]))
            {
                throw new ArgumentException(
                    $"The query selects a {query.Columns[i].SqlType} for {table.Name}.{columns[i].Name}, which is a {columns[i].SqlType}; select Cast(...) of it.",
                    nameof(columns));
            }
        }

        return new InsertFrom(new InsertBody(table, columns, new InsertSource.Query(query)));
    }
}
