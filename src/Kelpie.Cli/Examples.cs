using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Kelpie.Cli;

/// <summary>Examples at the end of each command's help.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, string[]> ByCommand = new()
    {
        ["kelpie"] = ["kelpie scan ~/notes", "kelpie find migration", "kelpie find '\"a phrase\" OR prefix*' --under ~/notes"],
        ["scan"] = ["kelpie scan ~/notes ~/src", "kelpie scan ~/src --exclude '*.log' --exclude 'third_party/**'", "kelpie scan ~/src --include '*.md' --dry-run"],
        ["find"] = ["kelpie find migration", "kelpie find 'schema NOT sqlite' --type md --limit 20", "kelpie find '\"undo a change\"' --context 1 --json"],
        ["files"] = ["kelpie files --name report --larger 1MB", "kelpie files --type md --modified-since 2026-11-01", "kelpie files --under ~/src --limit 20"],
        ["chunks"] = ["kelpie chunks ~/notes/garden.md", "kelpie chunks ~/notes/garden.md --index 1 --context 1", "kelpie chunks ~/notes/garden.md --stats"],
        ["search"] = ["kelpie search how do I undo a schema change", "kelpie search 'why does \"the lock\" stay' --type md --limit 5", "kelpie search early frost --under ~/notes --json"],
        ["similar"] = ["kelpie similar 'undo a schema change'", "kelpie similar --file ~/notes/garden.md --limit 3", "kelpie similar 'early frost' --under ~/notes --type md --json"],
        ["embed"] = ["kelpie embed", "kelpie embed --model ~/models/all-MiniLM-L6-v2", "kelpie embed --model http://127.0.0.1:11434/v1#nomic-embed-text", "kelpie embed --remove nomic-embed-text"],
        ["dirs"] = ["kelpie dirs --with 'README*' --with '*.py' --with .git", "kelpie dirs --with 'src/*.cs' --under ~/src --limit 20"],
        ["stats"] = ["kelpie stats", "kelpie stats --json --pretty"],
        ["db"] = ["kelpie db current", "kelpie db upgrade", "kelpie db history"],
        ["db upgrade"] = ["kelpie db upgrade", "kelpie db upgrade +1", "kelpie db upgrade --dry-run", "kelpie db upgrade head --sql > upgrade.sql", "kelpie db upgrade --db mssql://server/library --sql > upgrade.sql"],
        ["db downgrade"] = ["kelpie db downgrade -1", "kelpie db downgrade base", "kelpie db downgrade -1 --dry-run"],
        ["db current"] = ["kelpie db current"],
        ["db history"] = ["kelpie db history", "kelpie db history base:5e1fa0c3", "kelpie db history --json"],
        ["db heads"] = ["kelpie db heads"],
        ["db branches"] = ["kelpie db branches"],
        ["db show"] = ["kelpie db show head", "kelpie db show 5e1f --db postgresql://server/library"],
        ["db stamp"] = ["kelpie db stamp head"],
        ["db check"] = ["kelpie db check", "kelpie db check --db postgresql://server/library"],
        ["db verify"] = ["kelpie db verify", "kelpie db verify --db postgresql://server/library"],
        ["db lint"] = ["kelpie db lint"],
        ["db docs"] = ["kelpie db docs > docs/schema.md"],
        ["db inspect"] = ["kelpie db inspect", "kelpie db inspect chunks", "kelpie db inspect --json"],
        ["db revision"] = ["kelpie db revision -m 'the language of a file' --autogenerate", "kelpie db revision -m 'size is bytes' --autogenerate --rename file_metadata.size:file_metadata.bytes"],
        ["db adopt"] = ["kelpie db adopt file_metadata.db", "kelpie db adopt file_metadata.db --to postgresql://server/library"],
        ["exp"] = ["kelpie exp list", "kelpie exp check summaries"],
        ["exp list"] = ["kelpie exp list", "kelpie exp list --db postgresql://server/library --json"],
        ["exp align"] = ["kelpie exp align summaries --rename text:summary --drop stars --dry-run"],
        ["exp promote"] = ["kelpie exp promote summaries --as summaries --type details=json --dry-run", "kelpie exp promote notes --as file_notes --rename when:noted_at --drop scratch"],
        ["exp check"] = ["kelpie exp check summaries", "kelpie exp check summaries --json --pretty"],
        ["db merge"] = ["kelpie db merge 5e1fa0c3 b01d77c0 -m 'both lines'"],
        ["db copy"] =
        [
            "kelpie db copy --from ~/.local/share/kelpie/kelpie.db --to postgresql://kelpie@server/library",
            "kelpie db copy --from postgresql://kelpie@server/library --to copy.db --experiments",
            "kelpie db copy --from kelpie.db --to mariadb://kelpie@server/library --replace --json",
        ],
        ["db backup"] = ["kelpie db backup kelpie-2026-11-30.db", "kelpie db backup /mnt/backups/kelpie.db --db ~/library.db"],
    };

    internal static IReadOnlyList<string> Of(Command command) => ByCommand[command is RootCommand ? "kelpie" : PathOf(command)];

    /// <summary>Adds them to the help of a command and those below it.</summary>
    internal static void AddTo(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
    }

    // As a person types it: db check and exp check are two.
    private static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } above and not RootCommand ? $"{PathOf(above)} {command.Name}" : command.Name;

    private sealed class HelpWithExamples(HelpAction inner) : SynchronousCommandLineAction
    {
        // Help is given whatever else is wrong with the arguments.
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult arguments)
        {
            var output = arguments.InvocationConfiguration.Output;
            output.Write(UsualHelp(arguments));
            output.WriteLine("Examples:");
            foreach (var example in Of(arguments.CommandResult.Command))
            {
                output.WriteLine("  " + example);
            }

            return ExitStatus.Done;
        }

        // Its usage begins with the name of the file that runs, which for a build that has not been published is the assembly's.
        private string UsualHelp(ParseResult arguments)
        {
            var configuration = arguments.InvocationConfiguration;
            var output = configuration.Output;
            using var text = new StringWriter();
            configuration.Output = text;
            inner.Invoke(arguments);
            configuration.Output = output;
            return text.ToString().Replace($"  {RootCommand.ExecutableName} ", "  kelpie ", StringComparison.Ordinal);
        }
    }
}
