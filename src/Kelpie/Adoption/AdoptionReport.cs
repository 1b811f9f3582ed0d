using Kelpie.Sql;

namespace Kelpie.Adoption;

/// <summary>What an adoption has done.</summary>
/// <param name="Database">The database that has the rows now.</param>
/// <param name="Backup">The copy of the original that was made before; null where the original was left as it is.</param>
/// <param name="Tables">What became of each table's rows; none where there was nothing to do.</param>
/// <param name="Notes">Why rows were merged, refused, or changed.</param>
public sealed record AdoptionReport(DatabaseUrl Database, string? Backup, IReadOnlyList<AdoptedTable> Tables, IReadOnlyList<AdoptionNote> Notes)
{
    /// <summary>Whether the database was Kelpie's already.</summary>
    public bool WasDone => Tables.Count == 0;
}
