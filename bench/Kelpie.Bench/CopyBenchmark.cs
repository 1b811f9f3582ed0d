using System.Globalization;
using System.Text.Json;
using Kelpie.Database;
using Kelpie.Sql;
using Kelpie.Sql.MySql;
using Kelpie.Sql.PostgreSql;

namespace Kelpie.Bench;

/// <summary>A copy of the corpus's database into a server's, which is new each time.</summary>
internal static class CopyBenchmark
{
    private const int Rounds = 3;

    internal static async Task<IReadOnlyList<Measurement>> RunAsync(KelpieProcess kelpie, string corpus, DatabaseUrl server, Scratch scratch)
    {
        kelpie.Run("--db", scratch.Corpus, "--json", "scan", corpus);
        var copies = new List<ProcessRun>();
        for (var round = 0; round < Rounds; round++)
        {
            copies.Add(await CopyAsync(kelpie, server, scratch).ConfigureAwait(false));
        }

        var answers = copies.Select(copy => JsonDocument.Parse(copy.Output).RootElement).ToList();
        var chunks = answers[0].GetProperty("tables").EnumerateArray().First(table => table.GetProperty("name").GetString() == Tables.Chunks.Name).GetProperty("loaded").GetInt64();
        var loading = Measurement.Median(answers.Select(answer => answer.GetProperty("loading_seconds").GetDouble()));
        var whole = Measurement.Median(copies.Select(copy => copy.Seconds));
        var peak = copies.Max(copy => copy.PeakBytes) / 1e6;
        return
        [
            new($"rows of all tables loaded, {chunks} chunks among them", Format($"{loading:0.00} s, {chunks / loading:0} chunks/s"), "50,000 chunks/s", chunks / loading >= 50_000),
            new("full text, filled behind them", Format($"{Measurement.Median(answers.Select(answer => answer.GetProperty("indexing_seconds").GetDouble())):0.00} s"), "", null),
            new("both sides compared", Format($"{Measurement.Median(answers.Select(answer => answer.GetProperty("comparing_seconds").GetDouble())):0.00} s"), "", null),
            new("the whole process, with the target's schema", Format($"{whole:0.00} s, {chunks / whole:0} chunks/s"), "", null),
            new("peak memory", Format($"{peak:0} MB"), "150 MB", peak < 150),
        ];
    }

    private static async Task<ProcessRun> CopyAsync(KelpieProcess kelpie, DatabaseUrl server, Scratch scratch)
    {
        var name = $"kelpie_bench_{Guid.NewGuid():N}";
        await using var engine = Engine.Create(server, [PostgreSqlDriver.Instance, MySqlDriver.MySql, MySqlDriver.MariaDb]);
        await using var db = await engine.ConnectAsync().ConfigureAwait(false);
        await db.ExecuteScriptAsync($"CREATE DATABASE {name}").ConfigureAwait(false);
        try
        {
            return kelpie.Run("db", "copy", "--from", scratch.Corpus, "--to", WithPassword(server.WithDatabase(name)), "--json");
        }
        finally
        {
            await db.ExecuteScriptAsync($"DROP DATABASE {name}").ConfigureAwait(false);
        }
    }

    // What a URL shows of itself is without it.
    private static string WithPassword(DatabaseUrl url) => url.Password is { } password
        ? url.ToString().Replace($"{Uri.EscapeDataString(url.User!)}@", $"{Uri.EscapeDataString(url.User!)}:{Uri.EscapeDataString(password)}@", StringComparison.Ordinal)
        : url.ToString();

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
