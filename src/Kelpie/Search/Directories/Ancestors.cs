namespace Kelpie.Search.Directories;

/// <summary>The directories that a directory is in.</summary>
internal static class Ancestors
{
    /// <summary>All of them, the nearest first.</summary>
    internal static IEnumerable<string> Of(string directory)
    {
        for (var above = Path.GetDirectoryName(directory); above is not null; above = Path.GetDirectoryName(above))
        {
            yield return above;
        }
    }

    /// <summary>The path of what is below a directory, from the directory on.</summary>
    internal static string Relative(string directory, string path) => path[(directory.EndsWith('/') ? directory.Length : directory.Length + 1)..];
}
