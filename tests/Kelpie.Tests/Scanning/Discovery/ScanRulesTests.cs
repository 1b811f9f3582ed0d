using Kelpie.Scanning.Discovery;

namespace Kelpie.Tests.Scanning.Discovery;

public sealed class ScanRulesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_defaults_are_the_original_ones()
    {
        Assert.Equal(20, ScanRules.Default.MaxDepth);
        Assert.Equal(104_857_600, ScanRules.Default.MaxFileSize);
        Assert.Equal(27, SkippedContent.Directories.Count);
        Assert.Equal(6, SkippedContent.FileNames.Count);
        Assert.All(SkippedContent.Extensions, extension => Assert.Equal(extension.ToLowerInvariant(), extension));
        Assert.All(SkippedContent.Extensions, extension => Assert.StartsWith(".", extension, StringComparison.Ordinal));
    }

    [Fact]
    public void Hidden_and_generated_things_are_passed_over()
    {
        Write("a.md", ".hidden.md", ".config/b.md", "node_modules/c.js", "src/build/d.c", "Thumbs.db", "photo.JPG", "yarn.lock", "x.tmp", "src/e.c");

        Assert.Equal(["a.md", "src/e.c"], Walks.Paths(_folder));
    }

    [Fact]
    public void Hidden_files_are_taken_on_request_but_not_version_control_and_secrets()
    {
        Write("a.md", ".hidden.md", ".config/b.md", ".git/HEAD", ".env", "dir/.env/x");

        Assert.Equal([".config/b.md", ".hidden.md", "a.md"], Walks.Paths(_folder, Walks.Rules(hidden: true)));
    }

    [Fact]
    public void Names_of_skipped_folders_are_compared_exactly_and_do_not_apply_to_files()
    {
        Write("Build/a.md", "target.d/b.md", "sub/build", "sub/vendor");

        Assert.Equal(["Build/a.md", "sub/build", "sub/vendor", "target.d/b.md"], Walks.Paths(_folder));
    }

    [Fact]
    public void The_root_itself_is_never_judged()
    {
        Write(".config/build/a.md");

        (_, List<FoundFile> files) = Walks.Of([_folder[".config/build"]]);

        Assert.Equal(["a.md"], files.Select(file => file.Name));
    }

    [Fact]
    public void An_inclusion_limits_the_scan_and_overrides_skipped_extensions_and_names()
    {
        Write("a.md", "b.dat", "package-lock.json", "build/c.dat");

        Assert.Equal(["b.dat"], Walks.Paths(_folder, Walks.Rules(include: ["*.dat"])));
        Assert.Equal(["a.md", "package-lock.json"], Walks.Paths(_folder, Walks.Rules(include: ["*.md", "package-*.json"])));
    }

    [Fact]
    public void An_inclusion_can_name_a_place()
    {
        Write("docs/a.md", "docs/deep/b.md", "src/c.md", "src/docs/d.md");

        Assert.Equal(["docs/a.md"], Walks.Paths(_folder, Walks.Rules(include: ["docs/*.md"])));
        Assert.Equal(["docs/a.md", "docs/deep/b.md"], Walks.Paths(_folder, Walks.Rules(include: ["docs/**"])));
        Assert.Equal(["docs/a.md", "docs/deep/b.md", "src/docs/d.md"], Walks.Paths(_folder, Walks.Rules(include: ["docs/"])));
        Assert.Equal(["src/docs/d.md"], Walks.Paths(_folder, Walks.Rules(include: ["src/docs/"])));
        Assert.Equal(["src/c.md"], Walks.Paths(_folder, Walks.Rules(include: [_folder["src/*"]])));
    }

    [Fact]
    public void An_inclusion_that_starts_with_a_dot_asks_for_hidden_files()
    {
        Write(".gitignore", ".bashrc", "a.md", "sub/.gitignore", ".config/.gitignore");

        Assert.Equal([".gitignore", "sub/.gitignore"], Walks.Paths(_folder, Walks.Rules(include: [".gitignore"])));
        Assert.Equal(["a.md"], Walks.Paths(_folder, Walks.Rules(include: ["*"])));
    }

    [Fact]
    public void An_exclusion_wins_and_keeps_the_walk_out_of_folders()
    {
        Write("a.md", "drafts/b.md", "docs/drafts/c.md", "docs/d.md", "docs/e.txt");

        Assert.Equal(["a.md", "docs/d.md", "docs/e.txt"], Walks.Paths(_folder, Walks.Rules(exclude: ["drafts"])));
        Assert.Equal(["a.md", "docs/d.md", "docs/e.txt", "drafts/b.md"], Walks.Paths(_folder, Walks.Rules(exclude: ["docs/drafts"])));
        Assert.Equal(["docs/e.txt"], Walks.Paths(_folder, Walks.Rules(include: ["docs/**"], exclude: ["*.md"])));
        Assert.Equal(["a.md"], Walks.Paths(_folder, Walks.Rules(exclude: ["*/"])));

        (FileWalker walker, _) = Walks.Of(_folder, Walks.Rules(exclude: ["drafts/"]));
        Assert.Equal([".", "docs"], Walks.Relative(_folder, walker.Directories));
    }

    [Fact]
    public void A_pattern_for_folders_excludes_no_file_of_that_name()
    {
        Write("drafts", "docs/drafts/c.md");

        Assert.Equal(["drafts"], Walks.Paths(_folder, Walks.Rules(exclude: ["drafts/"])));
    }

    private void Write(params string[] paths)
    {
        foreach (string path in paths)
        {
            _folder.Write(path);
        }
    }
}
