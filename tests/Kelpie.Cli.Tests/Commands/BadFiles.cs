using System.Text;
using Kelpie.Cli.Tests.Running;

namespace Kelpie.Cli.Tests.Commands;

/// <summary>Files with which something is wrong: each is in the index with its status, and none keeps another out.</summary>
public sealed class BadFiles : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public BadFiles() => _sandbox.Library.Add("good.md", "A lantern in the window.");

    [Theory]
    [InlineData("two\nlines.md")]
    [InlineData("tab\tand\u0007bell.md")]
    [InlineData("it's \"quoted\" `so`.md")]
    [InlineData("back\\slash %s {0} [markup].md")]
    [InlineData("-q")]
    [InlineData("ünï çødé 漢字 🦊.md")]
    public async Task A_file_of_any_name_is_indexed_and_found_again(string name)
    {
        var path = _sandbox.Library.Add(name, "A harbour in the fog.");
        await _sandbox.ScanAsync();
        Assert.Equal([path], _sandbox.Index.Rows("SELECT file_path FROM file_metadata WHERE file_name <> 'good.md'"));
        var found = (await _sandbox.RunAsync("find", "harbour", "--json")).Exits(0).Json;
        Assert.Equal(path, (string?)found["results"]![0]!["search_metadata"]!["file_path"]);
        Assert.Equal(path, (string?)(await _sandbox.RunAsync("chunks", path, "--json")).Exits(0).Json["chunks"]!["results"]![0]!["chunk_envelope"]!["metadata"]!["filename"]);
        // For people, and for line-wise programs: a line a match, whatever the name.
        Assert.Single((await _sandbox.RunAsync("find", "harbour")).Exits(0).Lines);
        Assert.Equal(2, (await _sandbox.RunAsync("files")).Exits(0).Lines.Length);
        await AssertRestIsIndexed();
    }

    [Fact]
    public async Task A_name_of_255_bytes_is_indexed()
    {
        var name = new string('n', 252) + ".md";
        _sandbox.Library.Add(name, "A harbour in the fog.");
        await _sandbox.ScanAsync();
        Assert.Equal("success", StatusOf(name));
    }

    [Fact]
    public async Task A_path_near_4096_bytes_is_indexed()
    {
        // Made step by step from within: a path that is given as a whole may be no longer than the system takes.
        const int Depth = 19;
        var part = new string('d', 200);
        var name = new string('n', 4090 - _sandbox.Library.Root.Length - (Depth * 201) - 4) + ".md";
        Shell.Run($"cd '{_sandbox.Library.Root}' && for i in $(seq {Depth}); do mkdir {part} && cd {part}; done && echo 'A harbour in the fog.' > {name}");
        await _sandbox.ScanAsync();
        Assert.Equal("success", StatusOf(name));
        Assert.Equal("4090", _sandbox.Index.Value("SELECT MAX(length(file_path)) FROM file_metadata"));
    }

    [Fact]
    public async Task An_empty_file_is_indexed_without_chunks()
    {
        _sandbox.Library.Add("empty.txt", "");
        await _sandbox.ScanAsync();
        Assert.Equal("success|0|0", _sandbox.Index.Value(
            "SELECT processing_status, file_size, chunk_count FROM file_metadata WHERE file_name = 'empty.txt'"));
        (await _sandbox.RunAsync("chunks", _sandbox.Library.PathOf("empty.txt"), "--stats")).Exits(0);
        await AssertRestIsIndexed();
    }

    [Fact]
    public async Task A_file_of_200_MB_is_recorded_and_not_read()
    {
        using (var file = File.Create(_sandbox.Library.PathOf("huge.txt")))
        {
            file.SetLength(200_000_000);
        }

        var answer = await _sandbox.ScanAsync();
        Assert.Contains("200,000,000 bytes", answer.Error);
        Assert.Equal("size_limit_exceeded|200000000|0", _sandbox.Index.Value(
            "SELECT processing_status, file_size, chunk_count FROM file_metadata WHERE file_name = 'huge.txt'"));
        await AssertRestIsIndexed();
    }

    [Fact]
    public async Task A_binary_that_is_named_like_text_is_recorded_and_not_indexed()
    {
        var bytes = new byte[50_000];
        new Random(1).NextBytes(bytes);
        _sandbox.Library.Add("picture.txt", bytes);
        var answer = await _sandbox.ScanAsync();
        Assert.Contains("named like a text file", answer.Error);
        Assert.Equal("encoding_error", StatusOf("picture.txt"));
        await AssertRestIsIndexed();
    }

    [Fact]
    public async Task A_binary_of_an_unknown_kind_is_skipped_without_a_word()
    {
        _sandbox.Library.Add("picture.xyz", [1, 2, 3, 0, 0, 0, 200, 201]);
        var answer = await _sandbox.ScanAsync("--quiet");
        Assert.Equal("", answer.Error);
        Assert.Equal("skipped", StatusOf("picture.xyz"));
        await AssertRestIsIndexed();
    }

    [Fact]
    public async Task Text_with_NULs_in_it_is_searchable()
    {
        _sandbox.Library.Add("nuls.txt", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("A harbour in the fog.\n", 200)) + "\0\0the end\0"));
        await _sandbox.ScanAsync();
        var status = StatusOf("nuls.txt");
        Assert.Equal("success", status);
        Assert.NotEmpty((await _sandbox.RunAsync("find", "\"the end\"")).Exits(0).Lines);
        await AssertRestIsIndexed();
    }

    [Fact]
    public async Task Invalid_UTF8_is_indexed_all_the_same()
    {
        _sandbox.Library.Add("broken.txt", [.. "A harbour "u8, 0xC3, 0x28, 0xFF, .. " in the fog. Grüße, schön, naïve."u8]);
        await _sandbox.ScanAsync();
        Assert.Equal("success", StatusOf("broken.txt"));
        Assert.Single((await _sandbox.RunAsync("find", "harbour")).Exits(0).Lines);
        await AssertRestIsIndexed();
    }

    [Fact]
    public async Task A_loop_of_links_ends_and_each_file_counts_once()
    {
        _sandbox.Library.Add("a/note.md", "A harbour in the fog.");
        Directory.CreateSymbolicLink(_sandbox.Library.PathOf("a/up"), _sandbox.Library.Root);
        Directory.CreateSymbolicLink(_sandbox.Library.PathOf("self"), "self");
        Directory.CreateSymbolicLink(_sandbox.Library.PathOf("b"), "a");
        await _sandbox.ScanAsync();
        Assert.Single((await _sandbox.RunAsync("find", "harbour")).Exits(0).Lines);
        await AssertRestIsIndexed();
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_is_told_of()
    {
        File.CreateSymbolicLink(_sandbox.Library.PathOf("dangling.md"), "nowhere.md");
        var answer = await _sandbox.ScanAsync();
        Assert.Contains("dangling.md", answer.Error);
        Assert.Equal("file_not_found", StatusOf("dangling.md"));
        await AssertRestIsIndexed();
    }

    [Fact]
    public async Task A_name_that_is_not_UTF8_is_told_of()
    {
        Shell.Run($"echo text > \"{_sandbox.Library.Root}/$(printf 'caf\\351.md')\"");
        var answer = await _sandbox.ScanAsync();
        Assert.Contains("not valid UTF-8", answer.Error);
        await AssertRestIsIndexed();
    }

    [Fact]
    public async Task A_pipe_is_not_waited_for()
    {
        Shell.Run($"mkfifo '{_sandbox.Library.Root}/pipe.txt'");
        await _sandbox.ScanAsync();
        Assert.Equal("skipped", StatusOf("pipe.txt"));
        await AssertRestIsIndexed();
    }

    [Fact]
    public async Task More_than_ten_problems_are_cut_short_with_their_count()
    {
        for (var i = 0; i < 12; i++)
        {
            _sandbox.Library.Add($"binary{i}.txt", [0, 1, 2, 3, 0, 255, 254, 0, 7]);
        }

        var answer = await _sandbox.ScanAsync();
        Assert.Contains("12 problems:", answer.Error);
        Assert.Contains("and 2 more", answer.Error);
        Assert.Equal(10, answer.Error.Split('\n').Count(line => line.Contains("binary", StringComparison.Ordinal) && line.Contains(".txt:", StringComparison.Ordinal)));
        await AssertRestIsIndexed();
    }

    public void Dispose() => _sandbox.Dispose();

    private string StatusOf(string name) => _sandbox.Index.Value($"SELECT processing_status FROM file_metadata WHERE file_name = '{name}'");

    private async Task AssertRestIsIndexed() => Assert.Single((await _sandbox.RunAsync("find", "lantern")).Exits(0).Lines);
}
