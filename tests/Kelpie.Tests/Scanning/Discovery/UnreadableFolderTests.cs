using Kelpie.Scanning.Discovery;

namespace Kelpie.Tests.Scanning.Discovery;

public sealed class UnreadableFolderTests : IDisposable
{
    private const int ReadAndSearch = 0b111_101_101;

    private readonly TempFolder _folder = new();

    public UnreadableFolderTests()
    {
        TempFolder.SetMode(_folder.Path, ReadAndSearch);
        _folder.Write("good/a.md");
        _folder.Write("locked/deep/b.md");
    }

    public void Dispose()
    {
        TempFolder.SetMode(_folder["locked"], ReadAndSearch);
        _folder.Dispose();
    }

    [Fact]
    public void An_unreadable_folder_is_reported_and_everything_else_is_found()
    {
        TempFolder.SetMode(_folder["locked"], 0);

        (FileWalker walker, List<FoundFile> files) = Walk();

        Assert.Equal(["good/a.md"], Walks.Relative(_folder, files.Select(file => file.Path)));
        Assert.Equal(
            new ScanProblem(_folder["locked"], ProcessingStatus.PermissionDenied, "The folder may not be listed by this user. What is indexed of it is kept."),
            Assert.Single(walker.Problems));
        Assert.Equal([_folder["locked"]], walker.UnlistedDirectories);
        Assert.Equal([".", "good"], Walks.Relative(_folder, walker.Directories));
        Assert.True(walker.IsBelowUnlisted(_folder["locked/deep/b.md"]));
        Assert.False(walker.IsBelowUnlisted(_folder["locked2/b.md"]));
        Assert.False(walker.IsBelowUnlisted(_folder["good/gone.md"]));
    }

    [Fact]
    public void A_folder_that_may_be_listed_but_not_searched_counts_as_unlisted()
    {
        _folder.Write("locked/c.md");
        _folder.Write("locked/d.md");
        TempFolder.SetMode(_folder["locked"], 0b111_100_100);

        (FileWalker walker, List<FoundFile> files) = Walk();

        Assert.Equal(["good/a.md"], Walks.Relative(_folder, files.Select(file => file.Path)));
        Assert.Contains(_folder["locked"], walker.UnlistedDirectories);
        Assert.True(walker.IsBelowUnlisted(_folder["locked/c.md"]));
        Assert.DoesNotContain(_folder["locked"], walker.Directories);
    }

    [Fact]
    public void A_folder_that_vanishes_during_the_walk_is_as_if_it_had_never_been()
    {
        FileWalker walker = new([ScanRoot.Resolve(_folder.Path)], ScanRules.Default);
        _folder.Write("first.md");
        List<string> names = [];
        foreach (FoundFile file in walker.Walk(TestContext.Current.CancellationToken))
        {
            names.Add(file.Name);
            if (Directory.Exists(_folder["good"]))
            {
                Directory.Delete(_folder["good"], recursive: true);
                Directory.Delete(_folder["locked/deep"], recursive: true);
            }
        }

        Assert.Equal(["first.md"], names);
        Assert.Empty(walker.Problems);
        Assert.Empty(walker.UnlistedDirectories);
    }

    [Fact]
    public void A_root_that_vanishes_before_the_walk_is_unlisted_so_that_nothing_of_it_is_forgotten()
    {
        FileWalker walker = new([ScanRoot.Resolve(_folder["good"])], ScanRules.Default);
        Directory.Delete(_folder["good"], recursive: true);

        Assert.Empty(walker.Walk(TestContext.Current.CancellationToken));
        Assert.Equal(
            new ScanProblem(_folder["good"], ProcessingStatus.FileNotFound, "The folder is no longer there. What is indexed of it is kept."),
            Assert.Single(walker.Problems));
        Assert.True(walker.IsBelowUnlisted(_folder["good/a.md"]));
    }

    private (FileWalker Walker, List<FoundFile> Files) Walk() => Unprivileged.Run(() =>
    {
        FileWalker walker = new([ScanRoot.Resolve(_folder.Path)], ScanRules.Default);
        List<FoundFile> files = [.. walker.Walk()];
        return (walker, files);
    });
}
