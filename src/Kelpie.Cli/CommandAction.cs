using System.CommandLine;
using Kelpie.Cli.Output;

namespace Kelpie.Cli;

/// <summary>What a command does.</summary>
internal delegate Task<int> CommandAction(Invocation invocation, CancellationToken cancellationToken);

/// <summary>Ties commands to what they do.</summary>
internal static class CommandActions
{
    /// <summary>Runs the action; whatever it throws becomes a message and an exit status.</summary>
    internal static void Runs(this Command command, CommandAction action) => command.SetAction(async (arguments, _) =>
    {
        var terminal = Terminal.For(arguments);
        using var interruption = new Interruption();
        try
        {
            return await action(new Invocation(arguments, terminal), interruption.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return ErrorReport.Write(terminal, exception, arguments.GetValue(GlobalOptions.Verbose), interruption.Token.IsCancellationRequested);
        }
    });
}
