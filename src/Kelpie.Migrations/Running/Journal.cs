using System.Security.Cryptography;
using System.Text;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Migrations.Running;

/// <summary>How far a step has come.</summary>
/// <param name="Revision">The revision's id.</param>
/// <param name="Direction">Which way it is run.</param>
/// <param name="Statements">SHA-256 of its statements that are done, and of the one that was begun.</param>
/// <param name="Finished">How many of them are done.</param>
/// <param name="Begun">The number of the one that was begun, or null.</param>
/// <param name="LastKey">Of one that goes in batches, the last key that is done.</param>
/// <param name="Parents">The revisions it follows.</param>
internal sealed record JournalEntry(
    string Revision, MigrationDirection Direction, string Statements, int Finished, int? Begun, long? LastKey, ValueList<string> Parents)
{
    /// <summary>Where the database is when the step is finished.</summary>
    internal string Goal => Direction == MigrationDirection.Upgrade ? Revision : Parents.FirstOrDefault("base");

    /// <summary>Whether the version table, whose row comes or goes last, says that it is not at its end.</summary>
    internal bool IsHalfDone(IReadOnlySet<string> applied) => applied.Contains(Revision) != (Direction == MigrationDirection.Upgrade);

    /// <summary>What a person types to finish it.</summary>
    internal string Finish(MigrationCommands commands) => $"{(Direction == MigrationDirection.Upgrade ? commands.Upgrade : commands.Downgrade)} {Goal}";
}

/// <summary>Writes down each statement of a step before it is run and when it is done.</summary>
internal sealed class Journal(Connection db)
{
    private static readonly JournalTable J = JournalTable.Instance;
    private static readonly Select<(string, string, string, long, long?, long?, string?)> All =
        Select(J.Revision, J.Direction, J.Statements, J.Finished, J.Begun, J.LastKey, J.Parents).From(J);

    private static readonly Command Add = InsertInto(J).Columns(J.Revision, J.Direction, J.Statements, J.Finished, J.Parents);
    private static readonly Command Remove = DeleteFrom(J).Where(J.Revision == Param("revision", J.Revision));
    private static readonly Command SetBegun = Update(J).Set(J.Begun, Param("n", J.Begun)).Set(J.Statements, Param("hash", J.Statements)).Where(J.Revision == Param("revision", J.Revision));
    private static readonly Command SetFinished = Update(J)
        .Set(J.Finished, Param("n", J.Finished)).Set(J.Statements, Param("hash", J.Statements)).Set(J.Begun, Null(Types.BigInt.Nullable())).Set(J.LastKey, Null(Types.BigInt.Nullable())).Where(J.Revision == Param("revision", J.Revision));

    private static readonly Command SetLastKey = Update(J).Set(J.LastKey, Param("key", J.LastKey)).Set(J.Statements, Param("hash", J.Statements)).Where(J.Revision == Param("revision", J.Revision));

    /// <summary>A fingerprint of statements.</summary>
    internal static string HashOf(IEnumerable<string> statements) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join("\n;\n", statements))));

    /// <summary>What was broken off, or null.</summary>
    internal async Task<JournalEntry?> FindAsync(CancellationToken cancellationToken)
    {
        if (!await IsThereAsync(cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var rows = await db.ListAsync(All, [], cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? null : new JournalEntry(
            rows[0].Item1,
            rows[0].Item2 == MigrationException.Name(MigrationDirection.Upgrade) ? MigrationDirection.Upgrade : MigrationDirection.Downgrade,
            rows[0].Item3,
            (int)rows[0].Item4,
            (int?)rows[0].Item5,
            rows[0].Item6,
            VersionTable.ToIds(rows[0].Item7));
    }

    /// <summary>Begins a step; nothing of it is done.</summary>
    internal async Task<JournalEntry> BeginAsync(MigrationStep step, string statements, CancellationToken cancellationToken)
    {
        if (!await IsThereAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var statement in db.Dialect.Ddl.Compile(new CreateTable(J.Definition)))
            {
                await db.ExecuteScriptAsync(statement, cancellationToken).ConfigureAwait(false);
            }
        }

        await db.ExecuteAsync(
            Add,
            [
                (J.Revision.Name, step.Migration.Revision),
                (J.Direction.Name, MigrationException.Name(step.Direction)),
                (J.Statements.Name, statements),
                (J.Finished.Name, 0L),
                (J.Parents.Name, step.Migration.Parents.Count == 0 ? null : string.Join(',', step.Migration.Parents)),
            ],
            cancellationToken).ConfigureAwait(false);
        return new JournalEntry(step.Migration.Revision, step.Direction, statements, 0, null, null, step.Migration.Parents);
    }

    /// <summary>A statement is about to be run.</summary>
    internal Task BegunAsync(string revision, JournaledStatement statement, CancellationToken cancellationToken) =>
        db.ExecuteAsync(SetBegun, [("n", (long?)statement.Index), ("hash", statement.Through), ("revision", revision)], cancellationToken);

    /// <summary>A statement that was begun was refused.</summary>
    internal Task TakenBackAsync(string revision, JournaledStatement statement, CancellationToken cancellationToken) =>
        db.ExecuteAsync(SetBegun, [("n", (long?)null), ("hash", statement.Before), ("revision", revision)], cancellationToken);

    internal Task FinishedAsync(string revision, JournaledStatement statement, CancellationToken cancellationToken) =>
        db.ExecuteAsync(SetFinished, [("n", statement.Index + 1L), ("hash", statement.Through), ("revision", revision)], cancellationToken);

    internal Task MovedAsync(string revision, JournaledStatement statement, long lastKey, CancellationToken cancellationToken) =>
        db.ExecuteAsync(SetLastKey, [("key", lastKey), ("hash", statement.Through), ("revision", revision)], cancellationToken);

    internal Task RemoveAsync(string revision, CancellationToken cancellationToken) =>
        db.ExecuteAsync(Remove, [("revision", revision)], cancellationToken);

    /// <summary>Drops the table; nothing may be under way.</summary>
    internal async Task DropAsync(CancellationToken cancellationToken)
    {
        if (await IsThereAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var statement in db.Dialect.Ddl.Compile(new DropTable(J.Name)))
            {
                await db.ExecuteScriptAsync(statement, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether there is one.</summary>
    internal async Task<bool> IsThereAsync(CancellationToken cancellationToken) =>
        (await db.Driver.Inspector.TableNamesAsync(db, cancellationToken).ConfigureAwait(false)).Contains(J.Name);
}
