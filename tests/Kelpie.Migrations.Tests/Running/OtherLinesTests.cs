using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.Tests.Revisions;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Tests.Running;

public sealed class OtherLinesTests
{
    private static readonly RevisionGraph Graph = new(Library.Migrations);
    private static readonly SchemaVersion Version = new(Graph, ScratchDatabase.Commands);
    private static readonly Migration[] Theirs =
    [
        new Rev("e1", [], "theirs", up: op => op.Sql("CREATE TABLE theirs (id);")),
        new Rev("e2", ["e1"], needs: [Library.Search], up: op => op.Sql("CREATE TABLE more (id);")),
    ];

    [Fact]
    public async Task Another_programs_line_in_the_same_database_is_none_of_its_business()
    {
        await using var scratch = new ScratchDatabase();
        await scratch.Migrator(Library.Migrations).UpgradeAsync();
        await scratch.Migrator(Theirs).UpgradeAsync();
        await using var db = await scratch.Engine.ConnectAsync();

        Assert.IsType<SchemaStatus.Current>(await Version.CheckAsync(db));
        Assert.IsType<SchemaStatus.Current>(await new SchemaVersion(new RevisionGraph(Theirs)).CheckAsync(db));
        Assert.Empty(await scratch.Migrator(Library.Migrations).UpgradeAsync());
    }

    [Fact]
    public async Task What_follows_a_known_revision_is_a_newer_versions_also_beside_another_line()
    {
        await using var scratch = new ScratchDatabase();
        await scratch.Migrator([.. Library.Migrations, new Step("77aa0000", Library.Search, "aside"), new Step("77aa0001", "77aa0000", "newer")])
            .UpgradeAsync("77aa0001");
        await scratch.Migrator(Theirs).UpgradeAsync();
        await using var db = await scratch.Engine.ConnectAsync();

        var status = Assert.IsType<SchemaStatus.Unknown>(await Version.CheckAsync(db));

        Assert.Equal(["77aa0001"], status.Revisions);
        Assert.Equal(Library.Search, status.Common);
    }

    [Fact]
    public async Task A_program_with_several_lines_needs_the_heads_of_all()
    {
        await using var scratch = new ScratchDatabase();
        await scratch.Migrator(Library.Migrations).UpgradeAsync();
        await using var db = await scratch.Engine.ConnectAsync();
        var version = new SchemaVersion(new RevisionGraph([.. Library.Migrations, .. Theirs]), ScratchDatabase.Commands);

        var error = await Assert.ThrowsAsync<SchemaMismatchException>(() => version.RequireCurrentAsync(db));

        Assert.Equal("the database is at c4a10e52, this program needs c4a10e52 and e2000000 - run: kelpie db upgrade heads", error.Message);
    }

    [Fact]
    public async Task History_shows_another_programs_revisions_as_such()
    {
        await using var scratch = new ScratchDatabase();
        await scratch.Migrator(Library.Migrations).UpgradeAsync();
        await scratch.Migrator(Theirs).UpgradeAsync();

        var history = new RevisionHistory(Graph, scratch.Engine.Dialect).Of(await RowsAsync(scratch));

        Assert.Equal(
            [
                "3f9c2a7b", "b01d77c0", "c4a10e52 head current", "e1000000 another program's", "e2000000 current another program's",
            ],
            history.Select(entry => string.Join(' ', [entry.Revision, .. entry.Marks])));
    }

    [Fact]
    public async Task A_revision_that_another_program_needs_is_not_undone()
    {
        await using var scratch = new ScratchDatabase();
        await scratch.Migrator(Library.Migrations).UpgradeAsync();
        await scratch.Migrator(Theirs).UpgradeAsync();
        var rows = await RowsAsync(scratch);
        var ids = rows.Select(row => row.Revision).ToHashSet();

        var error = Assert.Throws<RevisionException>(() => OtherLines.RequireKept(Graph, Graph.Downgrades(ids, Library.Files), rows));

        Assert.Equal(
            "Revision b01d77c0 (full text) cannot be undone: e2000000 (step e2), which another program has applied, needs it. "
            + "First take that down with the program it belongs to, below e2000000, then run this again.",
            error.Message);
        OtherLines.RequireKept(Graph, Graph.Downgrades(ids, Library.Search), rows);
    }

    [Fact]
    public async Task A_revision_is_not_applied_without_what_it_needs_of_another_program()
    {
        await using var scratch = new ScratchDatabase();
        var theirs = new RevisionGraph(Theirs);

        var error = Assert.Throws<RevisionException>(
            () => OtherLines.RequireKept(theirs, theirs.Upgrades(new HashSet<string>(), "head"), []));

        Assert.Equal(
            "Revision e2000000 (step e2) needs b01d77c0, which is not this program's and is not applied to the database: "
            + "upgrade the database with the program it belongs to, then run this again.",
            error.Message);
        await scratch.Migrator(Library.Migrations).UpgradeAsync();
        OtherLines.RequireKept(theirs, theirs.Upgrades(new HashSet<string>(), "head"), await RowsAsync(scratch));
    }

    [Fact]
    public async Task At_base_another_programs_rows_stay()
    {
        await using var scratch = new ScratchDatabase();
        await scratch.Migrator(Library.Migrations).UpgradeAsync();
        await scratch.Migrator(Theirs[0]).UpgradeAsync();

        await scratch.Migrator(Library.Migrations).DowngradeAsync("base");

        Assert.Equal(["e1000000"], await scratch.ListAsync("SELECT revision FROM schema_revisions", Types.Text));
    }

    internal static async Task<IReadOnlyList<AppliedRevision>> RowsAsync(ScratchDatabase scratch)
    {
        await using var db = await scratch.Engine.ConnectAsync();
        return (await DatabaseRevisions.ReadAsync(db, CancellationToken.None)).Rows;
    }
}
