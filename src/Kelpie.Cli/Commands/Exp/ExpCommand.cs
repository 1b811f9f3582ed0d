using System.CommandLine;

namespace Kelpie.Cli.Commands.Exp;

/// <summary><c>kelpie exp</c></summary>
internal static class ExpCommand
{
    internal static Command Create() => new("exp", "Look at the experiments that downstream projects keep in the database, tables whose names begin with exp_, and promote them.")
    {
        ListCommand.Create(),
        CheckCommand.Create(),
        PromoteCommand.Create(),
        AlignCommand.Create(),
    };
}
