namespace Kelpie.Sql.Inspection;

/// <summary>An index that is there and that the database does not use, as it was not built to its end.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Name">Its name.</param>
/// <param name="Remedy">A statement that mends it.</param>
public sealed record InvalidIndex(string Table, string Name, string Remedy);
