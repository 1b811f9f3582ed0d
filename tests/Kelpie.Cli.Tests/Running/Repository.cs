namespace Kelpie.Cli.Tests.Running;

/// <summary>The checkout that the tests were built in.</summary>
internal static class Repository
{
    internal static string Root { get; } = FindRoot();

    internal static string Samples => Path.Combine(Root, "tests", "data", "original", "samples");

    /// <summary>What one of the original's tools printed.</summary>
    internal static string Original(string name) => File.ReadAllText(Path.Combine(Root, "tests", "data", "original", name));

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Kelpie.slnx")))
            {
                return folder;
            }
        }

        throw new DirectoryNotFoundException($"No Kelpie.slnx above {AppContext.BaseDirectory}: run the tests where they were built.");
    }
}
