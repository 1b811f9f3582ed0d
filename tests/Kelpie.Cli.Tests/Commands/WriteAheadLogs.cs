using Kelpie.Cli.Tests.Running;

namespace Kelpie.Cli.Tests.Commands;

/// <summary>What a command has done stands in the file, not beside it.</summary>
public sealed class WriteAheadLogs : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task After_each_command_the_log_is_empty_or_gone()
    {
        _sandbox.Library.AddMany(6, seed: 3);
        await _sandbox.ScanAsync();
        AssertIsEmpty("scan");
        string[] commands =
        [
            "find lantern", "files", "stats", $"chunks {_sandbox.Library.PathOf("part000/file0001.md")}", $"scan {_sandbox.Library.Root} --dry-run", "db current", "db history",
            "db check", "db inspect", "db upgrade", "db upgrade --dry-run", "db stamp head", "db backup backup.db", $"db copy --from {_sandbox.DatabasePath} --to copy.db",
            "db downgrade base --dry-run", $"scan {_sandbox.Library.Root} --force",
        ];
        foreach (var command in commands)
        {
            LeaveLog();
            (await _sandbox.RunAsync(command.Split(' '))).Exits(0);
            AssertIsEmpty(command);
        }
    }

    [Fact]
    public async Task While_others_use_the_database_a_command_that_reads_leaves_the_log_and_does_not_fail()
    {
        _sandbox.Library.AddMany(6, seed: 3);
        await _sandbox.ScanAsync();
        using var other = _sandbox.Index.Open();
        IndexFile.Rows(other, "BEGIN");
        IndexFile.Rows(other, "SELECT count(*) FROM chunks");
        _sandbox.Index.Execute("UPDATE file_metadata SET mime_type = 'text/other'");
        var answer = (await _sandbox.RunAsync("find", "lantern")).Exits(0);
        Assert.NotEmpty(answer.Lines);
        Assert.DoesNotContain("kelpie:", answer.Error);
    }

    [Fact]
    public async Task Where_the_file_may_not_be_written_a_command_that_reads_does_not_fail()
    {
        _sandbox.Library.AddMany(6, seed: 3);
        await _sandbox.ScanAsync();
        LeaveLog();
        Shell.Run($"chmod 400 '{_sandbox.DatabasePath}'");
        Assert.NotEmpty((await _sandbox.RunAsync("find", "lantern")).Exits(0).Lines);
    }

    public void Dispose() => _sandbox.Dispose();

    // As a program leaves it that was killed: the database and its log, copied while it is open.
    private void LeaveLog()
    {
        var (database, log) = (_sandbox.DatabasePath, _sandbox.DatabasePath + "-wal");
        using (var writer = _sandbox.Index.Open())
        {
            IndexFile.Rows(writer, "PRAGMA journal_mode = WAL");
            IndexFile.Rows(writer, "UPDATE processing_stats SET total_bytes = total_bytes + 1");
            File.Copy(database, database + ".kept", overwrite: true);
            File.Copy(log, log + ".kept", overwrite: true);
        }

        File.Move(database + ".kept", database, overwrite: true);
        File.Move(log + ".kept", log, overwrite: true);
        Assert.InRange(new FileInfo(log).Length, 1, long.MaxValue);
    }

    private void AssertIsEmpty(string command)
    {
        var log = new FileInfo(_sandbox.DatabasePath + "-wal");
        Assert.True(log is { Exists: false } or { Length: 0 }, $"After {command} the log has {(log.Exists ? log.Length : 0)} bytes.");
    }
}
