using Kelpie.Sql.Inspection;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.SqlServer;

/// <summary>Reads back what SQL Server holds in its schema <c>dbo</c>, by its catalogue views; it needs no driver of its own.</summary>
public sealed class SqlServerInspector : Inspector
{
    private SqlServerInspector()
    {
    }

    /// <summary>The one instance: it holds nothing that changes.</summary>
    public static SqlServerInspector Instance { get; } = new();

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> TableNamesAsync(Connection connection, CancellationToken cancellationToken = default) =>
        await connection.ListAsync(CatalogueQueries.TableNames, [], cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public override async Task<TableDefinition?> FindTableAsync(Connection connection, string name, CancellationToken cancellationToken = default)
    {
        Argument[] arguments = [("table", name)];
        var columns = await connection.ListAsync(CatalogueQueries.Columns, arguments, cancellationToken).ConfigureAwait(false);
        if (columns.Count == 0)
        {
            return null;
        }

        var indexes = CatalogueIndexes.Of(
            name, await connection.ListAsync(CatalogueQueries.Indexes, arguments, cancellationToken).ConfigureAwait(false));
        var checks = await connection.ListAsync(CatalogueQueries.Checks, arguments, cancellationToken).ConfigureAwait(false);
        var references = await connection.ListAsync(CatalogueQueries.ForeignKeys, arguments, cancellationToken).ConfigureAwait(false);
        var comments = await connection.ListAsync(CatalogueQueries.TableComment, arguments, cancellationToken).ConfigureAwait(false);
        return new TableDefinition(name, [.. columns.Select(CatalogueColumns.Of)])
        {
            PrimaryKey = indexes.PrimaryKey,
            Uniques = [.. indexes.Uniques],
            Indexes = [.. indexes.Indexes],
            Checks = [.. checks.Select(check => new CheckConstraint(check.Name, KeptSql.Plain(check.Sql)))],
            ForeignKeys = [.. references.GroupBy(part => part.Name).Select(parts => ForeignKeyOf([.. parts]))],
            Comment = comments.FirstOrDefault(),
        };
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<ViewDefinition>> ViewsAsync(Connection connection, CancellationToken cancellationToken = default)
    {
        var views = await connection.ListAsync(CatalogueQueries.Views, [], cancellationToken).ConfigureAwait(false);
        return [.. views.Select(view => new ViewDefinition(view.Name, KeptSql.QueryOf(view.Sql)))];
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<TriggerDefinition>> TriggersAsync(Connection connection, CancellationToken cancellationToken = default)
    {
        var triggers = await connection.ListAsync(CatalogueQueries.Triggers, [], cancellationToken).ConfigureAwait(false);
        return [.. triggers.Select(trigger => new TriggerDefinition(trigger.Name, trigger.Table, trigger.Sql.Trim()))];
    }

    private static ForeignKey ForeignKeyOf(IReadOnlyList<(string Name, string Column, string Table, string Key, string OnDelete, string OnUpdate)> parts) => new(
        parts[0].Name,
        [.. parts.Select(part => part.Column)],
        parts[0].Table,
        [.. parts.Select(part => part.Key)],
        ActionOf(parts[0].OnDelete),
        ActionOf(parts[0].OnUpdate));

    private static ReferentialAction ActionOf(string action) => action switch
    {
        "CASCADE" => ReferentialAction.Cascade,
        "SET_NULL" => ReferentialAction.SetNull,
        _ => ReferentialAction.NoAction,
    };
}
