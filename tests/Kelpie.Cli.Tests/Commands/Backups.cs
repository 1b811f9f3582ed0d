using Kelpie.Cli.Tests.Running;

namespace Kelpie.Cli.Tests.Commands;

/// <summary><c>db backup</c></summary>
public sealed class Backups : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task A_backup_is_the_database_and_says_its_name_and_size()
    {
        _sandbox.Library.AddMany(6, seed: 3);
        await _sandbox.ScanAsync();
        var answer = (await _sandbox.RunAsync("db", "backup", "backup.db")).Exits(0);
        Assert.Matches(@"^/.*/backup\.db, [\d.]+ kB, \d+ rows, verified\n$", answer.Output);
        var backup = new IndexFile(_sandbox.PathOf("backup.db"));
        Assert.Equal(_sandbox.Index.Content(), backup.Content());
        Assert.Equal(_sandbox.Index.Schema(), backup.Schema());
        backup.AssertIsSound();
        Assert.Empty(Directory.GetFiles(_sandbox.PathOf(""), "*.partial"));

        var json = (await _sandbox.RunAsync("db", "backup", "second.db", "--json")).Exits(0).Json;
        Assert.Equal((_sandbox.PathOf("second.db"), new FileInfo(_sandbox.PathOf("second.db")).Length, 6L), ((string)json["file"]!, (long)json["bytes"]!, (long)json["rows"]!["file_metadata"]!));
    }

    [Fact]
    public async Task A_file_that_is_there_is_left_as_it_is()
    {
        _sandbox.Library.AddMany(2, seed: 3);
        await _sandbox.ScanAsync();
        foreach (var text in (string[])["", "mine"])
        {
            File.WriteAllText(_sandbox.PathOf("backup.db"), text);
            (await _sandbox.RunAsync("db", "backup", "backup.db")).Fails(1, "overwrites nothing");
            Assert.Equal(text, File.ReadAllText(_sandbox.PathOf("backup.db")));
        }

        (await _sandbox.RunAsync("db", "backup", "nowhere/backup.db")).Fails(1, "nowhere");
    }

    [Fact]
    public async Task One_that_is_made_while_a_scan_is_running_is_whole()
    {
        _sandbox.Library.AddMany(2, seed: 3);
        await _sandbox.ScanAsync();
        _sandbox.Library.AddMany(400, seed: 5, paragraphs: 60);
        using var scan = _sandbox.Start("scan", _sandbox.Library.Root);
        var made = 0;
        for (var number = 0; number < 50 && !scan.HasExited; number++)
        {
            await Task.Delay(50);
            var answer = await _sandbox.RunAsync("db", "backup", $"backup{number}.db");
            if (answer.ExitCode == 0)
            {
                new IndexFile(_sandbox.PathOf($"backup{number}.db")).AssertIsSound();
                made++;
            }
        }

        (await scan.EndAsync()).Exits(0);
        Assert.InRange(made, 1, 50);
    }

    [Theory]
    [InlineData("postgresql", "pg_dump --host=server --port=5555 --username=kelpie --format=custom --file=")]
    [InlineData("mariadb", "mariadb-dump --host=server --port=5555 --user=kelpie --password --single-transaction --routines --triggers --result-file=")]
    [InlineData("mysql", "mysqldump --host=server --port=5555 --user=kelpie --password --single-transaction --routines --triggers --result-file=")]
    public async Task A_server_has_a_tool_of_its_own_and_the_command_is_at_hand(string scheme, string command)
    {
        var answer = (await _sandbox.RunAsync("db", "backup", "backup.sql", "--db", $"{scheme}://kelpie:hushhush@server:5555/library")).Fails(1, command, "backup.sql library");
        Assert.DoesNotContain("hushhush", answer.Error);
    }

    public void Dispose() => _sandbox.Dispose();
}
