using Kelpie.Sql.Schema;

namespace Kelpie.Database;

/// <summary>What a database holds, whoever made it.</summary>
/// <param name="Tables">The tables, ordered by name.</param>
/// <param name="Views">The views, ordered by name.</param>
/// <param name="Triggers">The triggers, ordered by name.</param>
public sealed record LiveSchema(IReadOnlyList<TableDefinition> Tables, IReadOnlyList<ViewDefinition> Views, IReadOnlyList<TriggerDefinition> Triggers);
