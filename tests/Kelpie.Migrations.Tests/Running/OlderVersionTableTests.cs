using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.Tests.Revisions;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Tests.Running;

public sealed class OlderVersionTableTests
{
    private static readonly RevisionGraph Graph = new(Library.Migrations);

    [Fact]
    public async Task A_version_table_of_an_earlier_version_is_read()
    {
        await using var scratch = await OlderAsync();
        await using var db = await scratch.Engine.ConnectAsync();

        var revisions = await DatabaseRevisions.ReadAsync(db, CancellationToken.None);

        Assert.Equal([Library.Files], revisions.Ids);
        Assert.Null(revisions.Rows[0].Operations);
        Assert.Empty(revisions.Rows[0].DependsOn);
        Assert.Equal(["depends_on", "operations"], revisions.MissingColumns.Select(column => column.Name));
        Assert.IsType<SchemaStatus.Behind>(await new SchemaVersion(Graph).CheckAsync(db));
    }

    [Fact]
    public async Task What_it_lacks_is_added_before_the_first_row_is_written()
    {
        await using var scratch = await OlderAsync();
        await using var db = await scratch.Engine.ConnectAsync();
        var revisions = await DatabaseRevisions.ReadAsync(db, CancellationToken.None);

        foreach (var statement in Stamp.Statements(Graph, scratch.Engine.Dialect, revisions, RevisionTarget.Parse("b01d")))
        {
            await db.ExecuteScriptAsync(statement);
        }

        var now = await DatabaseRevisions.ReadAsync(db, CancellationToken.None);
        Assert.Empty(now.MissingColumns);
        Assert.Empty(Bookkeeping.AddMissingColumns(scratch.Engine.Dialect, now));
        Assert.Equal([Library.Files, Library.Search], now.Ids.Order());
        Assert.StartsWith("kelpie-migrations 1\nexecute \"-- The text is stored once", now.Rows.Single(row => row.Revision == Library.Search).Operations!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_remembers_what_was_done_and_what_it_needs()
    {
        await using var scratch = new ScratchDatabase();
        var needy = new Rev("e1", [], needs: [Library.Files], up: op => op.DropTable("chunks"));
        await using var db = await scratch.Engine.ConnectAsync();
        foreach (var statement in (IEnumerable<string>)[.. Bookkeeping.CreateTable(scratch.Engine.Dialect), Bookkeeping.Insert(scratch.Engine.Dialect, needy)])
        {
            await db.ExecuteScriptAsync(statement);
        }

        var row = Assert.Single((await DatabaseRevisions.ReadAsync(db, CancellationToken.None)).Rows);

        Assert.Equal([Library.Files], row.DependsOn);
        Assert.Equal("kelpie-migrations 1\ndrop table \"chunks\"\n", row.Operations);
        Assert.Equal(Kelpie.Migrations.Safety.Checksum.Of(row.Operations!), row.Checksum);
    }

    /// <summary>A database at the first revision, as the library left it before it wrote down what was done.</summary>
    private static async Task<ScratchDatabase> OlderAsync()
    {
        var scratch = new ScratchDatabase();
        await scratch.Migrator(Library.Migrations).UpgradeAsync("+1");
        await scratch.ExecuteAsync("ALTER TABLE schema_revisions DROP COLUMN operations; ALTER TABLE schema_revisions DROP COLUMN depends_on");
        Assert.Equal(6L, Assert.Single(await scratch.ListAsync("SELECT count(*) FROM pragma_table_info('schema_revisions')", Types.BigInt)));
        return scratch;
    }
}
