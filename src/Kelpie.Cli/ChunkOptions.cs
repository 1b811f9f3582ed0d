using System.CommandLine;
using Kelpie.Cli.Output;
using Kelpie.Database.FullText;

namespace Kelpie.Cli;

/// <summary>The options of all commands that find chunks.</summary>
internal static class ChunkOptions
{
    internal static readonly Option<int> Context = new("--context") { Description = "So many chunks before and behind each.", HelpName = "N" };
    internal static readonly Option<string> Under = new("--under") { Description = "Only files below this directory.", HelpName = "DIR" };
    internal static readonly Option<string[]> Type = new("--type") { Description = "Only files of this extension.", HelpName = "EXT" };

    /// <summary>How many chunks about each are wanted.</summary>
    internal static int ContextOf(Invocation call) => ArgumentFormats.AtLeast(0, "--context", call.Value(Context));

    /// <summary>Limits and filters, and what stands about the words that were found.</summary>
    /// <param name="call">The call.</param>
    /// <param name="limit">The command's own limit.</param>
    internal static FullTextOptions Of(Invocation call, Option<int> limit)
    {
        var (open, close) = call.Terminal.IsJson ? ("**", "**") : FindReport.Marks;
        return new FullTextOptions
        {
            Limit = ArgumentFormats.AtLeast(1, "--limit", call.Value(limit)),
            Under = ArgumentFormats.Directory(call.Value(Under)),
            Types = [.. call.Value(Type)!.Select(ArgumentFormats.Extension)],
            OpenMark = open,
            CloseMark = close,
        };
    }
}
