namespace Kelpie.Sql.Inspection;

/// <summary>Reads back what a live database holds.</summary>
public abstract class Inspector
{
    /// <summary>The names of the tables, ordered; none of the database's own.</summary>
    public abstract Task<IReadOnlyList<string>> TableNamesAsync(Connection connection, CancellationToken cancellationToken = default);
}
