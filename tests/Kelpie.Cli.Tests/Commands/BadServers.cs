using Kelpie.Cli.Tests.Running;

namespace Kelpie.Cli.Tests.Commands;

/// <summary>Servers that are not there, refuse the user, or do not have the database.</summary>
public sealed class BadServers : IDisposable
{
    private const string Password = "open-sesame";
    private readonly Sandbox _sandbox = new();

    public static TheoryData<string, string> CommandsOnServers()
    {
        var rows = new TheoryData<string, string>();
        foreach (var scheme in new[] { "postgresql", "mariadb", "mysql" })
        {
            foreach (var command in new[] { "scan library", "find lantern" })
            {
                rows.Add(scheme, command);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(CommandsOnServers))]
    public async Task A_host_that_there_is_not_is_said_to_be_none(string scheme, string command) =>
        await FailsAsync($"{scheme}://reader:{Password}@nowhere.invalid/library", command, "cannot be opened", "host and port");

    [Theory]
    [MemberData(nameof(CommandsOnServers))]
    public async Task A_port_where_nobody_listens_is_said_to_be_none(string scheme, string command) =>
        await FailsAsync($"{scheme}://reader:{Password}@127.0.0.1:9/library", command, "cannot be opened", "whether it is running");

    [Theory]
    [EveryServer]
    public async Task A_database_that_there_is_not_is_to_be_created(string server)
    {
        foreach (var command in new[] { "scan library", "scan library --dry-run", "find lantern", "db upgrade", "db history" })
        {
            await FailsAsync(TestServer.Named(server).UrlOf("kelpie_that_is_not"), command, "There is no such database", "kelpie_that_is_not", "CREATE DATABASE");
        }
    }

    [Theory]
    [EveryServer]
    public async Task A_wrong_password_is_refused_and_not_shown(string server)
    {
        // A server that asks nobody for a password, as those for tests do, refuses a user whom it does not know.
        var url = TestServer.Named(server).UrlOf("kelpie_that_is_not", $"nobody_{Guid.NewGuid():N}:{Password}");
        foreach (var command in new[] { "scan library", "find lantern", "db upgrade" })
        {
            await FailsAsync(url, command, "refuses the user", "Check the user and the password");
        }
    }

    [Theory]
    [InlineData("postgresql://reader@127.0.0.1")]
    [InlineData("mysql://reader@127.0.0.1:3306")]
    [InlineData("mariadb://reader@127.0.0.1/")]
    public async Task A_URL_without_a_database_is_a_mistake(string url) =>
        (await _sandbox.RunAsync("find", "lantern", "--db", url)).Fails(2, "names no database", "/kelpie");

    [Fact]
    public async Task SQL_Server_is_refused_with_the_reason() =>
        await FailsAsync($"mssql://reader:{Password}@127.0.0.1/library", "find lantern", "cannot be part of a native build");

    public void Dispose() => _sandbox.Dispose();

    private async Task FailsAsync(string url, string command, params string[] says)
    {
        foreach (var isVerbose in new[] { false, true })
        {
            var answer = await _sandbox.RunAsync([.. command.Split(' '), "--db", url, .. isVerbose ? ["--verbose"] : Array.Empty<string>()]);
            Assert.DoesNotContain(Password, answer.Output + answer.Error);
            _ = isVerbose ? answer.Exits(1) : answer.Fails(1, says);
        }
    }
}
