using Kelpie.Conformance.Backends;
using Kelpie.Database;
using Kelpie.Experiments;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance.Experiments;

/// <summary>Experiments of a database of any kind: listed, recorded, resolved and reviewed.</summary>
public sealed class ExperimentCatalogTests
{
    private static readonly TableDefinition Summaries = new TableBuilder("exp_summaries")
        .Column("id", Types.BigInt, identity: true).Column("directory_id", Types.BigInt).Column("details", Types.Text.Nullable()).Column("is_current", Types.Integer.Nullable())
        .Column("created_at", Types.Timestamp).PrimaryKey("id").Build();

    [Theory, EveryBackend(Shared = true)]
    public async Task An_experiment_is_listed_with_its_rows_its_size_and_its_owner(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var kelpie = await KelpieDatabase.OpenAsync(database.Url, DatabaseAccess.Write);
        await using var db = await kelpie.Engine.ConnectAsync();
        var catalog = new ExperimentCatalog(db);
        Assert.Empty(await catalog.ListAsync());
        await FillAsync(db);
        var found = Assert.Single(await catalog.ListAsync());
        Assert.Equal(("summaries", 12L, (string?)null, (DateTime?)new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)), (found.Name, found.Rows, found.Owner, found.Since));
        Assert.True(found.Bytes > 100, $"{found.Bytes} bytes");

        await ExperimentRegistry.RecordAsync(db, "summaries", "reader");
        await ExperimentRegistry.RecordAsync(db, "exp_summaries", "another reader");
        var recorded = Assert.Single(await catalog.ListAsync());
        Assert.Equal("another reader", recorded.Owner);
        Assert.InRange(recorded.Since!.Value, DateTime.UtcNow.AddMinutes(-10), DateTime.UtcNow.AddMinutes(1));
    }

    [Theory, EveryBackend(Shared = true)]
    public async Task A_review_says_the_same_on_every_database(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var kelpie = await KelpieDatabase.OpenAsync(database.Url, DatabaseAccess.Write);
        await using var db = await kelpie.Engine.ConnectAsync();
        await FillAsync(db);
        var review = await new ExperimentCatalog(db).ReviewAsync("summaries");
        Assert.Equal(
            [
                ("orphans", "directory_id", "4 of 12 rows refer to rows of directory_structure that are not there."),
                ("undeclared_reference", "directory_id", "8 of 12 values are directory_structure.id of a row there, but no foreign key says so."),
                ("deserves_json", "details", "11 of 11 texts are JSON."),
                ("deserves_boolean", "is_current", "All 12 numbers are 0 or 1, and it is called like a truth value."),
                ("never_null", "is_current", "It may be NULL, and is not in any of 12 rows."),
            ],
            review.Findings.Select(finding => (finding.Rule, finding.Column!, finding.Reason)));
        Assert.False(review.IsReady);
    }

    [Theory, EveryBackend(Shared = true)]
    public async Task A_program_finds_its_table_before_and_after_the_promotion(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var kelpie = await KelpieDatabase.OpenAsync(database.Url, DatabaseAccess.Write);
        await using var db = await kelpie.Engine.ConnectAsync();
        await FillAsync(db);
        var catalog = new ExperimentCatalog(db);
        Assert.Equal("exp_summaries", await catalog.TableOfAsync("summaries"));
        foreach (var sql in db.Dialect.Ddl.Compile(new RenameTable("exp_summaries", "summaries")))
        {
            await db.ExecuteScriptAsync(sql);
        }

        Assert.Equal("summaries", await catalog.TableOfAsync("exp_summaries"));
        Assert.Empty(await catalog.ListAsync());
    }

    private static async Task FillAsync(Connection db)
    {
        foreach (var sql in db.Dialect.Ddl.Compile(new CreateTable(Summaries)))
        {
            await db.ExecuteScriptAsync(sql);
        }

        var directories = new DirectoriesTable();
        var add = InsertInto(directories).Each<int>(row => row
            .Set(directories.Id, item => item).Set(directories.PathKey, item => new string((char)('a' + item), 64)).Set(directories.Path, item => $"/library/{item}")
            .Set(directories.LastUpdated, _ => new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)).Set(directories.FileCount, _ => 0L).Set(directories.TotalSize, _ => 0L));
        await db.InsertAsync(add, [1, 2]);
        await db.LoadAsync(
            new AnyTable(Summaries).Insert,
            Enumerable.Range(0, 12).Select(row => new object?[] { (long)row + 1, (long)(row % 3) + 1, row == 3 ? null : $$"""{"n": {{row}}}""", row % 2, new DateTime(2026, 1, 1 + row, 0, 0, 0, DateTimeKind.Utc) }));
    }
}
