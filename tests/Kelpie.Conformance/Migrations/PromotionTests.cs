using Kelpie.Conformance.Backends;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.Safety;
using Kelpie.Migrations.Verification;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Conformance.Migrations;

/// <summary>A table that no revision has made becomes one of the schema's: with its rows where somebody has it, and without where nobody has.</summary>
public sealed class PromotionTests
{
    private static readonly TableDefinition Experiment = new TableBuilder("exp_notes")
        .Column("id", BigInt, identity: true).Column("file_path", Varchar(100)).Column("details", Types.Text).Column("is_current", Integer).Column("created_at", Varchar(40))
        .Column("score", DoublePrecision.Nullable()).PrimaryKey("id").Build();

    private static readonly TableDefinition Notes = new TableBuilder("notes")
        .Column("id", BigInt, identity: true).Column("file_id", BigInt).Column("details", Json).Column("is_current", Types.Bool).Column("created_at", Timestamp)
        .Column("score", DoublePrecision.Nullable()).PrimaryKey("id").ForeignKey("file_id", "files", "id", ReferentialAction.Cascade).Index("file_id").Build();

    private static readonly object?[][] Rows =
    [
        [3L, "/a", """{"n": 1}""", 1, "2026-01-20 08:00:00", 0.5], [4L, "/b", """{"n": 2}""", 0, "2026-01-21 09:30:00", null], [9L, "/a", "[]", 1, "2026-02-28 23:59:59", -1.25],
    ];

    [Theory, EveryBackend]
    public async Task Whoever_has_it_keeps_the_rows_there_and_back_and_there_again(string backend)
    {
        await using var database = await FilesAsync(backend);
        await FillAsync(database, Experiment, Rows);
        var migrator = Promoting(database);
        for (var round = 0; round < 2; round++)
        {
            await migrator.UpgradeAsync();
            Assert.Equal(
                [
                    [3L, 1L, """{"n": 1}""", true, new DateTime(2026, 1, 20, 8, 0, 0), 0.5], [4L, 2L, """{"n": 2}""", false, new DateTime(2026, 1, 21, 9, 30, 0), null],
                    [9L, 1L, "[]", true, new DateTime(2026, 2, 28, 23, 59, 59), -1.25],
                ],
                await ReadAsync(database, Notes));
            Assert.DoesNotContain("exp_notes", await NamesAsync(database));
            Assert.Empty((await database.CheckAsync(Files, Notes)).Describe());

            await migrator.DowngradeAsync("aaaaaaaa");
            Assert.Equal(Rows, await ReadAsync(database, Experiment));
            Assert.DoesNotContain("notes", await NamesAsync(database));
        }

        await migrator.UpgradeAsync();
        // The numbers go on where they were.
        await database.RunAsync($"INSERT INTO notes (file_id, details, is_current, created_at) VALUES (1, '{{}}', {(backend.StartsWith("sqlite", StringComparison.Ordinal) ? "1" : "true")}, '2026-03-01T00:00:00')");
        Assert.Equal(10L, (await ReadAsync(database, Notes))[^1][0]);
    }

    [Theory, EveryBackend]
    public async Task Whoever_has_it_not_gets_an_empty_one(string backend)
    {
        await using var database = await FilesAsync(backend);
        var migrator = Promoting(database);
        await migrator.UpgradeAsync();
        Assert.Empty(await ReadAsync(database, Notes));
        Assert.DoesNotContain("exp_notes", await NamesAsync(database));
        Assert.Empty((await database.CheckAsync(Files, Notes)).Describe());
    }

    [Theory, EveryBackend]
    public async Task Whoever_has_another_one_is_told_how_it_differs_and_may_leave_it(string backend)
    {
        await using var database = await FilesAsync(backend);
        var other = Experiment with { Columns = [.. Experiment.Columns.Where(column => column.Name != "score"), new ColumnDefinition("stars", Integer) { IsNullable = true }] };
        await FillAsync(database, other, [.. Rows.Select(row => (object?[])[.. row[..5], 5])]);
        var refused = await Assert.ThrowsAsync<UpgradeRefusedException>(() => Promoting(database).UpgradeAsync());
        Assert.Contains("exp_notes.score", refused.Message);
        Assert.Contains("exp_notes.stars", refused.Message);
        Assert.EndsWith("run: kelpie db upgrade --leave-experiments", refused.Message);
        Assert.DoesNotContain("notes", await NamesAsync(database));

        await Promoting(database, leaves: true).UpgradeAsync();
        Assert.Empty(await ReadAsync(database, Notes));
        Assert.Equal(3, (await ReadAsync(database, other)).Count);
        Assert.Equal(["bbbbbbbb"], await Promoting(database).CurrentAsync());
        Assert.Empty(await Promoting(database).ChangedAsync());
    }

    [Theory, EveryBackend]
    public async Task One_that_others_refer_to_is_not_taken_from_under_them(string backend)
    {
        await using var database = await FilesAsync(backend);
        await FillAsync(database, Experiment, Rows);
        await database.CreateAsync(new TableBuilder("exp_stars").Column("note_id", BigInt).PrimaryKey("note_id").ForeignKey("note_id", "exp_notes", "id").Build());
        var refused = await Assert.ThrowsAsync<UpgradeRefusedException>(() => Promoting(database).UpgradeAsync());
        Assert.Contains("exp_stars refers to it", refused.Message);
        Assert.Equal(Rows, await ReadAsync(database, Experiment));
    }

    [Theory, EveryBackend]
    public async Task Of_rows_that_cannot_be_taken_none_is_lost_and_the_next_run_completes(string backend)
    {
        await using var database = await FilesAsync(backend);
        await FillAsync(database, Experiment, [.. Rows, [10L, "/gone", "{}", 1, "2026-01-20 08:00:00", null]]);
        await Assert.ThrowsAsync<MigrationException>(() => Promoting(database).UpgradeAsync());
        Assert.Equal(4, (await ReadAsync(database, Experiment)).Count);
        await database.RunAsync("DELETE FROM exp_notes WHERE id = 10");
        await Promoting(database).UpgradeAsync();
        Assert.Equal(3, (await ReadAsync(database, Notes)).Count);
        Assert.DoesNotContain("exp_notes", await NamesAsync(database));
    }

    [Theory, EveryBackend]
    public async Task It_can_be_verified(string backend)
    {
        await using var database = await MigratedDatabase.CreateAsync(backend);
        var report = await new Verifier(database.Engine, new RevisionGraph(new FilesRevision(), new PromoteNotes())).RunAsync();
        Assert.True(report.IsOk, string.Join('\n', report.Revisions));
    }

    private static TableDefinition Files { get; } = new TableBuilder("files").Column("id", BigInt, identity: true).Column("path", Varchar(100)).PrimaryKey("id").Unique("path").Build();

    private static async Task<MigratedDatabase> FilesAsync(string backend)
    {
        var database = await MigratedDatabase.CreateAsync(backend);
        await database.Migrator(new FilesRevision()).UpgradeAsync();
        await database.RunAsync("INSERT INTO files (path) VALUES ('/a')", "INSERT INTO files (path) VALUES ('/b')");
        return database;
    }

    private static Migrator Promoting(MigratedDatabase database, bool leaves = false) => new(
        database.Engine, new RevisionGraph(new FilesRevision(), new PromoteNotes()), MigrationCommands.Under("kelpie db"), new MigratorOptions { LeavesExperiments = leaves });

    private static async Task FillAsync(MigratedDatabase database, TableDefinition table, object?[][] rows)
    {
        await database.CreateAsync(table);
        await using var db = await database.Engine.ConnectAsync();
        await db.LoadAsync(new AnyTable(table).Insert, rows);
    }

    private static async Task<IReadOnlyList<object?[]>> ReadAsync(MigratedDatabase database, TableDefinition table)
    {
        await using var db = await database.Engine.ConnectAsync();
        return await db.ListAsync(new AnyTable(table).RowsByKey, []);
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(MigratedDatabase database)
    {
        await using var db = await database.Engine.ConnectAsync();
        return await db.Driver.Inspector.TableNamesAsync(db);
    }

    private sealed class FilesRevision() : Migration("aaaaaaaa", (string?)null, "files")
    {
        protected internal override void Upgrade(OperationList op) => op.Add(new Kelpie.Migrations.Operations.CreateTable(Files));
    }

    private sealed class PromoteNotes() : Migration("bbbbbbbb", "aaaaaaaa", "notes, which were an experiment")
    {
        private const string There = "INSERT INTO notes (id, file_id, details, is_current, created_at, score) SELECT e.id, (SELECT f.id FROM files f WHERE f.path = e.file_path), ";
        private const string Back = "INSERT INTO exp_notes (id, file_path, details, is_current, created_at, score) SELECT n.id, (SELECT f.path FROM files f WHERE f.id = n.file_id), ";

        protected internal override void Upgrade(OperationList op) => op.Promote(
            Experiment,
            Notes,
            [
                ("sqlite", There + "e.details, e.is_current, strftime('%Y-%m-%dT%H:%M:%f000', e.created_at), e.score FROM exp_notes e"),
                ("postgresql", There + "CAST(e.details AS jsonb), e.is_current <> 0, CAST(e.created_at AS timestamp), e.score FROM exp_notes e;\n"
                    + "SELECT setval(pg_get_serial_sequence('notes', 'id'), max(id)) FROM notes HAVING count(*) > 0"),
                ("mysql", There + "e.details, e.is_current <> 0, CAST(e.created_at AS DATETIME(6)), e.score FROM exp_notes e"),
                ("mariadb", There + "e.details, e.is_current <> 0, CAST(e.created_at AS DATETIME(6)), e.score FROM exp_notes e"),
            ],
            [
                ("sqlite", Back + "n.details, n.is_current, replace(substr(n.created_at, 1, 19), 'T', ' '), n.score FROM notes n"),
                ("postgresql", Back + "CAST(n.details AS text), CASE WHEN n.is_current THEN 1 ELSE 0 END, to_char(n.created_at, 'YYYY-MM-DD HH24:MI:SS'), n.score FROM notes n;\n"
                    + "SELECT setval(pg_get_serial_sequence('exp_notes', 'id'), max(id)) FROM exp_notes HAVING count(*) > 0"),
                ("mysql", Back + "CAST(n.details AS CHAR), n.is_current, DATE_FORMAT(n.created_at, '%Y-%m-%d %H:%i:%s'), n.score FROM notes n"),
                ("mariadb", Back + "n.details, n.is_current, DATE_FORMAT(n.created_at, '%Y-%m-%d %H:%i:%s'), n.score FROM notes n"),
            ]);
    }
}
