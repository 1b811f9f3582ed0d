namespace Kelpie.Adoption;

/// <summary>A table of the original's, as far as a database has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">The columns it should have.</param>
/// <param name="Present">The columns it has; none where the table is not there.</param>
internal sealed record OriginalTable(string Name, IReadOnlyList<string> Columns, IReadOnlySet<string> Present)
{
    /// <summary>Whether it is there.</summary>
    internal bool IsThere => Present.Count > 0;

    /// <summary>What it is called now: out of the way of Kelpie's table of the same name.</summary>
    internal string StoredAs { get; init; } = Name;

    /// <summary>What stands behind <c>FROM</c>: all its columns and <c>row_id</c>, those that it lacks as NULL, and no rows where it is not there.</summary>
    internal string Source => "(SELECT "
        + string.Join(", ", Columns.Select(column => Present.Contains(column) ? $"\"{column}\"" : $"NULL AS \"{column}\"").Prepend(IsThere ? "rowid AS row_id" : "NULL AS row_id"))
        + (IsThere ? $" FROM main.\"{StoredAs}\")" : " WHERE 0)");
}
