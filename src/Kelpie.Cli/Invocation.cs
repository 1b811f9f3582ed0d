using System.CommandLine;
using Kelpie.Cli.Output;
using Kelpie.Database;
using Kelpie.Sql;

namespace Kelpie.Cli;

/// <summary>One call of a command: its options, where it writes, which database it means.</summary>
internal sealed class Invocation(ParseResult arguments, Terminal terminal)
{
    internal Terminal Terminal => terminal;

    internal bool IsVerbose => arguments.GetValue(GlobalOptions.Verbose);

    internal T? Value<T>(Option<T> option) => arguments.GetValue(option);

    internal T? Value<T>(Argument<T> argument) => arguments.GetValue(argument);

    internal DatabaseUrl Database() =>
        DatabaseLocation.Resolve(arguments.GetValue(GlobalOptions.Database), Environment.GetEnvironmentVariable);

    /// <summary>Opens the database to look at its schema, whatever revision it is at.</summary>
    internal Task<KelpieDatabase> OpenToInspectAsync(CancellationToken cancellationToken) => OpenAsync(DatabaseAccess.Inspect, cancellationToken);

    internal Task<KelpieDatabase> OpenAsync(DatabaseAccess access, CancellationToken cancellationToken) =>
        KelpieDatabase.OpenAsync(Database(), access, cancellationToken);
}
