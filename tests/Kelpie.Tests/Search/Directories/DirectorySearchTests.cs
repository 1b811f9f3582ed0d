using Kelpie.Scanning.Discovery;
using Kelpie.Search.Directories;
using Kelpie.Tests.Database;

namespace Kelpie.Tests.Search.Directories;

/// <summary>Directories that hold something of each.</summary>
public sealed class DirectorySearchTests
{
    [Theory]
    [InlineData("README*", "a: README.md; a/docs: README.md; b: README.txt")]
    [InlineData("README* *.py", "a: README.md, src/deep/one.py; b: README.txt, two.py")]
    [InlineData("*.py README*", "a: src/deep/one.py, README.md; b: two.py, README.txt")]
    [InlineData("README* *.py .git", "a: README.md, src/deep/one.py, .git")]
    [InlineData(".git", "a: .git")]
    [InlineData(".git/", "a: .git")]
    [InlineData(".gitignore", "b: .gitignore")]
    [InlineData("node_modules", "c/web: node_modules")]
    [InlineData("src/", "a: src")]
    [InlineData("src/**/*.py", "a: src/deep/one.py")]
    [InlineData("src/*.py", "")]
    [InlineData("deep/one.py README*", "")]
    [InlineData("*.md *.py", "a: README.md, src/deep/one.py; c: notes.md, web/three.py")]
    [InlineData("*.nothing", "")]
    [InlineData("", "a; a/docs; a/src/deep; b; c; c/web")]
    public async Task One_right_in_it_and_the_others_anywhere_below(string patterns, string expected)
    {
        await using var index = await ScannedAsync();
        Assert.Equal(expected, await FindAsync(index, new DirectoryFilter { With = Globs(patterns) }));
    }

    [Fact]
    public async Task Only_below_a_directory_and_so_many()
    {
        await using var index = await ScannedAsync();
        Assert.Equal("a: README.md; a/docs: README.md", await FindAsync(index, new DirectoryFilter { With = Globs("README*"), Under = Path.Combine(index.Files.Path, "a") }));
        Assert.Equal("a/docs: README.md", await FindAsync(index, new DirectoryFilter { With = Globs("README*"), Under = Path.Combine(index.Files.Path, "a", "docs") }));
        Assert.Equal("a: README.md", await FindAsync(index, new DirectoryFilter { With = Globs("README*"), Limit = 1 }));
        Assert.Equal("", await FindAsync(index, new DirectoryFilter { With = Globs("README*"), Under = Path.Combine(index.Files.Path, "ab") }));
    }

    [Fact]
    public void A_pattern_from_the_root_is_refused()
    {
        var refused = Assert.Throws<KelpieException>(() => new DirectoryFilter { With = Globs("/etc/*") });
        Assert.Equal("/etc/* begins at the root, and a pattern here says what a directory holds.", refused.Message);
    }

    private static IReadOnlyList<Glob> Globs(string patterns) => [.. patterns.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Glob.Parse)];

    private static async Task<TestIndex> ScannedAsync()
    {
        var index = await TestIndex.CreateAsync();
        foreach (var file in (string[])
        [
            "a/README.md", "a/docs/README.md", "a/src/deep/one.py", "a/.git/config", "b/README.txt", "b/two.py", "b/.gitignore", "c/notes.md", "c/web/three.py", "c/web/node_modules/x/README.md",
        ])
        {
            index.Files.Write(file);
        }

        await index.ScanAsync();
        return index;
    }

    private static async Task<string> FindAsync(TestIndex index, DirectoryFilter filter) => string.Join("; ", (await new DirectorySearch(index.Database.Engine).FindAsync(filter)).Select(match =>
        Path.GetRelativePath(index.Files.Path, match.Path) + (match.Holds.Count == 0 ? "" : $": {string.Join(", ", match.Holds)}")));
}
