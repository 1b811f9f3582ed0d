namespace Kelpie.Migrations.Revisions;

/// <summary>What a person types to migrate a database: messages end in it. The library knows no command line, so the program says.</summary>
/// <param name="Upgrade">Upgrades to the newest revision, or to the one written behind it.</param>
/// <param name="Downgrade">Downgrades to the revision written behind it.</param>
/// <param name="Stamp">Marks the database as being at the revision written behind it.</param>
public sealed record MigrationCommands(string Upgrade, string Downgrade, string Stamp)
{
    /// <summary>The bare words.</summary>
    public static MigrationCommands Default { get; } = new("upgrade", "downgrade", "stamp");

    /// <summary>Writes a revision that brings the heads written behind it together.</summary>
    public string Merge { get; init; } = "merge";

    /// <summary>Lists the revisions.</summary>
    public string History { get; init; } = "history";

    /// <summary>Makes the table whose name is written behind it what a revision expects that adopts it.</summary>
    public string Align { get; init; } = "align";

    /// <summary>The usual words behind a program's command: <c>Under("kelpie db")</c> gives <c>kelpie db upgrade</c> and so on.</summary>
    public static MigrationCommands Under(string command) =>
        new($"{command} upgrade", $"{command} downgrade", $"{command} stamp") { Merge = $"{command} merge", History = $"{command} history", Align = $"{command} align" };
}
