using Kelpie.Scanning.Discovery;

namespace Kelpie.Tests.Scanning.Discovery;

public sealed class FileWalkerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_found_with_its_metadata()
    {
        string path = _folder.Write("notes/Garden.MD", "tomatoes\n");
        DateTime modified = new DateTime(2024, 2, 29, 12, 30, 15, DateTimeKind.Utc).AddTicks(1234567);
        File.SetLastWriteTimeUtc(path, modified);
        TempFolder.SetMode(path, 0b110_100_000);

        FoundFile file = Assert.Single(Walks.Of(_folder).Files);

        Assert.Equal(path, file.Path);
        Assert.Equal("Garden.MD", file.Name);
        Assert.Equal(_folder["notes"], file.Directory);
        Assert.Equal(".md", file.Extension);
        Assert.Equal(9, file.Size);
        Assert.Equal(modified.AddTicks(-7), file.Modified);
        Assert.Equal(DateTimeKind.Utc, file.Modified.Kind);
        Assert.Equal("640", file.Permissions);
        Assert.Equal(ProcessingStatus.Success, file.Status);
        Assert.Null(file.Reason);
        Assert.All([file.Created, file.Modified, file.Accessed], time => Assert.Equal(0, time.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    [Theory]
    [InlineData(0b111_101_101, "755")]
    [InlineData(0b000_000_000, "000")]
    [InlineData(0b000_000_111, "007")]
    [InlineData(0b100_111_101_101, "755")]
    public void Permissions_are_three_octal_digits(int mode, string expected)
    {
        TempFolder.SetMode(_folder.Write("a.md"), mode);

        Assert.Equal(expected, Assert.Single(Walks.Of(_folder).Files).Permissions);
    }

    [Fact]
    public void Folders_are_listed_with_the_root_and_the_empty_ones()
    {
        _folder.Write("a/b/c.md");
        _folder.MakeFolder("empty");
        _folder.MakeFolder(".hidden");

        Assert.Equal([".", "a", "a/b", "empty"], Walks.Relative(_folder, Walks.Of(_folder).Walker.Directories));
    }

    [Fact]
    public void Roots_within_one_another_and_given_twice_yield_each_file_once()
    {
        _folder.Write("a.md");
        _folder.Write("sub/b.md");
        _folder.Write("sub/build/c.md");

        foreach (string[] order in (string[][])[["", "sub", "sub/build"], ["sub/build", "sub", ""], ["", "", "sub/build", "sub"]])
        {
            (_, List<FoundFile> files) = Walks.Of(order.Select(root => _folder[root]));
            Assert.Equal(["a.md", "sub/b.md", "sub/build/c.md"], Walks.Relative(_folder, files.Select(file => file.Path)));
        }
    }

    [Fact]
    public void Files_come_while_the_walk_goes_on()
    {
        for (int i = 0; i < 50; i++)
        {
            _folder.Write($"d{i}/a.md");
        }

        FileWalker walker = new([ScanRoot.Resolve(_folder.Path)], ScanRules.Default);
        using IEnumerator<FoundFile> files = walker.Walk(TestContext.Current.CancellationToken).GetEnumerator();

        Assert.True(files.MoveNext());
        Assert.Single(walker.Directories);
    }

    [Fact]
    public void A_walk_can_be_cancelled_and_is_done_once()
    {
        _folder.Write("a.md");
        using CancellationTokenSource source = new();
        source.Cancel();
        FileWalker walker = new([ScanRoot.Resolve(_folder.Path)], ScanRules.Default);

        Assert.Throws<OperationCanceledException>(() => walker.Walk(source.Token).Count());
        Assert.Throws<InvalidOperationException>(() => walker.Walk(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_file_over_the_size_limit_is_found_with_that_status()
    {
        using (FileStream stream = File.Create(_folder["huge.log"]))
        {
            stream.SetLength(200L * 1024 * 1024);
        }

        FoundFile file = Assert.Single(Walks.Of(_folder).Files);

        Assert.Equal(ProcessingStatus.SizeLimitExceeded, file.Status);
        Assert.Equal("It has 209,715,200 bytes; files over 104,857,600 are not read.", file.Reason);
        Assert.Equal(209_715_200, file.Size);
    }

    [Fact]
    public void Twenty_levels_are_entered_and_what_lies_deeper_is_reported()
    {
        string path = string.Join('/', Enumerable.Range(1, 21).Select(level => $"d{level}"));
        _folder.Write(path + "/too-deep.md");
        _folder.Write(path[..path.LastIndexOf('/')] + "/deep.md");

        (FileWalker walker, List<FoundFile> files) = Walks.Of(_folder);

        Assert.Equal(["deep.md"], files.Select(file => file.Name));
        ScanProblem problem = Assert.Single(walker.Problems);
        Assert.Equal(new ScanProblem(
            _folder[path],
            ProcessingStatus.Skipped,
            "It lies more than 20 levels below the scanned folder. Scan it, or a folder nearer to it, by itself."), problem);
        Assert.True(walker.IsBelowUnlisted(_folder[path + "/too-deep.md"]));
        Assert.False(walker.IsBelowUnlisted(_folder["d1/gone.md"]));
    }

    [Fact]
    public void A_time_that_NET_cannot_express_does_not_stop_the_walk()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "Only some file systems hold such times; /dev/shm does.");
        string folder = Directory.CreateDirectory($"/dev/shm/{Path.GetFileName(_folder.Path)}").FullName;
        try
        {
            File.WriteAllText(Path.Join(folder, "a.md"), "text");
            _folder.Shell($"touch -d @999999999999 {folder}/a.md");

            FoundFile file = Assert.Single(Walks.Of([folder]).Files);

            Assert.Equal(new DateTime(9999, 12, 31, 23, 59, 59, DateTimeKind.Utc).AddTicks(9_999_990), file.Modified);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Pipes_and_sockets_are_found_but_are_not_to_be_opened()
    {
        _folder.Shell("mkfifo pipe");
        using System.Net.Sockets.Socket socket = new(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, 0);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(_folder["socket"]));
        _folder.LinkFile("device", "/dev/zero");
        _folder.Write("empty.txt", "");

        Dictionary<string, FoundFile> files = Walks.Of(_folder).Files.ToDictionary(file => file.Name);

        Assert.Equal((ProcessingStatus.Skipped, "It is a named pipe, which is not opened."), (files["pipe"].Status, files["pipe"].Reason));
        Assert.Equal((ProcessingStatus.Skipped, "It is a socket, which is not opened."), (files["socket"].Status, files["socket"].Reason));
        Assert.Equal((ProcessingStatus.Skipped, "It is a device, which is not opened."), (files["device"].Status, files["device"].Reason));
        Assert.Equal((ProcessingStatus.Success, null), (files["empty.txt"].Status, files["empty.txt"].Reason));
    }

    [Fact]
    public void Ten_thousand_files_are_walked_in_far_less_than_two_seconds()
    {
        for (int i = 0; i < 10_000; i++)
        {
            _folder.Write($"d{i / 100}/f{i}.md", "x");
        }

        Walks.Of(_folder);
        long before = GC.GetAllocatedBytesForCurrentThread();
        System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();
        (_, List<FoundFile> files) = Walks.Of(_folder);
        watch.Stop();
        long allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / 10_000;
        TestContext.Current.TestOutputHelper?.WriteLine($"{watch.ElapsedMilliseconds} ms, {allocated} bytes a file");

        Assert.Equal(10_000, files.Count);

        // Far above what it takes, so that a busy machine does not fail; an exception a file would.
        Assert.InRange(watch.ElapsedMilliseconds, 0, 2_000);
    }
}
