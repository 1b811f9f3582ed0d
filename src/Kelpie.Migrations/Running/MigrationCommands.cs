namespace Kelpie.Migrations.Running;

/// <summary>What a person types to migrate a database: messages end in it. The library knows no command line, so the program says.</summary>
/// <param name="Upgrade">Upgrades to the newest revision.</param>
/// <param name="Downgrade">Downgrades to the revision written behind it.</param>
/// <param name="Stamp">Marks the database as being at the revision written behind it.</param>
public sealed record MigrationCommands(string Upgrade, string Downgrade, string Stamp)
{
    /// <summary>The bare words.</summary>
    public static MigrationCommands Default { get; } = new("upgrade", "downgrade", "stamp");

    /// <summary>The usual words behind a program's command: <c>Under("kelpie db")</c> gives <c>kelpie db upgrade</c> and so on.</summary>
    public static MigrationCommands Under(string command) => new($"{command} upgrade", $"{command} downgrade", $"{command} stamp");
}
