namespace Kelpie.Migrations.Running;

/// <summary>Something that happens while a database is migrated.</summary>
public abstract record MigrationEvent
{
    private MigrationEvent()
    {
    }

    /// <summary>Another migrator is at work, and is waited for. Told once for each holder.</summary>
    /// <param name="Holder">Who it is, in words; null where the database does not tell.</param>
    /// <param name="UpTo">How long it is waited for.</param>
    public sealed record Waiting(string? Holder, TimeSpan UpTo) : MigrationEvent;

    /// <summary>A step begins.</summary>
    /// <param name="Step">The step.</param>
    public sealed record Begun(MigrationStep Step) : MigrationEvent;

    /// <summary>A step that was broken off earlier goes on behind its last finished statement.</summary>
    /// <param name="Step">The step.</param>
    /// <param name="Finished">How many of its statements were finished then.</param>
    public sealed record Continued(MigrationStep Step, int Finished) : MigrationEvent;

    /// <summary>A batch of rows is done.</summary>
    /// <param name="Step">The step.</param>
    /// <param name="Table">The table that is gone through.</param>
    /// <param name="Done">How many keys of its range are done.</param>
    /// <param name="All">How many there are.</param>
    public sealed record Moved(MigrationStep Step, string Table, long Done, long All) : MigrationEvent;

    /// <summary>A table that no revision had made has become one of the schema's, with its rows, or was handed back.</summary>
    /// <param name="Step">The step.</param>
    /// <param name="From">What it was called.</param>
    /// <param name="To">What it is called.</param>
    /// <param name="Rows">How many rows it has.</param>
    public sealed record Became(MigrationStep Step, string From, string To, long Rows) : MigrationEvent;

    /// <summary>A step has ended well.</summary>
    /// <param name="Step">The step, with its duration.</param>
    public sealed record Ended(MigrationStep Step) : MigrationEvent;
}
