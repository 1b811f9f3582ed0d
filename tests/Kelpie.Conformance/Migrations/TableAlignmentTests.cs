using Kelpie.Conformance.Backends;
using Kelpie.Migrations.Alignment;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.Safety;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Conformance.Migrations;

/// <summary>A table that is another one than a revision expects is made so, by decisions where something would be lost.</summary>
public sealed class TableAlignmentTests
{
    private static readonly TableDefinition Expected = new TableBuilder("exp_notes")
        .Column("id", BigInt, identity: true).Column("note", Types.Text).Column("stars", Integer.Nullable()).Column("source", Varchar(40)).PrimaryKey("id").Build();

    private static readonly TableDefinition Other = new TableBuilder("exp_notes")
        .Column("id", BigInt, identity: true).Column("remark", Varchar(80).Nullable()).Column("stars", Varchar(20)).Column("scratch", DoublePrecision.Nullable()).PrimaryKey("id")
        .Index("stars").Build();

    private static readonly RevisionGraph Graph = new(new PromoteNotes()) { Commands = MigrationCommands.Under("kelpie db") };

    private static readonly AlignmentDecisions Decided = new()
    {
        Renames = new Dictionary<string, string> { ["remark"] = "note" },
        Drops = new HashSet<string> { "scratch" },
        Fills = new Dictionary<string, string> { ["note"] = "none", ["source"] = "by hand" },
    };

    [Theory, EveryBackend]
    public async Task It_is_made_so_and_its_rows_are_adopted(string backend)
    {
        await using var database = await OtherAsync(backend, ("7", "good"), ("-1", null));
        var aligner = new TableAligner(database.Engine, Graph);
        await Assert.ThrowsAsync<UpgradeRefusedException>(() => new Migrator(database.Engine, Graph).UpgradeAsync());
        var planned = await aligner.PlanAsync("exp_notes", Decided);
        Assert.Equal(planned.Statements, (await aligner.AlignAsync("exp_notes", Decided)).Statements);
        Assert.Equal("cccccccc", planned.Revision);

        Assert.True((await aligner.AlignAsync("exp_notes", new AlignmentDecisions())).IsDone);
        await new Migrator(database.Engine, Graph).UpgradeAsync();
        await using var db = await database.Engine.ConnectAsync();
        Assert.Equal([[1L, "good", 7, "by hand"], [2L, "none", -1, "by hand"]], await db.ListAsync(new AnyTable(PromoteNotes.Notes).RowsByKey, []));
    }

    [Theory, EveryBackend]
    public async Task What_would_be_lost_is_for_a_person_to_decide(string backend)
    {
        await using var database = await OtherAsync(backend, ("many", null));
        var refused = await Assert.ThrowsAsync<AlignmentException>(() => new TableAligner(database.Engine, Graph).AlignAsync("exp_notes", new AlignmentDecisions()));
        Assert.Equal(
            """
            exp_notes cannot be made what cccccccc (notes) expects:
              remark is not expected: give it the name of one that is (--rename remark:NEW), or let it go with its values (--drop remark)
              scratch is not expected: give it the name of one that is (--rename scratch:NEW), or let it go with its values (--drop scratch)
              note is missing, and is never NULL: say which column it is (--rename OLD:note), or what the rows get (--fill note=VALUE)
              source is missing, and is never NULL: say which column it is (--rename OLD:source), or what the rows get (--fill source=VALUE)
              1 row whose stars is no whole number
            Nothing was run.
            """.ReplaceLineEndings("\n"),
            refused.Message);
        var mended = await Assert.ThrowsAsync<AlignmentException>(() => new TableAligner(database.Engine, Graph).AlignAsync("exp_notes", Decided));
        Assert.Contains("1 row whose stars is no whole number", mended.Message);
        var empty = await Assert.ThrowsAsync<AlignmentException>(() => new TableAligner(database.Engine, Graph).AlignAsync(
            "exp_notes", Decided with { Fills = new Dictionary<string, string> { ["source"] = "" } }));
        Assert.Contains("1 row whose remark is NULL: say what they get (--fill note=VALUE)", empty.Message);
        Assert.Equal(Other.Columns.Select(column => column.Name), (await LiveAsync(database)).Columns.Select(column => column.Name));
    }

    [Theory, EveryBackend]
    public async Task What_is_not_there_is_named(string backend)
    {
        await using var database = await MigratedDatabase.CreateAsync(backend);
        var aligner = new TableAligner(database.Engine, Graph);
        Assert.Equal("There is no table exp_notes; cccccccc (notes) makes an empty one.", (await Assert.ThrowsAsync<AlignmentException>(() => aligner.PlanAsync("exp_notes", Decided))).Message);
        Assert.Equal("No revision that is still to be applied expects a table exp_stars.", (await Assert.ThrowsAsync<AlignmentException>(() => aligner.PlanAsync("exp_stars", Decided))).Message);
        await database.CreateAsync(Other);
        var wrong = new AlignmentDecisions { Drops = new HashSet<string> { "nothing" } };
        Assert.StartsWith("exp_notes has no column nothing; it has id, remark", (await Assert.ThrowsAsync<AlignmentException>(() => aligner.PlanAsync("exp_notes", wrong))).Message);
    }

    private static async Task<MigratedDatabase> OtherAsync(string backend, params (string Stars, string? Remark)[] rows)
    {
        var database = await MigratedDatabase.CreateAsync(backend);
        await database.CreateAsync(Other);
        foreach (var (stars, remark) in rows)
        {
            await database.RunAsync($"INSERT INTO exp_notes (remark, stars) VALUES ({(remark is null ? "NULL" : $"'{remark}'")}, '{stars}')");
        }

        return database;
    }

    private static async Task<TableDefinition> LiveAsync(MigratedDatabase database)
    {
        await using var db = await database.Engine.ConnectAsync();
        return (await db.Driver.Inspector.FindTableAsync(db, "exp_notes"))!;
    }

    private sealed class PromoteNotes() : Migration("cccccccc", (string?)null, "notes")
    {
        internal static readonly TableDefinition Notes = new TableBuilder("notes")
            .Column("id", BigInt, identity: true).Column("note", Types.Text).Column("stars", Integer.Nullable()).Column("source", Varchar(40)).PrimaryKey("id").Build();

        protected internal override void Upgrade(OperationList op) => op.Promote(Expected, Notes);
    }
}
