namespace Kelpie.Sql.Schema;

/// <summary>A view.</summary>
/// <param name="Name">Its name, unquoted.</param>
/// <param name="Sql">The query behind it, as the database keeps it.</param>
public sealed record ViewDefinition(string Name, string Sql);

/// <summary>A trigger.</summary>
/// <param name="Name">Its name, unquoted.</param>
/// <param name="Table">The table or view it belongs to.</param>
/// <param name="Sql">The statement that would create it, as the database keeps it.</param>
public sealed record TriggerDefinition(string Name, string Table, string Sql);
