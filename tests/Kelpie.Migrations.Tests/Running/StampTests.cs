using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.Tests.Revisions;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Tests.Running;

public sealed class StampTests
{
    private static readonly RevisionGraph Graph = new(
        new Rev("a1", [], "main"), new Rev("a2", ["a1"]), new Rev("c1", [], "cart"), new Rev("c2", ["c1"]));

    [Theory]
    [InlineData("", "main@head", "a1 a2")]
    [InlineData("a1 c1", "a200", "a1 a2 c1")]
    [InlineData("a1 a2 c1 c2", "a100", "a1 c1 c2")]
    [InlineData("a1 a2 c1 c2", "cart@base", "a1 a2")]
    [InlineData("a1 a2 c1", "heads", "a1 a2 c1 c2")]
    [InlineData("a1 a2 ee", "a100", "a1 ee")]
    [InlineData("a1 a2 ee", "base", "ee")]
    public async Task A_stamp_sets_the_line_it_names_and_leaves_the_others(string applied, string target, string expected)
    {
        await using var scratch = new ScratchDatabase();
        await WriteAsync(scratch, applied);

        await StampAsync(scratch, Graph, target);

        Assert.Equal(expected, Rev.Names(await scratch.ListAsync("SELECT revision FROM schema_revisions ORDER BY revision", Types.Text)));
    }

    [Fact]
    public async Task A_stamp_at_base_drops_the_version_table_where_nobody_else_needs_it()
    {
        await using var scratch = new ScratchDatabase();
        await WriteAsync(scratch, "a1 a2 c1");

        await StampAsync(scratch, Graph, "base");

        Assert.Empty(await scratch.TablesAsync());
    }

    [Fact]
    public async Task A_stamp_accepts_what_a_revision_says_now()
    {
        await using var scratch = new ScratchDatabase();
        await WriteAsync(scratch, "a1 a2 c1");
        var changed = new RevisionGraph(new Rev("a1", [], "main", up: op => op.DropTable("t")), new Rev("a2", ["a1"]), new Rev("c1", []));
        Assert.Equal(["a1000000"], (await HistoryAsync()).Where(entry => entry.HasChanged).Select(entry => entry.Revision));

        await StampAsync(scratch, changed, "main@head");

        Assert.DoesNotContain(await HistoryAsync(), entry => entry.HasChanged);
        Assert.Equal(3, (await HistoryAsync()).Count(entry => entry.Applied is not null));
        await using var db = await scratch.Engine.ConnectAsync();
        Assert.Empty(Stamp.Statements(
            changed, scratch.Engine.Dialect, await DatabaseRevisions.ReadAsync(db, CancellationToken.None), RevisionTarget.Parse("main@head")));

        async Task<IReadOnlyList<HistoryEntry>> HistoryAsync() =>
            new RevisionHistory(changed, scratch.Engine.Dialect).Of(await OtherLinesTests.RowsAsync(scratch));
    }

    private static async Task WriteAsync(ScratchDatabase scratch, string applied)
    {
        var dialect = scratch.Engine.Dialect;
        if (applied == "")
        {
            return;
        }

        foreach (var statement in Bookkeeping.CreateTable(dialect))
        {
            await scratch.ExecuteAsync(statement);
        }

        foreach (var name in applied.Split(' '))
        {
            await scratch.ExecuteAsync(Bookkeeping.Insert(dialect, Graph.Find(Rev.Id(name)) ?? new Rev(name, [])));
        }
    }

    private static async Task StampAsync(ScratchDatabase scratch, RevisionGraph graph, string target)
    {
        await using var db = await scratch.Engine.ConnectAsync();
        var revisions = await DatabaseRevisions.ReadAsync(db, CancellationToken.None);
        foreach (var statement in Stamp.Statements(graph, scratch.Engine.Dialect, revisions, RevisionTarget.Parse(target)))
        {
            await db.ExecuteScriptAsync(statement);
        }
    }
}
