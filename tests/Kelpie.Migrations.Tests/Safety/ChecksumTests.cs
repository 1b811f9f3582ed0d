using System.Globalization;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Safety;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Migrations.Tests.Safety;

/// <summary>Databases out there hold these checksums: a change of any expectation here tells their owners that history was rewritten.</summary>
public sealed class ChecksumTests
{
    private static readonly Action<OperationList> Everything = op =>
    {
        op.CreateTable("all_types", t => t
            .Column("id", BigInt, identity: true)
            .Column("flag", Types.Bool, defaultValue: DefaultValue.Of(true))
            .Column("count", Integer, defaultValue: DefaultValue.Of(-1))
            .Column("share", Types.DoublePrecision.Nullable())
            .Column("price", Numeric(10, 2))
            .Column("at", Timestamp, defaultValue: DefaultValue.Now, comment: "left out")
            .Column("day", Date)
            .Column("raw", Bytes)
            .Column("guid", Types.Uuid)
            .Column("doc", Json)
            .Column("name", Varchar(40), defaultValue: DefaultValue.Of("a \"b\" \\ c"))
            .Column("note", Text with { Spellings = SpellingSet.Empty.With("mysql", "LONGTEXT") })
            .Column("loose", new TextType(Collation: TextCollation.DatabaseDefault))
            .Column("hash", AsciiKey(64))
            .PrimaryKey("id")
            .ForeignKey("count", "others", "id", ReferentialAction.SetNull)
            .Unique("name", "day")
            .Check("ck", "count > 0")
            .Index("day", "flag"));
        op.RenameTable("all_types", "every_type");
        op.AddColumn("every_type", "extra", Text.Nullable());
        op.RenameColumn("every_type", "extra", "more");
        op.DropColumn("every_type", "more");
        op.CreateIndex(new IndexDefinition("ux", "every_type", [new IndexColumn("hash", IsDescending: true)]) { IsUnique = true, Where = "flag" });
        op.DropIndex("every_type", "ux");
        op.Script(("sqlite", "SELECT\n1;\n"), ("mysql", "SELECT 2;"));
        op.DropTable("every_type");
    };

    [Fact]
    public void Each_operation_has_its_words() => Assert.Equal(
        """
        kelpie-migrations 1
        create table "all_types"
        column "id" bigint not null identity
        column "flag" boolean not null default true
        column "count" integer not null default -1
        column "share" double null
        column "price" decimal 10 2 not null
        column "at" timestamp not null default now
        column "day" date not null
        column "raw" bytes not null
        column "guid" guid not null
        column "doc" json not null
        column "name" text 40 binary not null default "a \"b\" \\ c"
        column "note" text binary not null
        column "loose" text database not null
        column "hash" ascii 64 not null
        primary key ( "id" )
        foreign key "fk_all_types_count" ( "count" ) references "others" ( "id" ) set null
        unique "uq_all_types_name_day" ( "name" "day" )
        check "ck" "count > 0"
        index "ix_all_types_day_flag" on "all_types" "day" asc "flag" asc
        rename table "all_types" "every_type"
        add column "every_type"
        column "extra" text binary null
        rename column "every_type" "extra" "more"
        drop column "every_type" "more"
        create index
        unique index "ux" on "every_type" "hash" desc where "flag"
        drop index "every_type" "ux"
        execute "SELECT\n1;"
        drop table "every_type"

        """,
        TextOf(Everything, "sqlite"));

    [Fact]
    public void The_checksum_is_the_sha_256_of_the_text() => Assert.Equal(
        "b83edd8c411703a9b1d9758fdffd8c98d412843d7a041a9ba9f128c7ca7fb714", Of(Everything, "sqlite"));

    [Fact]
    public void The_culture_makes_no_difference()
    {
        var before = CultureInfo.CurrentCulture;
        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NegativeSign = "minus ";
        try
        {
            CultureInfo.CurrentCulture = odd;
            Assert.Contains("default -1\n", TextOf(Everything, "sqlite"), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Line_ends_and_comments_make_no_difference()
    {
        Assert.Equal(Of(op => op.Sql("SELECT\n1;")), Of(op => op.Sql("SELECT\r\n1;\r\n")));
        Assert.Equal(Of(op => op.AddColumn("a", "b", Date)), Of(op => op.AddColumn("a", "b", Date, comment: "the day")));
    }

    [Fact]
    public void A_text_or_spelling_for_another_database_makes_no_difference()
    {
        Assert.Equal(Of(op => op.Script(("sqlite", "SELECT 1;"))), Of(op => op.Script(("sqlite", "SELECT 1;"), ("mysql", "SELECT 2;"))));
        Assert.NotEqual(Of(Everything, "sqlite"), Of(Everything, "mysql"));
        Assert.Contains("column \"note\" text binary spelled \"LONGTEXT\" not null\n", TextOf(Everything, "mysql"), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_operation_or_order_makes_another_checksum()
    {
        Assert.NotEqual(Of(op => op.DropTable("a")), Of(op => op.DropTable("b")));
        Assert.NotEqual(Of(op => op.AddColumn("a", "b", Date)), Of(op => op.AddColumn("a", "b", Date.Nullable())));
        Assert.NotEqual(
            Of(op => { op.DropTable("a"); op.DropTable("b"); }),
            Of(op => { op.DropTable("b"); op.DropTable("a"); }));
    }

    private static string Of(Action<OperationList> write, string dialect = "sqlite") => Checksum.Of(Written(write), dialect);

    private static string TextOf(Action<OperationList> write, string dialect)
    {
        var text = new CanonicalText(dialect);
        foreach (var operation in Written(write))
        {
            operation.Describe(text);
        }

        return text.ToString();
    }

    private static IReadOnlyList<Operation> Written(Action<OperationList> write)
    {
        var list = new OperationList();
        write(list);
        return list.Operations;
    }
}
