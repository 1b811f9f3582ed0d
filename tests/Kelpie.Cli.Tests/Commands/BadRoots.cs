using Kelpie.Cli.Tests.Running;

namespace Kelpie.Cli.Tests.Commands;

/// <summary>Directories that cannot be scanned, or not as they are given.</summary>
public sealed class BadRoots : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task A_missing_directory_fails_and_makes_no_database()
    {
        var answer = await _sandbox.RunAsync("scan", _sandbox.PathOf("nowhere"));
        answer.Fails(1, _sandbox.PathOf("nowhere"), "There is no folder", "Check the spelling");
        Assert.False(File.Exists(_sandbox.DatabasePath));
    }

    [Fact]
    public async Task A_file_is_no_directory_and_the_message_says_how_to_scan_it()
    {
        var file = _sandbox.Library.Add("note.md", "text");
        (await _sandbox.RunAsync("scan", file)).Fails(1, "is a file", "--include \"note.md\"");
        Assert.False(File.Exists(_sandbox.DatabasePath));
    }

    [Fact]
    public async Task A_directory_given_twice_counts_once()
    {
        _sandbox.Library.Add("note.md", "text");
        Directory.CreateSymbolicLink(_sandbox.PathOf("link"), _sandbox.Library.Root);
        var answer = await _sandbox.RunAsync("scan", _sandbox.Library.Root, _sandbox.Library.Root + "/", "library", _sandbox.PathOf("link"), "--json");
        Assert.Equal(1, (int)answer.Exits(0).Json["found"]!);
        Assert.Equal("1", _sandbox.Index.Value("SELECT COUNT(*) FROM file_metadata"));
    }

    [Fact]
    public async Task A_directory_within_another_that_is_scanned_too_counts_once()
    {
        _sandbox.Library.Add("inner/note.md", "text");
        var answer = await _sandbox.RunAsync("scan", _sandbox.Library.PathOf("inner"), _sandbox.Library.Root, "--json");
        Assert.Equal(1, (int)answer.Exits(0).Json["found"]!);
    }

    [Fact]
    public async Task A_missing_directory_beside_a_good_one_fails_but_the_good_one_is_indexed()
    {
        _sandbox.Library.Add("note.md", "A harbour in the fog.");
        var answer = (await _sandbox.RunAsync("scan", _sandbox.PathOf("nowhere"), _sandbox.Library.Root)).Exits(1);
        Assert.Contains("There is no folder", answer.Error);
        Assert.Single((await _sandbox.RunAsync("find", "harbour")).Exits(0).Lines);
    }

    [Fact]
    public async Task What_is_indexed_of_a_directory_stays_when_it_is_gone()
    {
        _sandbox.Library.Add("note.md", "A harbour in the fog.");
        await _sandbox.ScanAsync();
        Directory.Delete(_sandbox.Library.Root, recursive: true);
        (await _sandbox.RunAsync("scan", _sandbox.Library.Root)).Fails(1);
        Assert.Equal("1", _sandbox.Index.Value("SELECT COUNT(*) FROM file_metadata"));
    }

    public void Dispose() => _sandbox.Dispose();
}
