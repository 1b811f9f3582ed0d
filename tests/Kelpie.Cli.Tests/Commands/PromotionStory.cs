using System.Diagnostics;
using System.Text.RegularExpressions;
using Kelpie.Cli.Tests.Running;
using Kelpie.Database.Migrations;
using Kelpie.Sql;
using Kelpie.Sql.MySql;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;

namespace Kelpie.Cli.Tests.Commands;

/// <summary>
/// The whole story of an experiment: a downstream project makes and fills it, it is reviewed, promoted into a clone, built, and
/// everybody upgrades, with it, without it, and with another one; and back.
/// </summary>
public sealed partial class PromotionStory : IDisposable
{
    private static readonly string Before = KelpieRevisions.Graph.Head!.Revision;
    private static readonly Driver[] Drivers = [SqliteDriver.Instance, PostgreSqlDriver.Instance, MySqlDriver.MariaDb, MySqlDriver.MySql];
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task From_a_table_of_ones_own_to_one_of_Kelpies_and_back_on_every_database()
    {
        _sandbox.Library.AddMany(6, seed: 5);
        var places = new List<Place>();
        foreach (var name in (string[])["sqlite", .. TestServer.All.Where(server => server.WhyMissing is null).Select(server => server.Name)])
        {
            places.Add(await Place.CreateAsync(_sandbox, name));
        }

        var clone = new Clone(_sandbox.PathOf("clone"));
        try
        {
            foreach (var place in places)
            {
                await FillAsync(place);
                var promoted = await PromoteDryAsync(clone, place.With);
                // Whichever database it is read from, the same comes of it.
                Assert.Equal(await PromoteDryAsync(clone, places[0].With), promoted);
            }

            var revision = await PromoteAsync(clone, places[0].With);
            await clone.BuildAsync("src/Kelpie.Cli");
            await clone.BuildAsync("samples/downstream");
            await clone.BuildAsync("tests/Kelpie.Conformance");
            await AssertCommittableAsync(clone, places);
            foreach (var place in places)
            {
                await AssertKeptAsync(clone, place.With, revision);
                await AssertMadeAsync(clone, place.Without);
                await AssertShownAsync(clone, place.Different);
            }
        }
        finally
        {
            foreach (var place in places)
            {
                await place.DisposeAsync();
            }
        }
    }

    public void Dispose() => _sandbox.Dispose();

    private async Task FillAsync(Place place)
    {
        foreach (var url in (string[])[place.With, place.Without, place.Different])
        {
            (await _sandbox.RunAsync("scan", _sandbox.Library.Root, "--db", url)).Exits(0);
        }

        Assert.Equal("6 written into exp_summaries, 6 there\n", await DownstreamAsync(Repository.Root, place.With));
        var text = place.With.StartsWith("mysql", StringComparison.Ordinal) || place.With.StartsWith("mariadb", StringComparison.Ordinal) ? "VARCHAR(80)" : "TEXT";
        await ExecuteAsync(place.Different, $"CREATE TABLE exp_summaries (id BIGINT NOT NULL PRIMARY KEY, model {text} NOT NULL, stars BIGINT)");
        await ExecuteAsync(place.Different, "INSERT INTO exp_summaries VALUES (1, 'mine', 5)");
        Assert.Contains("exp_summaries (6 rows) is ready.", (await _sandbox.RunAsync("exp", "check", "summaries", "--db", place.With)).Exits(0).Output);
    }

    private async Task<string> PromoteDryAsync(Clone clone, string url)
    {
        var answer = (await _sandbox.RunInAsync(clone.Root, "exp", "promote", "summaries", "--as", "summaries", "--dry-run", "--db", url, "--json")).Exits(0).Json;
        var files = answer["files"]!.AsArray().Where(file => (string)file!["path"]! != "PROMOTION.md").Select(file => $"{file!["path"]}\n{file["text"]}");
        return string.Join('\n', files).Replace((string)answer["revision"]!, "REVISION", StringComparison.Ordinal);
    }

    private async Task<string> PromoteAsync(Clone clone, string url)
    {
        string[] promote = ["exp", "promote", "summaries", "--as", "summaries", "--db", url, "--why", "Summaries are read more often than files."];
        Assert.False(File.Exists(clone.PathOf("PROMOTION.md")));
        var answer = (await _sandbox.RunInAsync(clone.Root, promote)).Exits(0);
        Assert.Equal(
            [
                "new\tsrc/Kelpie/Database/Tables/SummariesTable.cs", "changed\tsrc/Kelpie/Database/Tables/Tables.cs", "new\tsrc/Kelpie/Database/Migrations/Versions/PromoteSummaries.cs",
                "changed\tsrc/Kelpie/Database/Migrations/KelpieRevisions.cs", "new\tdocs/tables/summaries.md", "changed\tdocs/schema.md", "changed\tCHANGELOG.md",
                "new\ttests/Kelpie.Conformance/Promotions/SummariesPromotionTests.cs", "new\tPROMOTION.md",
            ],
            answer.Lines);
        var page = clone.Read("PROMOTION.md");
        Assert.Contains("## Why\n\nSummaries are read more often than files.\n", page);
        Assert.Contains("6 rows, 4 columns, ", page);
        Assert.All((string[])["sqlite", "postgresql", "mysql", "mariadb", "mssql"], dialect => Assert.Contains($"### {dialect}\n", page));

        var revision = Revision().Match(answer.Error).Groups["id"].Value;
        (await _sandbox.RunInAsync(clone.Root, promote)).Fails(1, "is there already, and nothing is overwritten");
        return revision;
    }

    // Built, linted, verified on every database, documented, and its own test green.
    private static async Task AssertCommittableAsync(Clone clone, IReadOnlyList<Place> places)
    {
        (await clone.RunBuiltAsync("Kelpie.Cli", "db", "lint")).Exits(0);
        Assert.Equal(clone.Read("docs/schema.md"), (await clone.RunBuiltAsync("Kelpie.Cli", "db", "docs")).Exits(0).Output);
        foreach (var place in places)
        {
            (await clone.RunBuiltAsync("Kelpie.Cli", "db", "verify", "--db", place.With)).Exits(0);
        }

        var tests = (await clone.RunBuiltAsync("Kelpie.Conformance", "-noColor", "-class", "Kelpie.Conformance.Promotions.SummariesPromotionTests")).Exits(0).Output;
        Assert.Matches(@"Total: 12, Errors: 0, Failed: 0, Skipped: \d", tests);
    }

    private async Task AssertKeptAsync(Clone clone, string url, string revision)
    {
        var rows = await RowsAsync(url, "exp_summaries");
        Assert.Equal(6, rows.Count);
        var upgraded = (await clone.RunBuiltAsync("Kelpie.Cli", "db", "upgrade", "--db", url)).Exits(0);
        Assert.Contains("exp_summaries became summaries, 6 rows", upgraded.Error);
        Assert.Contains(revision, (await clone.RunBuiltAsync("Kelpie.Cli", "db", "current", "--db", url)).Exits(0).Output);
        (await clone.RunBuiltAsync("Kelpie.Cli", "db", "check", "--db", url)).Exits(0);
        Assert.Equal(rows, await RowsAsync(url, "summaries"));
        Assert.Equal("0 written into summaries, 6 there\n", await DownstreamAsync(clone.Root, url));
        (await _sandbox.RunAsync("find", "kelp", "--db", url)).Fails(3, revision);

        var downgraded = (await clone.RunBuiltAsync("Kelpie.Cli", "db", "downgrade", Before, "--db", url)).Exits(0);
        Assert.Contains("summaries became exp_summaries, 6 rows", downgraded.Error);
        Assert.Equal(rows, await RowsAsync(url, "exp_summaries"));
        Assert.Equal("0 written into exp_summaries, 6 there\n", await DownstreamAsync(Repository.Root, url));
        (await _sandbox.RunAsync("db", "check", "--db", url)).Exits(0);
    }

    private static async Task AssertMadeAsync(Clone clone, string url)
    {
        Assert.DoesNotContain("became", (await clone.RunBuiltAsync("Kelpie.Cli", "db", "upgrade", "--db", url)).Exits(0).Error, StringComparison.Ordinal);
        Assert.Empty(await RowsAsync(url, "summaries"));
        Assert.Equal("6 written into summaries, 6 there\n", await DownstreamAsync(clone.Root, url));
    }

    private static async Task AssertShownAsync(Clone clone, string url)
    {
        var rows = await RowsAsync(url, "exp_summaries");
        var refused = await clone.RunBuiltAsync("Kelpie.Cli", "db", "upgrade", "--db", url);
        refused.Fails(1, "exp_summaries.file_id", "exp_summaries.stars", "kelpie exp align exp_summaries", "kelpie db upgrade --leave-experiments");
        (await clone.RunBuiltAsync("Kelpie.Cli", "db", "upgrade", "--db", url, "--leave-experiments")).Exits(0);
        Assert.Equal(rows, await RowsAsync(url, "exp_summaries"));
        Assert.Empty(await RowsAsync(url, "summaries"));
    }

    private static async Task<string> DownstreamAsync(string root, string url)
    {
        using var command = new RunningCommand(new ProcessStartInfo("dotnet", [Path.Combine(root, "artifacts", "bin", "Downstream", "release", "Downstream.dll"), url])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        return (await command.EndAsync()).Exits(0).Output;
    }

    private static async Task<IReadOnlyList<object?[]>> RowsAsync(string url, string table)
    {
        await using var engine = Engine.Create(DatabaseUrl.Parse(url), Drivers);
        await using var db = await engine.ConnectAsync();
        return await db.ListAsync(new AnyTable((await db.Driver.Inspector.FindTableAsync(db, table))!).RowsByKey, []);
    }

    private static async Task ExecuteAsync(string url, string sql)
    {
        await using var engine = Engine.Create(DatabaseUrl.Parse(url), Drivers);
        await using var db = await engine.ConnectAsync();
        await db.ExecuteScriptAsync(sql);
    }

    [GeneratedRegex("by revision (?<id>[0-9a-f]{8})")]
    private static partial Regex Revision();

    /// <summary>Three databases of one kind: of somebody who has the experiment, of one who has not, and of one who has another.</summary>
    private sealed class Place : IAsyncDisposable
    {
        private readonly IReadOnlyList<ServerDatabase> _databases;

        private Place(IReadOnlyList<string> urls, IReadOnlyList<ServerDatabase> databases) => (With, Without, Different, _databases) = (urls[0], urls[1], urls[2], databases);

        internal string With { get; }

        internal string Without { get; }

        internal string Different { get; }

        internal static async Task<Place> CreateAsync(Sandbox sandbox, string name)
        {
            if (name == "sqlite")
            {
                return new Place([.. ((string[])["with.db", "without.db", "different.db"]).Select(sandbox.PathOf)], []);
            }

            ServerDatabase[] databases = [await ServerDatabase.CreateAsync(name), await ServerDatabase.CreateAsync(name), await ServerDatabase.CreateAsync(name)];
            return new Place([.. databases.Select(database => database.Url)], databases);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var database in _databases)
            {
                await database.DisposeAsync();
            }
        }
    }
}
