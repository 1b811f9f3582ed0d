using Kelpie.Migrations.Revisions;

namespace Kelpie.Migrations.Running;

/// <summary>What an earlier run has left half done, which must be finished before anything else is.</summary>
internal sealed class BrokenOffStep(MigrationRun run, Journal journal)
{
    /// <summary>Requires that there is none, or that it is the next step.</summary>
    /// <param name="applied">What is applied.</param>
    /// <param name="next">The step that is to be run; null where none is, and then nothing of a journal stays.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">It is another step.</exception>
    /// <exception cref="RevisionException">It is a step of a revision that the program does not know.</exception>
    internal async Task RequireAsync(DatabaseRevisions applied, MigrationStep? next, CancellationToken cancellationToken)
    {
        if (await journal.FindAsync(cancellationToken).ConfigureAwait(false) is { } left)
        {
            if (!left.IsHalfDone(applied.Ids))
            {
                // Its last statement was done, and nobody came to write that down.
                await journal.RemoveAsync(left.Revision, cancellationToken).ConfigureAwait(false);
            }
            else if (next is null || left.Revision != next.Migration.Revision || left.Direction != next.Direction)
            {
                throw Unfinished(left);
            }
        }

        if (next is null)
        {
            await journal.DropAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private Exception Unfinished(JournalEntry left)
    {
        var migration = run.Graph.Find(left.Revision);
        var what = $"The {MigrationException.Name(left.Direction)} of {migration?.ToString() ?? left.Revision} was broken off after {left.Finished} of its statements";
        return migration is null
            ? new RevisionException($"{what}, and this program does not know that revision: with the version of it that does, run: {left.Finish(run.Commands)}")
            : new MigrationException(
                migration,
                left.Direction,
                null,
                $"{what}, and must be finished first: run: {left.Finish(run.Commands)}");
    }
}
