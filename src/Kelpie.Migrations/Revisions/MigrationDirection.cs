namespace Kelpie.Migrations.Revisions;

/// <summary>Which way a migration is run.</summary>
public enum MigrationDirection
{
    /// <summary>From the schema of its parent to its own.</summary>
    Upgrade,

    /// <summary>From its own schema back to that of its parent.</summary>
    Downgrade,
}
