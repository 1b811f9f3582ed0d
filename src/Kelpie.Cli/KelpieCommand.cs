using System.CommandLine;
using System.CommandLine.Parsing;
using Kelpie.Cli.Commands;
using Kelpie.Cli.Commands.Db;
using Kelpie.Cli.Commands.Exp;
using Kelpie.Cli.Output;

namespace Kelpie.Cli;

/// <summary>The whole command line.</summary>
internal static class KelpieCommand
{
    internal static async Task<int> RunAsync(string[] args)
    {
        // Whoever types the name alone wants to know what there is.
        var arguments = Create().Parse(args.Length == 0 ? ["--help"] : args);
        if (arguments.Errors.Count > 0)
        {
            return ErrorReport.WriteUsage(Terminal.For(arguments), arguments);
        }

        if (MistypedOption(arguments) is { } option)
        {
            return ErrorReport.Write(
                Terminal.For(arguments),
                new UsageException($"There is no option {option} here.", "--help lists the options; what stands behind -- is never taken for one."),
                isVerbose: false,
                wasInterrupted: false);
        }

        return await arguments.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            // Interruption does it: a scan may need longer than the two seconds given here.
            ProcessTerminationTimeout = null,
        }).ConfigureAwait(false);
    }

    // Arguments of any number would take a mistyped option for a word to find, or for one more directory to scan.
    private static string? MistypedOption(ParseResult arguments) => arguments.Tokens
        .TakeWhile(token => token.Type != TokenType.DoubleDash)
        .FirstOrDefault(token => token.Type == TokenType.Argument && token.Value is ['-', '-', >= 'a' and <= 'z', ..] && !token.Value.Any(char.IsWhiteSpace))?.Value;

    internal static RootCommand Create()
    {
        var root = new RootCommand("Herds your files into a database, and finds them again.");
        GlobalOptions.AddTo(root);
        root.Subcommands.Add(ScanCommand.Create());
        root.Subcommands.Add(FindCommand.Create());
        root.Subcommands.Add(SearchCommand.Create());
        root.Subcommands.Add(SimilarCommand.Create());
        root.Subcommands.Add(FilesCommand.Create());
        root.Subcommands.Add(ChunksCommand.Create());
        root.Subcommands.Add(DirsCommand.Create());
        root.Subcommands.Add(StatsCommand.Create());
        root.Subcommands.Add(EmbedCommand.Create());
        root.Subcommands.Add(DbCommand.Create());
        root.Subcommands.Add(ExpCommand.Create());
        Examples.AddTo(root);
        return root;
    }
}
