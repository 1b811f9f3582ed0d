using System.CommandLine;
using Kelpie.Database.Migrations;

namespace Kelpie.Cli.Commands.Db;

/// <summary><c>kelpie db docs</c></summary>
internal static class DocsCommand
{
    internal static Command Create()
    {
        var command = new Command("docs", "Write the documentation of the schema, as Markdown, from the program's tables.");
        command.Runs(Run);
        return command;
    }

    private static Task<int> Run(Invocation call, CancellationToken cancellationToken)
    {
        Console.Out.Write(KelpieSchema.Document());
        return Task.FromResult(ExitStatus.Done);
    }
}
