using Kelpie.Answers;

namespace Kelpie.Cli.Output;

/// <summary>Directories, for people and for programs.</summary>
internal static class DirectoriesReport
{
    internal static void Write(Terminal terminal, DirectoriesAnswer answer)
    {
        if (terminal.IsJson)
        {
            terminal.Json(answer.Write);
        }
        else if (answer.Directories.Count == 0)
        {
            terminal.Note("No directories.");
        }
        else
        {
            terminal.Table(
                ["directory", .. answer.Filter.With.Select(glob => glob.Pattern)],
                [.. answer.Directories.Select(directory => (string[])[Text.OneLine(directory.Path), .. directory.Holds.Select(Text.OneLine)])]);
        }
    }
}
