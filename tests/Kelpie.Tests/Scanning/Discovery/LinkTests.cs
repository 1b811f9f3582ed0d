using Kelpie.Scanning.Discovery;

namespace Kelpie.Tests.Scanning.Discovery;

public sealed class LinkTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_link_to_a_file_is_a_file_with_its_own_path_and_the_metadata_of_what_it_leads_to()
    {
        string target = _folder.Write("library/a.md", "twelve bytes");
        File.SetLastWriteTimeUtc(target, new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        TempFolder.SetMode(target, 0b110_000_000);
        _folder.LinkFile("library/b.md", "a.md");

        FoundFile link = Walks.Of(_folder).Files.Single(file => file.Name == "b.md");

        Assert.Equal(_folder["library/b.md"], link.Path);
        Assert.Equal(12, link.Size);
        Assert.Equal(new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc), link.Modified);
        Assert.Equal("600", link.Permissions);
        Assert.Equal(ProcessingStatus.Success, link.Status);
    }

    [Fact]
    public void A_link_to_nothing_is_recorded_as_not_found()
    {
        _folder.LinkFile("lost.md", "nowhere.md");

        FoundFile link = Assert.Single(Walks.Of(_folder).Files);

        Assert.Equal(ProcessingStatus.FileNotFound, link.Status);
        Assert.Equal("It is a symbolic link to \"nowhere.md\", which is not there.", link.Reason);
    }

    [Fact]
    public void A_link_to_itself_is_recorded_as_not_found()
    {
        _folder.LinkFile("self.md", "self.md");

        FoundFile link = Assert.Single(Walks.Of(_folder).Files);

        Assert.Equal(ProcessingStatus.FileNotFound, link.Status);
        Assert.StartsWith("It is a symbolic link that cannot be followed: ", link.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_of_links_ends()
    {
        _folder.Write("a/b/c.md");
        _folder.LinkFolder("a/b/up", "../..");
        _folder.LinkFolder("a/b/here", ".");
        _folder.LinkFolder("a/above", Path.GetDirectoryName(_folder.Path)!);
        _folder.LinkFolder("a/root", "/");

        (FileWalker walker, List<FoundFile> files) = Walks.Of(_folder);

        Assert.Equal(["a/b/c.md"], Walks.Relative(_folder, files.Select(file => file.Path)));
        Assert.Empty(walker.Problems);
    }

    [Fact]
    public void Two_folders_outside_that_link_to_each_other_are_walked_once()
    {
        _folder.MakeFolder("library");
        _folder.Write("x/a.md");
        _folder.Write("y/b.md");
        _folder.LinkFolder("x/to-y", "../y");
        _folder.LinkFolder("y/to-x", "../x");
        _folder.LinkFolder("library/one", "../x");
        _folder.LinkFolder("library/two", "../x");

        (_, List<FoundFile> files) = Walks.Of([_folder["library"]]);

        Assert.Equal(["library/one/a.md", "library/one/to-y/b.md"], Walks.Relative(_folder, files.Select(file => file.Path)));
    }

    [Fact]
    public void A_folder_inside_keeps_its_own_path_although_a_link_comes_first()
    {
        for (char name = 'a'; name <= 'j'; name++)
        {
            _folder.LinkFolder($"{name}-link", "zoo");
        }

        _folder.Write("zoo/lion.md");

        Assert.Equal(["zoo/lion.md"], Walks.Paths(_folder));
    }

    [Fact]
    public void A_link_into_a_skipped_folder_is_followed_under_its_own_name()
    {
        _folder.Write("build/report/a.md");
        _folder.LinkFolder("report", "build/report");

        Assert.Equal(["report/a.md"], Walks.Paths(_folder));
    }

    [Fact]
    public void A_link_is_judged_by_its_own_name()
    {
        _folder.MakeFolder("library");
        _folder.Write("outside/a.md");
        _folder.LinkFolder("library/node_modules", "../outside");
        _folder.LinkFolder("library/.hidden", "../outside");

        (_, List<FoundFile> files) = Walks.Of([_folder["library"]]);

        Assert.Empty(files);
    }

    [Fact]
    public void A_link_through_another_link_is_recognised_by_where_it_leads()
    {
        _folder.Write("library/a/b/c.md");
        _folder.LinkFolder("library/short", "a");
        _folder.LinkFolder("library/shorter", "short/b/../b");

        (_, List<FoundFile> files) = Walks.Of([_folder["library"]]);

        Assert.Equal(["library/a/b/c.md"], Walks.Relative(_folder, files.Select(file => file.Path)));
    }

    [Fact]
    public void A_root_that_is_a_link_keeps_the_path_that_was_given()
    {
        _folder.Write("real/sub/a.md");
        _folder.LinkFolder("alias", "real");

        (FileWalker walker, List<FoundFile> files) = Walks.Of([_folder["alias"], _folder["real/sub"]]);

        Assert.Equal(["alias/sub/a.md"], Walks.Relative(_folder, files.Select(file => file.Path)));
        Assert.Equal(["alias", "alias/sub"], Walks.Relative(_folder, walker.Directories));
    }
}
