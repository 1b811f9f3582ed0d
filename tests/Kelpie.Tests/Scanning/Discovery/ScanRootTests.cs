using Kelpie.Scanning.Discovery;

namespace Kelpie.Tests.Scanning.Discovery;

public sealed class ScanRootTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_becomes_an_absolute_path_without_a_slash_at_the_end()
    {
        _folder.MakeFolder("library");

        Assert.Equal(_folder["library"], ScanRoot.Resolve(_folder["library/"]).Path);
        Assert.Equal(_folder["library"], ScanRoot.Resolve(_folder["library/../library/."]).Path);
        Assert.Equal(Directory.GetCurrentDirectory(), ScanRoot.Resolve(".").Path);
        Assert.Equal("/", ScanRoot.Resolve("/").Path);
    }

    [Fact]
    public void A_missing_root_is_refused_with_a_hint()
    {
        ScanProblem problem = Refuse(_folder["nowhere"]);

        Assert.Equal(ProcessingStatus.FileNotFound, problem.Status);
        Assert.Equal($"There is no folder \"{_folder["nowhere"]}\". Check the spelling, and whether the disk it is on is connected.", problem.Reason);
    }

    [Fact]
    public void A_file_as_root_is_refused_with_the_way_to_scan_it()
    {
        string path = _folder.Write("note.md");

        Assert.Equal(
            $"\"{path}\" is a file, and only folders are scanned. Scan the folder it is in, limited to it: scan \"{_folder.Path}\" --include \"note.md\"",
            Refuse(path).Reason);
    }

    [Fact]
    public void An_unreadable_root_is_refused()
    {
        string path = _folder.MakeFolder("locked");
        TempFolder.SetMode(path, 0);
        TempFolder.SetMode(_folder.Path, 0b111_101_101);

        ScanProblem problem = Unprivileged.Run(() => Refuse(path));

        Assert.Equal(ProcessingStatus.PermissionDenied, problem.Status);
        Assert.Equal($"The folder \"{path}\" may not be listed by this user. Grant read and search permission on it, or scan it as its owner.", problem.Reason);
    }

    [Fact]
    public void An_empty_name_and_one_that_cannot_be_a_path_are_refused()
    {
        Assert.Equal("The name of the folder to scan is empty. \".\" stands for the current folder.", Refuse("").Reason);
        Assert.StartsWith("\"a\0b\" cannot be a path: ", Refuse("a\0b").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_of_links_as_root_is_refused()
    {
        _folder.LinkFolder("loop", _folder["loop"]);

        Assert.Equal(_folder["loop"], Refuse(_folder["loop"]).Path);
    }

    [Fact]
    public void A_root_that_is_given_twice_counts_once_however_it_is_spelled()
    {
        _folder.MakeFolder("library");
        _folder.LinkFolder("alias", "library");

        (IReadOnlyList<ScanRoot> roots, IReadOnlyList<ScanProblem> problems) =
            ScanRoot.ResolveAll([_folder["library"], _folder["library/"], _folder["alias"]]);

        Assert.Equal([_folder["library"]], roots.Select(root => root.Path));
        Assert.Empty(problems);
    }

    [Fact]
    public void A_bad_root_does_not_keep_the_good_ones_from_being_scanned()
    {
        _folder.MakeFolder("library");

        (IReadOnlyList<ScanRoot> roots, IReadOnlyList<ScanProblem> problems) = ScanRoot.ResolveAll([_folder["nowhere"], _folder["library"]]);

        Assert.Equal([_folder["library"]], roots.Select(root => root.Path));
        Assert.Equal([_folder["nowhere"]], problems.Select(problem => problem.Path));
    }

    [Fact]
    public void A_root_below_a_link_is_known_by_where_it_really_is()
    {
        _folder.MakeFolder("real/library");
        _folder.MakeFolder("elsewhere");
        _folder.LinkFolder("elsewhere/link", "../real");

        (IReadOnlyList<ScanRoot> roots, _) = ScanRoot.ResolveAll([_folder["elsewhere/link/library"], _folder["real/library"]]);

        Assert.Equal([_folder["elsewhere/link/library"]], roots.Select(root => root.Path));
    }

    private static ScanProblem Refuse(string path)
    {
        ScanRootException e = Assert.Throws<ScanRootException>(() => ScanRoot.Resolve(path));
        Assert.Equal(e.Problem.Reason, e.Message);
        return e.Problem;
    }
}
