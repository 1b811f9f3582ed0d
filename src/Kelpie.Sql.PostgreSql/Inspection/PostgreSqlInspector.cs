using Kelpie.Sql.Inspection;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.PostgreSql.Inspection;

/// <summary>Reads the schema that unqualified names are created in.</summary>
internal sealed class PostgreSqlInspector : Inspector
{
    public override async Task<IReadOnlyList<string>> TableNamesAsync(Connection connection, CancellationToken cancellationToken = default) =>
        await connection.ListAsync(CatalogQueries.TableNames, [], cancellationToken).ConfigureAwait(false);

    public override async Task<TableDefinition?> FindTableAsync(Connection connection, string name, CancellationToken cancellationToken = default) =>
        (await CatalogReader.ReadAsync(connection, name, cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    public override async Task<IReadOnlyList<ViewDefinition>> ViewsAsync(Connection connection, CancellationToken cancellationToken = default)
    {
        var rows = await connection.ListAsync(CatalogQueries.Views, [], cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => new ViewDefinition(row.Item1, row.Item2))];
    }

    public override async Task<IReadOnlyList<TriggerDefinition>> TriggersAsync(Connection connection, CancellationToken cancellationToken = default)
    {
        var rows = await connection.ListAsync(CatalogQueries.Triggers, [], cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => new TriggerDefinition(row.Item1, row.Item2, row.Item3))];
    }

    public override async Task<IReadOnlyList<InvalidIndex>> InvalidIndexesAsync(Connection connection, CancellationToken cancellationToken = default)
    {
        var rows = await connection.ListAsync(CatalogQueries.InvalidIndexes, [], cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => new InvalidIndex(row.Item1, row.Item2, row.Item3))];
    }

    public override async Task<MetaData> ReadAsync(Connection connection, CancellationToken cancellationToken = default) =>
        (await CatalogReader.ReadAsync(connection, null, cancellationToken).ConfigureAwait(false))
            .Aggregate(MetaData.Empty, (all, table) => all.Add(table));
}
