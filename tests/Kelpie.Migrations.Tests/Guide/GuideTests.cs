using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.State;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;

namespace Kelpie.Migrations.Tests.Guide;

/// <summary>The guide, docs/migrations/README.md, as a program. Its listings are taken from here.</summary>
public sealed class GuideTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("kelpie-guide-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task From_an_empty_file_to_the_head_and_back()
    {
        var url = DatabaseUrl.Parse(Path.Combine(_directory.FullName, "library.db"));

        var graph = new RevisionGraph(new CreateTables(), new AddYears(), new SearchTitles());
        var commands = MigrationCommands.Under("library db");

        await using var engine = Engine.Create(url, [SqliteDriver.Instance]);
        var migrator = new Migrator(engine, graph, commands);

        // A program looks whether the database fits, each time it opens it.
        var version = new SchemaVersion(graph, commands);
        await using (var db = await engine.ConnectAsync())
        {
            var refusal = await Assert.ThrowsAsync<SchemaMismatchException>(() => version.RequireCurrentAsync(db));
            Assert.Equal("the database is empty, this program needs c4a10e52 - run: library db upgrade", refusal.Message);
        }

        // What an upgrade would do, it says beforehand.
        var plan = await migrator.PlanUpgradeAsync("+1");
        Assert.Equal("CREATE INDEX ix_books_author_id ON books (author_id)", plan.Steps[0].Statements[^2]);

        // Up: all that is missing, each revision a transaction.
        foreach (var step in await migrator.UpgradeAsync())
        {
            Console.WriteLine($"{step.Migration} took {step.Duration}");
        }

        Assert.Equal(["c4a10e52"], await migrator.CurrentAsync());

        // And down again, two steps; what is left is what was there after the first revision.
        await migrator.DowngradeAsync("-2");
        Assert.Equal(["3f9c2a7b"], await migrator.CurrentAsync());

        foreach (var entry in await migrator.HistoryAsync())
        {
            Console.WriteLine($"{(entry.IsCurrent ? "*" : " ")} {entry.Revision} {entry.Migration?.Message} {entry.Applied?.AppliedAt:u}");
        }

        await using (var db = await engine.ConnectAsync())
        {
            var refusal = await Assert.ThrowsAsync<SchemaMismatchException>(() => version.RequireCurrentAsync(db));
            Assert.Equal("the database is at 3f9c2a7b, this program needs c4a10e52 - run: library db upgrade", refusal.Message);
        }
    }

    [Fact]
    public void The_schema_at_any_revision_needs_no_database()
    {
        var graph = new RevisionGraph(new CreateTables(), new AddYears(), new SearchTitles());

        MetaData schema = new SchemaHistory(graph).At("b01d");
        Assert.Equal(Types.Integer, schema.Table("books").Column("year").Type);
    }

    [Fact]
    public void A_script_for_somebody_else_to_run_needs_none_either()
    {
        var graph = new RevisionGraph(new CreateTables(), new AddYears(), new SearchTitles());

        string script = MigrationPlan.Between(graph, SqliteDialect.Instance, from: "3f9c2a7b", to: "head").ToScript();
        Assert.StartsWith("-- sqlite: from 3f9c2a7b to c4a10e52, 2 revisions.\n", script, StringComparison.Ordinal);
    }

    [Fact]
    public void Parted_lines_are_merged()
    {
        var parted = new RevisionGraph(new CreateTables(), new AddYears(), new AddPublishers());
        Assert.Equal(["b01d77c0", "d5e6f708"], parted.Heads.Select(head => head.Revision));

        var merged = new RevisionGraph(new CreateTables(), new AddYears(), new AddPublishers(), new MergeYearsAndPublishers());
        Assert.Equal("e0f1a2b3", merged.Head?.Revision);
    }
}
