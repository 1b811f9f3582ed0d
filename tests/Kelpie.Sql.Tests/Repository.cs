namespace Kelpie.Sql.Tests;

/// <summary>The source tree, for tests that read what is in it.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Kelpie.slnx.</summary>
    internal static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Kelpie.slnx"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No folder above the tests holds Kelpie.slnx."));
}
