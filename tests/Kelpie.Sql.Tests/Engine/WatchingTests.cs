using System.Diagnostics;
using System.Text.RegularExpressions;
using Kelpie.Sql.Statements;
using Kelpie.Sql.Tests.Fakes;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Sql.Tests;

public sealed partial class WatchingTests
{
    private static readonly Query<long> Seven = Text("SELECT :secret").Bind(Param<string>("secret")).Rows(Sql.Schema.Types.BigInt);

    [Theory]
    [InlineData(false, "SELECT @secret took N ms for 1 rows")]
    [InlineData(true, "SELECT @secret with secret = s3cret took N ms for 1 rows")]
    public async Task A_statement_is_logged_with_its_parameters_only_if_asked(bool asked, string line)
    {
        using var log = new ListLogger();
        await using var db = await new FakeDriver().CreateEngine(new EngineOptions { LoggerFactory = log, LogParameters = asked }).ConnectAsync();
        await db.ListAsync(Seven, ("secret", "s3cret"));
        Assert.Equal(line, Plain(log.Lines.Last()));
        Assert.Equal(asked, log.Lines.Any(one => one.Contains("s3cret", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(false, "X failed after N ms: Unique")]
    [InlineData(true, "X failed after N ms: Unique")]
    public async Task So_is_one_that_fails_without_the_databases_own_words(bool asked, string line)
    {
        using var log = new ListLogger();
        var driver = new FakeDriver { Fails = what => { if (what == "X") { throw new FakeException(DatabaseErrorKind.Unique); } } };
        await using var db = await driver.CreateEngine(new EngineOptions { LoggerFactory = log, LogParameters = asked }).ConnectAsync();
        await Assert.ThrowsAsync<DatabaseException>(() => db.ExecuteScriptAsync("X"));
        Assert.Equal(line, Plain(log.Lines.Last()));
    }

    [Fact]
    public async Task Connections_are_logged_as_they_open_and_close()
    {
        using var log = new ListLogger();
        await using (var engine = new FakeDriver().CreateEngine(new EngineOptions { LoggerFactory = log }))
        {
            await (await engine.ConnectAsync()).DisposeAsync();
        }

        Assert.Equal(
            ["A connection was opened in N ms; 1 of 8 are open", "A connection was closed: the engine is closed; 0 of 8 are open"], log.Lines.Select(Plain));
    }

    [Fact]
    public async Task A_statement_is_a_span_by_the_conventions_and_not_its_callers_parent()
    {
        var (spans, here) = (new List<Activity>(), new Activity("caller").Start());
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Kelpie.Sql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                lock (spans)
                {
                    spans.AddRange(span.TraceId == here.TraceId ? [span] : []);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        var driver = new FakeDriver { Fails = what => { if (what == "DROP X") { throw new FakeException(DatabaseErrorKind.Syntax); } } };
        await using var db = await driver.CreateEngine().ConnectAsync();
        await foreach (var seven in db.QueryAsync(Seven, ("secret", "s3cret")))
        {
            Assert.Same(here, Activity.Current);
        }

        await Assert.ThrowsAsync<DatabaseException>(() => db.ExecuteScriptAsync("DROP X"));
        here.Stop();

        Assert.Equal(["SELECT db", "DROP db"], spans.Select(span => span.DisplayName));
        Assert.All(spans, span => Assert.Equal((ActivityKind.Client, here.SpanId), (span.Kind, span.ParentSpanId)));
        Assert.Equal(
            "db.system.name=sqlite db.namespace=db db.operation.name=SELECT db.query.text=SELECT @secret server.address=host server.port=7 db.response.returned_rows=1",
            Tags(spans[0]));
        Assert.Equal(
            "db.system.name=sqlite db.namespace=db db.operation.name=DROP db.query.text=DROP X server.address=host server.port=7 error.type=Syntax", Tags(spans[1]));
        Assert.Equal((ActivityStatusCode.Error, null), (spans[1].Status, spans[1].StatusDescription));
    }

    private static string Tags(Activity span) => string.Join(' ', span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"));

    private static string Plain(string line) => Milliseconds().Replace(line, "N ms");

    [GeneratedRegex(@"[0-9.,]+ ms")]
    private static partial Regex Milliseconds();
}
