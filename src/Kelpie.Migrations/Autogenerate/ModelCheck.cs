using Kelpie.Migrations.Revisions;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Autogenerate;

/// <summary>Whether a program's models and its migrations say the same: a change of a model for which nobody has written a revision is found, without a database.</summary>
/// <param name="models">The tables that the program declares.</param>
/// <param name="graph">Its migrations.</param>
public sealed class ModelCheck(MetaData models, RevisionGraph graph)
{
    /// <summary>Tables whose names begin with this are left alone; null for none.</summary>
    public string? ExcludedPrefix { get; init; }

    /// <summary>What is different: before is what all migrations together lead to, after are the models.</summary>
    /// <exception cref="MigrationException">A migration does not fit the schema that those before it lead to.</exception>
    public SchemaComparison Run() => SchemaComparison.Of(SchemaDraft.ReplayedState(graph, "heads").Tables, models, ExcludedPrefix);
}
