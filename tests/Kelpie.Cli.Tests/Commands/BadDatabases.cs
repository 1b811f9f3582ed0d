using Kelpie.Cli.Tests.Running;

namespace Kelpie.Cli.Tests.Commands;

/// <summary>Databases that are not there, are none, or cannot be written.</summary>
public sealed class BadDatabases : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private string? _mounted;

    public BadDatabases() => _sandbox.Library.Add("good.md", "A lantern in the window.");

    public static TheoryData<string> Readers => ["find lantern", "files", "chunks good.md", "stats", "db current", "db history"];

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task What_only_reads_makes_no_database_and_names_the_command_that_does(string command)
    {
        (await _sandbox.RunAsync(command.Split(' '))).Fails(1, $"There is no database at sqlite:///{_sandbox.DatabasePath} yet", "kelpie scan DIR");
        Assert.False(File.Exists(_sandbox.DatabasePath));
    }

    [Theory]
    [InlineData("scan", "library")]
    [InlineData("scan", "library", "--dry-run")]
    [InlineData("find", "lantern")]
    [InlineData("stats")]
    [InlineData("db", "upgrade")]
    [InlineData("db", "current")]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_is(params string[] command)
    {
        var text = string.Concat(Enumerable.Repeat("Dear diary, today I wrote no database.\n", 200));
        File.WriteAllText(_sandbox.DatabasePath, text);
        (await _sandbox.RunAsync(command)).Fails(1, "no database", "--db");
        Assert.Equal(text, File.ReadAllText(_sandbox.DatabasePath));
        Assert.Equal(["home", "kelpie.db", "library"], Directory.EnumerateFileSystemEntries(_sandbox.PathOf("")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_directory_is_no_database()
    {
        Directory.CreateDirectory(_sandbox.DatabasePath);
        (await _sandbox.RunAsync("scan", _sandbox.Library.Root)).Fails(1);
        (await _sandbox.RunAsync("find", "lantern")).Fails(1);
    }

    [Fact]
    public async Task The_default_database_lies_in_the_users_data_directory()
    {
        // An empty variable is none.
        (await _sandbox.RunWithAsync([("KELPIE_DB", "")], "scan", _sandbox.Library.Root)).Exits(0);
        Assert.True(File.Exists(Path.Combine(_sandbox.Home, ".local", "share", "kelpie", "kelpie.db")));
        Assert.Single((await _sandbox.RunWithAsync([("KELPIE_DB", "")], "find", "lantern")).Exits(0).Lines);
    }

    [Fact]
    public async Task The_option_wins_over_the_variable()
    {
        var other = _sandbox.PathOf("deep/er/other.db");
        (await _sandbox.RunAsync("scan", _sandbox.Library.Root, "--db", other)).Exits(0);
        Assert.True(File.Exists(other));
        Assert.False(File.Exists(_sandbox.DatabasePath));
        Assert.Single((await _sandbox.RunAsync("--db", $"sqlite:///{other}", "find", "lantern")).Exits(0).Lines);
    }

    [Fact]
    public async Task A_database_that_cannot_be_written_is_refused()
    {
        MountDisk("8m");
        await _sandbox.ScanAsync("--db", OnDisk);
        Shell.Run($"mount -o remount,ro '{_mounted}'");
        _sandbox.Library.Add("new.md", "A harbour in the fog.");
        (await _sandbox.RunAsync("scan", _sandbox.Library.Root, "--db", OnDisk)).Fails(1, "permissions", "--db");
    }

    [Fact]
    public async Task A_database_in_a_directory_that_cannot_be_written_is_not_made()
    {
        MountDisk("8m");
        Shell.Run($"mount -o remount,ro '{_mounted}'");
        (await _sandbox.RunAsync("scan", _sandbox.Library.Root, "--db", OnDisk)).Fails(1);
        (await _sandbox.RunAsync("scan", _sandbox.Library.Root, "--db", Path.Combine(_mounted!, "deeper", "kelpie.db"))).Fails(1);
    }

    [Fact]
    public async Task A_full_disk_fails_the_scan_keeps_what_was_written_and_the_next_scan_goes_on()
    {
        MountDisk("2m");
        _sandbox.Library.AddMany(1500, seed: 5);
        var failed = (await _sandbox.RunAsync("scan", _sandbox.Library.Root, "--db", OnDisk)).Exits(1);
        Assert.Contains("no room left", failed.Error);
        Assert.Contains("Free some space", failed.Error);

        Shell.Run($"mount -o remount,size=64m '{_mounted}'");
        var index = new IndexFile(OnDisk);
        index.AssertIsSound();
        await _sandbox.ScanAsync("--db", OnDisk);
        await _sandbox.ScanAsync();
        Assert.Equal(_sandbox.Index.Content(), index.Content());
        Assert.DoesNotContain("running", index.Rows("SELECT session_status FROM processing_stats"));
    }

    public void Dispose()
    {
        if (_mounted is not null)
        {
            Shell.Run($"umount '{_mounted}'");
        }

        _sandbox.Dispose();
    }

    private string OnDisk => Path.Combine(_mounted!, "kelpie.db");

    // The rights of files mean nothing to the superuser, as whom tests often run: a disk of its own does.
    private void MountDisk(string size)
    {
        var folder = Directory.CreateDirectory(_sandbox.PathOf("disk")).FullName;
        if (!Shell.TryRun($"mount -t tmpfs -o size={size} tmpfs '{folder}'", out var error))
        {
            Assert.Skip($"A small disk cannot be mounted here: {error}");
        }

        _mounted = folder;
    }
}
