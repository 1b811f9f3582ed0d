namespace Kelpie.Sql.Inspection;

/// <summary>A statement that made a trigger or an index, which goes when its table does.</summary>
/// <param name="IsTrigger">Whether it made a trigger; else an index.</param>
/// <param name="Name">The name of what it made, unquoted.</param>
/// <param name="Table">The table or view it belongs to.</param>
/// <param name="Sql">The statement, as the database keeps it.</param>
public sealed record DependentStatement(bool IsTrigger, string Name, string Table, string Sql);
