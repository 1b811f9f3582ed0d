using Kelpie.Scanning.Discovery;

namespace Kelpie.Tests.Scanning.Discovery;

/// <summary>Walks a folder and says what came of it.</summary>
internal static class Walks
{
    public static (FileWalker Walker, List<FoundFile> Files) Of(TempFolder folder, ScanRules? rules = null) => Of([folder.Path], rules);

    public static (FileWalker Walker, List<FoundFile> Files) Of(IEnumerable<string> roots, ScanRules? rules = null)
    {
        (IReadOnlyList<ScanRoot> resolved, IReadOnlyList<ScanProblem> problems) = ScanRoot.ResolveAll(roots);
        Assert.Empty(problems);
        FileWalker walker = new(resolved, rules ?? ScanRules.Default);
        return (walker, [.. walker.Walk(TestContext.Current.CancellationToken)]);
    }

    /// <summary>The paths of the files found, relative to the folder, in order.</summary>
    public static string[] Paths(TempFolder folder, ScanRules? rules = null) => Relative(folder, Of(folder, rules).Files.Select(file => file.Path));

    public static string[] Relative(TempFolder folder, IEnumerable<string> paths) =>
        [.. paths.Select(path => path.Length == folder.Path.Length ? "." : path[(folder.Path.Length + 1)..]).Order(StringComparer.Ordinal)];

    public static ScanRules Rules(string[]? include = null, string[]? exclude = null, bool hidden = false) => new()
    {
        Include = [.. (include ?? []).Select(Glob.Parse)],
        Exclude = [.. (exclude ?? []).Select(Glob.Parse)],
        Hidden = hidden,
    };
}
