namespace Kelpie.Migrations.Tests.Guide;

/// <summary>The files of the project.</summary>
internal static class Tree
{
    private static readonly string Root = FindRoot();

    internal static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>A page of the documentation of migrations.</summary>
    internal static string Page(string name) => File.ReadAllText(PathOf("docs", "migrations", name));

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Kelpie.slnx")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("There is no Kelpie.slnx above the tests.");
        }

        return directory.FullName;
    }
}
