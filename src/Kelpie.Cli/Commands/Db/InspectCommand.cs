using System.CommandLine;
using Kelpie.Cli.Output;

namespace Kelpie.Cli.Commands.Db;

/// <summary><c>kelpie db inspect</c></summary>
internal static class InspectCommand
{
    private static readonly Argument<string?> Table = new("TABLE") { Description = "One table; all without it.", Arity = ArgumentArity.ZeroOrOne };

    internal static Command Create()
    {
        var command = new Command("inspect", "Show the tables, columns, keys, indexes, views and triggers that the database has.") { Table };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        await using var database = await call.OpenToInspectAsync(cancellationToken).ConfigureAwait(false);
        SchemaReport.Write(call.Terminal, database.Url, database.Engine.Dialect, await database.InspectAsync(call.Value(Table), cancellationToken).ConfigureAwait(false));
        return ExitStatus.Done;
    }
}
