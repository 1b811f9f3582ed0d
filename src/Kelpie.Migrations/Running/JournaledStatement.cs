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
    private static readonly string[] OfRows = ["INSERT", "UPDATE", "DELETE", "REPLACE", "SELECT", "WITH", "DO"];
    private static readonly string[] OfSession = ["SET", "PREPARE", "DEALLOCATE"];
    private static readonly string[] Atomic = ["CREATE", "ALTER", "DROP", "RENAME", "TRUNCATE", "EXECUTE"];

    /// <summary>Whether it may change the schema, and so is committed by itself, together with all before it.</summary>
    internal bool ChangesSchema { get; } = MayChangeSchema(Sql);

    /// <summary>Whether it tells the session something that later statements build on.</summary>
    internal bool IsOfSession { get; } = Begins(Sql, OfSession);

    /// <summary>Whether nothing of it is done where the database refuses it.</summary>
    internal bool IsAtomic { get; } = Begins(Sql, Atomic);

    /// <summary>A fingerprint of all that is written down before it.</summary>
    internal required string Before { get; init; }

    /// <summary>A fingerprint of all that is written down up to it, itself included.</summary>
    internal required string Through { get; init; }

    internal ExecuteInBatches? Batches => Change.Batches;

    /// <summary>Whether a statement may change tables: not where it makes or drops something that is none.</summary>
    internal static bool MayChangeTables(string sql) =>
        MayChangeSchema(sql) && StatementHead.Read(sql) is not { Kind: ObjectKind.View or ObjectKind.Trigger or ObjectKind.Routine };

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

        return [.. all.Select((statement, index) => new JournaledStatement(statement.Sql, index, statement.Number, index == all.Count - 1, statement.Change)
        {
            Before = Journal.HashOf(all.Take(index).Select(one => one.Sql)),
            Through = Journal.HashOf(all.Take(index + 1).Select(one => one.Sql)),
        })];
    }

    private static bool MayChangeSchema(string sql) => !Begins(sql, OfRows) && !Begins(sql, OfSession);

    private static bool Begins(string sql, string[] words) => words.Contains(StatementHead.FirstWord(sql), StringComparer.OrdinalIgnoreCase);
}
