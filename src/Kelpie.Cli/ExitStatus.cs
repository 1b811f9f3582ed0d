namespace Kelpie.Cli;

/// <summary>What the process tells its caller; see the README.</summary>
internal static class ExitStatus
{
    /// <summary>Done, also when nothing was found.</summary>
    internal const int Done = 0;

    /// <summary>It failed.</summary>
    internal const int Failed = 1;

    /// <summary>Wrong usage.</summary>
    internal const int Usage = 2;

    /// <summary>Database and program disagree about the schema version.</summary>
    internal const int SchemaMismatch = 3;

    /// <summary>Interrupted.</summary>
    internal const int Interrupted = 130;
}
