using System.CommandLine;

namespace Kelpie.Cli;

/// <summary>The options that every command takes.</summary>
internal static class GlobalOptions
{
    internal static Option<string> Database { get; } = new("--db")
    {
        Description = "The database: a URL, or the path of a SQLite file. Else KELPIE_DB, else ~/.local/share/kelpie/kelpie.db.",
        HelpName = "URL",
        Recursive = true,
    };

    internal static Option<bool> Json { get; } = new("--json") { Description = "Answer in JSON, for programs.", Recursive = true };

    internal static Option<bool> Pretty { get; } = new("--pretty") { Description = "With --json: indented.", Recursive = true };

    internal static Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "No progress, no notes.", Recursive = true };

    internal static Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "More of what happens, and where an error came from.", Recursive = true };

    internal static void AddTo(Command root)
    {
        root.Options.Add(Database);
        root.Options.Add(Json);
        root.Options.Add(Pretty);
        root.Options.Add(Quiet);
        root.Options.Add(Verbose);
    }
}
