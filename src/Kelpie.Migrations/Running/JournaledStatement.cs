using Kelpie.Migrations.Compilation;
using Kelpie.Migrations.Operations;

namespace Kelpie.Migrations.Running;

/// <summary>A statement of a step that is written down.</summary>
/// <param name="Sql">What is executed.</param>
/// <param name="Index">Its number among those that are written down, from 0.</param>
/// <param name="Number">Its number among all of the step, from 0.</param>
/// <param name="IsLast">Whether the step ends with it.</param>
/// <param name="Change">What it is a part of.</param>
internal sealed record JournaledStatement(string Sql, int Index, int Number, bool IsLast, CompiledChange Change)
{
    private static readonly string[] OfRows = ["INSERT", "UPDATE", "DELETE", "REPLACE", "SELECT", "WITH", "SET", "DO"];

    /// <summary>Whether it may change the schema, and so is committed by itself, together with all before it.</summary>
    internal bool ChangesSchema { get; } = !OfRows.Contains(StatementHead.FirstWord(Sql), StringComparer.OrdinalIgnoreCase);

    internal ExecuteInBatches? Batches => Change.Batches;

    /// <summary>All but what the version table needs, which is done once and for all.</summary>
    internal static IReadOnlyList<JournaledStatement> Of(MigrationStep step)
    {
        var (all, number) = (new List<(string Sql, int Number, CompiledChange Change)>(), 0);
        foreach (var change in step.Changes)
        {
            foreach (var statement in change.Statements)
            {
                if (!change.PreparesVersionTable)
                {
                    all.Add((statement, number, change));
                }

                number++;
            }
        }

        return [.. all.Select((statement, index) => new JournaledStatement(statement.Sql, index, statement.Number, index == all.Count - 1, statement.Change))];
    }
}
