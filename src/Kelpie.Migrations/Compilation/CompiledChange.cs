using Kelpie.Migrations.Operations;
using Kelpie.Migrations.State;

namespace Kelpie.Migrations.Compilation;

/// <summary>Operations that are carried out together, as statements for one kind of database.</summary>
/// <param name="Operations">The operations; none where the statements keep the version table.</param>
/// <param name="Before">The schema before them.</param>
/// <param name="After">The schema after them.</param>
/// <param name="Statements">What is executed, in order.</param>
internal sealed record CompiledChange(
    IReadOnlyList<Operation> Operations, SchemaState Before, SchemaState After, IReadOnlyList<string> Statements)
{
    /// <summary>Whether it creates or mends the version table, which comes before all that is written down.</summary>
    internal bool PreparesVersionTable { get; init; }

    /// <summary>The batches it is run in on a live database, or null where the statements are run as they are.</summary>
    internal ExecuteInBatches? Batches => Operations is [ExecuteInBatches batches] ? batches : null;

    /// <summary>Whether a table is made anew: the old one is dropped, and rows that refer to it would go with it were foreign keys enforced.</summary>
    internal bool MakesTableAnew { get; init; }

    internal bool MayBreakReferences => Operations.Any(operation => operation.MayBreakReferences);
}
