using System.Diagnostics;
using System.Globalization;
using Kelpie.Database.Stores;

namespace Kelpie.Tests.Database;

public sealed class SessionStoreTests
{
    private static string Host => Environment.MachineName.Length > 24 ? Environment.MachineName[..24] : Environment.MachineName;

    [Fact]
    public async Task Scans_whose_process_is_gone_become_interrupted_and_no_others()
    {
        await using var index = await TestIndex.CreateAsync();
        using var ended = Process.Start("true");
        await ended.WaitForExitAsync();
        using var alive = Process.Start("sleep", "60");
        var now = Stamp(DateTime.UtcNow);
        try
        {
            string[] names =
            [
                $"{now}/{Host}/{ended.Id}/aaaa",
                $"{now}/{Host}/{alive.Id}/aaaa",
                $"{now}/another-machine/{ended.Id}/aaaa",
                $"{now}/{Host}/{Environment.ProcessId}/aaaa",
                $"20010203T040506Z/{Host}/{alive.Id}/aaaa",
                $"20010203T040506Z/{Host}/{Environment.ProcessId}/aaaa",
                "of another program",
            ];
            foreach (var name in names)
            {
                await index.Database.Sessions.PutAsync(Row(name, "running"), CancellationToken.None);
            }

            await index.Database.Sessions.PutAsync(Row($"{now}/{Host}/{ended.Id}/bbbb", "completed"), CancellationToken.None);

            await index.Database.Sessions.InterruptAbandonedAsync(CancellationToken.None);

            Assert.Equal(
                ["interrupted", "running", "running", "running", "interrupted", "interrupted", "running", "completed"],
                index.Query("SELECT session_status FROM processing_stats ORDER BY id"));
        }
        finally
        {
            alive.Kill();
        }
    }

    [Fact]
    public async Task A_scan_is_one_row_from_its_beginning_to_its_end()
    {
        await using var index = await TestIndex.CreateAsync();
        var start = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        await index.Database.Sessions.PutAsync(Row("s", "running") with { Start = start }, CancellationToken.None);
        await index.Database.Sessions.PutAsync(Row("s", "completed") with { Start = start, End = start.AddSeconds(2.5), TotalFiles = 7 }, CancellationToken.None);

        Assert.Equal(
            ["s|completed|7|2026-01-02T03:04:05.000000|2026-01-02T03:04:07.500000|2.5"],
            index.Query("SELECT session_id, session_status, total_files, start_time, end_time, duration_seconds FROM processing_stats"));
    }

    [Fact]
    public void A_name_fits_its_column_and_is_not_abandoned_by_the_process_that_made_it()
    {
        var name = SessionName.Create(DateTime.UtcNow);

        Assert.InRange(name.Length, 1, 64);
        Assert.False(SessionName.IsAbandoned(name));
        Assert.Equal([Host, Environment.ProcessId.ToString(CultureInfo.InvariantCulture)], name.Split('/')[1..3]);
    }

    private static SessionRow Row(string name, string status) => new() { SessionId = name, Status = status, Roots = "[]", Start = DateTime.UtcNow };

    private static string Stamp(DateTime moment) => moment.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
