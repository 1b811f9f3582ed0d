using Kelpie.Conformance.Backends;
using Kelpie.Conformance.Migrations;
using Kelpie.Database.Migrations;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.Safety;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Conformance.Promotions;

/// <summary>An experiment whose columns are converted in every way that a mapping knows.</summary>
public sealed class MappedPromotionTests
{
    private static readonly PromoteAll Revision = new();
    private static readonly RevisionGraph Graph = new([.. KelpieRevisions.Graph.Migrations, Revision]);

    private static readonly object?[] Full =
    [
        1L, "/invented/1.txt", "same", 1, "2026-01-20 08:30:15", "2026-01-20T08:30:15.123456Z", "2026-01-20 08:30+00:00", "yes", """{"n": 1}""", "2026-01-20",
        "c56a4180-65aa-42ec-a945-5fd21dec0538", "17", "1.5", "2.25", "short", "its one value", "gone",
    ];

    private static readonly PromotionTrial Trial = new(
        Revision.Revision,
        "exp_all",
        "everything",
        before:
        [
            Full,
            [
                2L, "/invented/2.txt", "it's", 0, "1999-12-31 23:59:59", "2026-02-28T00:00:00.000001Z", "2026-12-31 23:59+00:00", "no", "[]", "2024-02-29",
                "00000000-0000-0000-0000-000000000001", "-9007199254740993", "-0.5", "-0.25", "é", "its one value", "gone",
            ],
            [3L, .. Enumerable.Repeat<object?>(null, 14), "its one value", "gone"],
        ],
        after:
        [
            [
                1L, 1L, "same", true, new DateTime(2026, 1, 20, 8, 30, 15), new DateTime(2026, 1, 20, 8, 30, 15).AddMicroseconds(123_456), new DateTime(2026, 1, 20, 8, 30, 0), true,
                """{"n": 1}""", new DateOnly(2026, 1, 20), new Guid("c56a4180-65aa-42ec-a945-5fd21dec0538"), 17L, 1.5, 2.25m, "short", 7L,
            ],
            [
                2L, 2L, "it's", false, new DateTime(1999, 12, 31, 23, 59, 59), new DateTime(2026, 2, 28).AddMicroseconds(1), new DateTime(2026, 12, 31, 23, 59, 0), false,
                "[]", new DateOnly(2024, 2, 29), new Guid("00000000-0000-0000-0000-000000000001"), -9007199254740993L, -0.5, -0.25m, "é", 7L,
            ],
            [3L, .. Enumerable.Repeat<object?>(null, 14), 7L],
        ],
        Graph);

    [Theory, EveryBackend]
    public Task Whatever_it_holds_gets_there_and_back_to_the_letter(string backend) => Trial.AssertThereAndBackAsync(backend);

    [Theory, EveryBackend]
    public Task Where_there_is_none_the_table_is_made_empty(string backend) => Trial.AssertEmptyAsync(backend);

    private static readonly (string Column, string Value, string Lack)[] Cases =
    [
        ("file_path", "/nowhere", "is in no row of file_metadata"), ("made_at", "2026-02-30 08:00:00", "is no moment spelled yyyy-MM-dd HH:mm:ss"), ("made_at", "2026-01-20T08:00:00", "is no moment"),
        ("precise", "2026-01-20T08:30:15Z", "is no moment"), ("answer", "maybe", "is neither yes nor no"), ("details", "{", "is no JSON"), ("day", "2026-02-30", "is no day"), ("day", "yesterday", "is no day"),
        ("batch", "c56a4180", "is no GUID"), ("tokens", "many", "is no whole number"), ("tokens", "1.5", "is no whole number"), ("quality", "good", "is no number"), ("price", "12 EUR", "is no number"),
        ("slug", "longer than twenty characters", "is longer than 20 characters"),
    ];

    [Theory, EveryBackend]
    public async Task A_row_that_could_not_get_there_is_found_before_anything_is_run(string backend)
    {
        await using var database = await MigratedDatabase.CreateAsync(backend);
        await new Migrator(database.Engine, Graph).UpgradeAsync(Revision.Parents[0]);
        await database.CreateAsync(PromoteAll.Experiment);
        await using (var db = await database.Engine.ConnectAsync())
        {
            await FileRows.AddAsync(db);
        }

        foreach (var (column, value, lack) in Cases)
        {
            var row = (object?[])Full.Clone();
            row[PromoteAll.Experiment.Columns.Select(one => one.Name).ToList().IndexOf(column)] = value;
            await using (var db = await database.Engine.ConnectAsync())
            {
                await db.ExecuteScriptAsync("DELETE FROM exp_all");
                await db.LoadAsync(new AnyTable(PromoteAll.Experiment).Insert, [row]);
            }

            // What PostgreSQL refuses by itself is not asked for; the whole revision is undone.
            if (database.Engine.Dialect.Name == "postgresql" && (value is "{" || value.StartsWith("2026-02-30", StringComparison.Ordinal)))
            {
                await Assert.ThrowsAsync<MigrationException>(() => new Migrator(database.Engine, Graph).UpgradeAsync());
            }
            else
            {
                var refused = await Assert.ThrowsAsync<UpgradeRefusedException>(() => new Migrator(database.Engine, Graph).UpgradeAsync());
                Assert.Contains($"takes none whose {column} {lack}", refused.Message);
                Assert.Contains(": 1 row, such as id = 1", refused.Message);
            }

            await using var after = await database.Engine.ConnectAsync();
            var names = await after.Driver.Inspector.TableNamesAsync(after);
            Assert.Equal((true, false), (names.Contains("exp_all"), names.Contains("everything")));
            Assert.Equal([row], await after.ListAsync(new AnyTable(PromoteAll.Experiment).Rows, []));
        }
    }

    private sealed class PromoteAll() : Migration("a11a11a1", KelpieRevisions.Graph.Head!.Revision, "promote everything")
    {
        internal static readonly TableDefinition Experiment = new TableBuilder("exp_all")
            .Column("id", BigInt, identity: true).Column("file_path", Types.Text.Nullable()).Column("remark", Types.Text.Nullable()).Column("is_current", Integer.Nullable())
            .Column("made_at", Types.Text.Nullable()).Column("precise", Types.Text.Nullable()).Column("rough", Types.Text.Nullable()).Column("answer", Types.Text.Nullable())
            .Column("details", Types.Text.Nullable()).Column("day", Types.Text.Nullable()).Column("batch", Types.Text.Nullable()).Column("tokens", Types.Text.Nullable())
            .Column("quality", Types.Text.Nullable()).Column("price", Types.Text.Nullable()).Column("slug", Types.Text.Nullable())
            .Column("constant", Types.Text).Column("dropped", Varchar(20), defaultValue: DefaultValue.Of("gone")).PrimaryKey("id").Build();

        private static readonly TableDefinition Everything = new TableBuilder("everything")
            .Column("id", BigInt, identity: true).Column("file_id", BigInt.Nullable()).Column("note", Types.Text.Nullable()).Column("is_current", Types.Bool.Nullable())
            .Column("made_at", Timestamp.Nullable()).Column("precise", Timestamp.Nullable()).Column("rough", Timestamp.Nullable()).Column("answer", Types.Bool.Nullable())
            .Column("details", Json.Nullable()).Column("day", Date.Nullable()).Column("batch", Uuid.Nullable()).Column("tokens", BigInt.Nullable())
            .Column("quality", DoublePrecision.Nullable()).Column("price", Numeric(10, 2).Nullable()).Column("slug", Varchar(20).Nullable())
            .Column("added", BigInt, defaultValue: DefaultValue.Of(7)).PrimaryKey("id").ForeignKey("file_id", "file_metadata", "id", ReferentialAction.Cascade).Index("file_id").Build();

        protected internal override void Upgrade(OperationList op) => op.Promote(Experiment, Everything, m => m
            .Find("file_path", "file_id", new KeyLookup("file_metadata", "file_path", "id", "path_key"))
            .Rename("remark", "note")
            .Moments("made_at", "yyyy-MM-dd HH:mm:ss")
            .Moments("precise", "yyyy-MM-ddTHH:mm:ss.ffffffZ")
            .Moments("rough", "yyyy-MM-dd HH:mm+00:00")
            .Truths("answer", "yes", "no")
            .Drop("constant", "its one value")
            .Drop("dropped"));
    }
}
