using System.CommandLine;

namespace Kelpie.Cli.Commands.Db;

/// <summary><c>kelpie db</c></summary>
internal static class DbCommand
{
    internal static Command Create() => new("db", "Look after the database's schema.")
    {
        UpgradeCommand.Create(),
        DowngradeCommand.Create(),
        CurrentCommand.Create(),
        HistoryCommand.Create(),
        HeadsCommand.Create(),
        BranchesCommand.Create(),
        ShowCommand.Create(),
        StampCommand.Create(),
        CheckCommand.Create(),
        VerifyCommand.Create(),
        LintCommand.Create(),
        DocsCommand.Create(),
        InspectCommand.Create(),
        RevisionCommand.Create(),
        MergeCommand.Create(),
        AdoptCommand.Create(),
        CopyCommand.Create(),
        BackupCommand.Create(),
    };
}
