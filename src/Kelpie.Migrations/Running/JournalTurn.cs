namespace Kelpie.Migrations.Running;

/// <summary>Statement by statement, on a database that commits each schema change by itself.</summary>
internal sealed class JournalTurn(MigrationRun run, ForeignKeyPause pause) : SessionTurn(run, pause)
{
    private readonly JournaledSteps _journaled = new(run);

    /// <inheritdoc/>
    internal override Task<MigrationStep> RunAsync(MigrationStep step, CancellationToken cancellationToken) => _journaled.RunAsync(step, cancellationToken);

    /// <inheritdoc/>
    internal override Task RequireNothingElseBrokenOffAsync(DatabaseRevisions applied, MigrationStep? next, CancellationToken cancellationToken) =>
        _journaled.RequireNothingElseBrokenOffAsync(applied, next, cancellationToken);

    /// <inheritdoc/>
    internal override Task CompleteAsync(MigrationStep last, CancellationToken cancellationToken) => _journaled.CompleteAsync(cancellationToken);
}
