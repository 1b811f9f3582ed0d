using System.Text.RegularExpressions;

namespace Kelpie.Cli.Tests.Running;

/// <summary>Output that is kept beside the tests. KELPIE_ACCEPT_SNAPSHOTS=1 writes it anew; read the difference before committing it.</summary>
internal static partial class Snapshot
{
    internal static void AssertMatches(string name, string text, Sandbox sandbox)
    {
        var normal = Normal(text, sandbox);
        var path = Path.Combine(Repository.Root, "tests", "Kelpie.Cli.Tests", "Snapshots", name + ".txt");
        if (Environment.GetEnvironmentVariable("KELPIE_ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, normal);
        }

        Assert.Equal(File.ReadAllText(path), normal);
    }

    private static string Normal(string text, Sandbox sandbox)
    {
        text = text.Replace(sandbox.PathOf(""), "FOLDER", StringComparison.Ordinal);
        text = Moments().Replace(text, "YYYY-MM-DD HH:MM");
        text = Durations().Replace(text, "in N s");
        text = DatabaseSizes().Replace(text, "kelpie.db (N kB)");
        return Workers().Replace(text, "at once. [default: N]");
    }

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\d \d\d:\d\d\b")]
    private static partial Regex Moments();

    [GeneratedRegex(@"\bin [\d.]+ s\b")]
    private static partial Regex Durations();

    [GeneratedRegex(@"kelpie\.db \([\d.]+ kB\)")]
    private static partial Regex DatabaseSizes();

    // As many as the machine has processors.
    [GeneratedRegex(@"at once\. \[default: \d+\]")]
    private static partial Regex Workers();
}
