using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Inspection;

/// <summary>
/// Reads back what a live database holds, in the same words in which it is declared: a schema that was created by this
/// library and read back is equal to what was declared. A type that the library has no word for becomes an <see cref="UnknownType"/>.
/// </summary>
public abstract class Inspector
{
    /// <summary>The names of the tables, ordered; none of the database's own.</summary>
    public abstract Task<IReadOnlyList<string>> TableNamesAsync(Connection connection, CancellationToken cancellationToken = default);

    /// <summary>A table with its columns, keys, constraints, indexes and comments; null where there is none of that name.</summary>
    public abstract Task<TableDefinition?> FindTableAsync(Connection connection, string name, CancellationToken cancellationToken = default);

    /// <summary>The views, ordered by name; none of the database's own.</summary>
    public abstract Task<IReadOnlyList<ViewDefinition>> ViewsAsync(Connection connection, CancellationToken cancellationToken = default);

    /// <summary>The triggers, ordered by name.</summary>
    public abstract Task<IReadOnlyList<TriggerDefinition>> TriggersAsync(Connection connection, CancellationToken cancellationToken = default);

    /// <summary>The names of a table's indexes, also of those that this library has no words for, such as full-text ones.</summary>
    public virtual async Task<IReadOnlyList<string>> IndexNamesAsync(Connection connection, string table, CancellationToken cancellationToken = default) =>
        await FindTableAsync(connection, table, cancellationToken).ConfigureAwait(false) is { } found ? [.. found.Indexes.Select(index => index.Name)] : [];

    /// <summary>The indexes that were not built to their end, by table and name; none where a database keeps no such.</summary>
    public virtual Task<IReadOnlyList<InvalidIndex>> InvalidIndexesAsync(Connection connection, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<InvalidIndex>>([]);

    /// <summary>
    /// The statements that made the triggers and indexes, where a table may have to be made anew and these be brought back; none
    /// elsewhere. What a constraint brings is not among them.
    /// </summary>
    public virtual Task<IReadOnlyList<DependentStatement>> DependentStatementsAsync(Connection connection, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<DependentStatement>>([]);

    /// <summary>All tables.</summary>
    public virtual async Task<MetaData> ReadAsync(Connection connection, CancellationToken cancellationToken = default)
    {
        var all = MetaData.Empty;
        foreach (var name in await TableNamesAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            if (await FindTableAsync(connection, name, cancellationToken).ConfigureAwait(false) is { } table)
            {
                all = all.Add(table);
            }
        }

        return all;
    }
}
