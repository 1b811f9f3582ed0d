using Kelpie.Conformance.Backends;
using Kelpie.Database.Migrations;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Verification;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Conformance.Migrations;

/// <summary>Every revision up, down and up again, with rows in the tables.</summary>
public sealed class VerificationTests
{
    [Theory, EveryBackend]
    public async Task Kelpies_own_revisions_lead_there_and_back(string backend)
    {
        await using var database = await MigratedDatabase.CreateAsync(backend);
        var report = await new Verifier(database.Engine, KelpieRevisions.Graph).RunAsync();
        Assert.True(report.IsOk, string.Join('\n', report.Revisions));
        Assert.Equal(KelpieRevisions.Graph.Migrations.Length, report.Revisions.Count);
        Assert.All(report.Revisions, revision => Assert.Empty(revision.WithoutRows));
    }

    [Theory, EveryBackend]
    public async Task Revisions_of_all_kinds_keep_the_rows_that_they_do_not_say_they_lose(string backend)
    {
        await using var database = await MigratedDatabase.CreateAsync(backend);
        var report = await new Verifier(database.Engine, new RevisionGraph(new Tables(), new Changes(), new Names())).RunAsync();
        Assert.True(report.IsOk, string.Join('\n', report.Revisions));
        Assert.Equal(
            [
                "places.name: the downgrade and the second upgrade convert its values",
                "places.size: the downgrade and the second upgrade convert its values",
                "places.extra: the downgrade and the second upgrade destroy its values",
            ],
            report.Revisions[1].Exempt);
        Assert.Equal([0, 18, 18], report.Revisions.Select(revision => revision.RowsCompared));
        Assert.All(report.Revisions, revision => Assert.Empty(revision.WithoutRows));
    }

    private sealed class Tables() : Migration("aaaaaaaa", (string?)null, "tables")
    {
        protected internal override void Upgrade(OperationList op)
        {
            op.CreateTable("places", t => t
                .Column("id", BigInt, identity: true).Column("name", Varchar(40)).Column("kind", Varchar(10)).Column("size", Integer).Column("share", Numeric(9, 2).Nullable())
                .Column("seen", Timestamp.Nullable()).Column("day", Date).Column("data", Bytes.Nullable()).Column("facts", Json.Nullable()).Column("mark", Types.Uuid)
                .Column("hash", AsciiKey(16)).Column("vector", Vector(4).Nullable()).Column("open", Types.Bool).Column("weight", DoublePrecision).Column("note", Types.Text.Nullable())
                .PrimaryKey("id").Unique("name"));
            op.CreateTable("labels", t => t.Column("id", BigInt, identity: true).Column("kind", Varchar(10)).PrimaryKey("id").Check("ck_kind", "kind IN ('home', 'work')"));
            op.CreateTable("visits", t => t
                .Column("place_id", BigInt).Column("number", Integer).Column("guide_id", BigInt.Nullable())
                .PrimaryKey("place_id", "number").ForeignKey("place_id", "places", "id", ReferentialAction.Cascade));
        }
    }

    private sealed class Changes() : Migration("bbbbbbbb", "aaaaaaaa", "changes")
    {
        protected internal override void Upgrade(OperationList op)
        {
            op.AddColumn("places", "extra", Integer, DefaultValue.Of(7));
            op.AlterColumn("places", "size", c => c.Type(BigInt));
            op.AlterColumn("places", "name", c => c.Type(Varchar(60)));
            op.AddCheck("places", "ck_size", "size > 0");
            op.CreateIndex("places", "size", "day");
            op.AddUnique("places", "mark");
            op.AddForeignKey("visits", "guide_id", "places", "id");
        }
    }

    private sealed class Names() : Migration("cccccccc", "bbbbbbbb", "names")
    {
        protected internal override void Upgrade(OperationList op)
        {
            op.DropCheck("places", "ck_size");
            op.RenameColumn("places", "size", "area");
            op.RenameTable("visits", "stays");
        }
    }
}
