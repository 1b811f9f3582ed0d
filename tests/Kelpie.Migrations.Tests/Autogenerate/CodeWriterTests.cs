using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Operations;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Tests.Autogenerate;

public sealed class CodeWriterTests
{
    [Fact]
    public void A_table_is_written_as_a_person_would()
    {
        var table = new TableBuilder("books", "What there is to read.")
            .Column("id", Types.BigInt, identity: true)
            .Column("author_id", Types.BigInt, comment: "Who wrote it.")
            .Column("price", Types.Numeric(10, 2).Nullable(), defaultValue: DefaultValue.Of(1.5m))
            .Column("title", new TextType(20, TextCollation.DatabaseDefault))
            .PrimaryKey("id")
            .Unique("title")
            .Check("ck_price", "price > 0")
            .ForeignKey("author_id", "authors", "id", ReferentialAction.Cascade)
            .Index("author_id")
            .Index(new IndexDefinition("ix_low", "books", [new IndexColumn("lower(\"title\")", IsExpression: true)]) { Where = "price > 1" })
            .Build();
        Assert.Equal(
            """"
                    op.CreateTable("books", t => t
                        .Column("id", BigInt, identity: true)
                        .Column("author_id", BigInt, comment: "Who wrote it.")
                        .Column("price", Numeric(10, 2).Nullable(), defaultValue: DefaultValue.Of(1.5m))
                        .Column("title", new TextType(20, TextCollation.DatabaseDefault))
                        .PrimaryKey("id")
                        .Unique("title")
                        .Check("ck_price", "price > 0")
                        .ForeignKey("author_id", "authors", "id", ReferentialAction.Cascade)
                        .Index("author_id")
                        .Index(new IndexDefinition("ix_low", "books", [new IndexColumn("""lower("title")""", IsExpression: true)]) { Where = "price > 1" }),
                        "What there is to read.");

            """",
            Write(new CreateTable(table)).Body);
    }

    [Fact]
    public void Only_the_namespaces_that_are_needed_are_named()
    {
        Assert.Equal(["Kelpie.Migrations.Operations", "Kelpie.Migrations.Revisions"], Write(new DropTable("t")).Usings);
        Assert.Equal(
            ["Kelpie.Migrations.Operations", "Kelpie.Migrations.Revisions", "static Kelpie.Sql.Schema.Types"], Write(new AddColumn("t", new ColumnDefinition("c", Types.Text))).Usings);
    }

    [Fact]
    public void Whatever_there_is_to_say_compiles_and_says_it_again()
    {
        var own = Types.Text with { Spellings = SpellingSet.Empty.With("mysql", "LONG\"TEXT").With("sqlite", "x") };
        Operation[] operations =
        [
            new AddColumn("t", new ColumnDefinition("c", own) { IsNullable = true, Comment = "a\r\n\tb\u0001\u2028\u200f" }),
            new AddColumn("t", new ColumnDefinition("d", new UnknownType("mysql", "INT UNSIGNED")) { Default = DefaultValue.Of(long.MinValue) }),
            new AddColumn("t", new ColumnDefinition("e", Types.DoublePrecision) { Default = DefaultValue.Of(1.10m) }),
            new AddColumn("t", new ColumnDefinition("f", Types.Bool) { Default = DefaultValue.Sql("1 = 1") }),
            new AlterColumn("t", "c")
            {
                Type = own, IsNullable = false, Default = new DefaultChange(null), Conversion = [new SqlScript("sqlite", "\"c\" || 'x'")], ConversionBack = [new SqlScript(null, "c")],
            },
            new AddForeignKey("t", new ForeignKey("fk", ["a", "b"], "o", ["x", "y"], OnUpdate: ReferentialAction.Cascade)),
            new AddForeignKey("t", new ForeignKey("fk_t_a", ["a"], "o", ["x"], OnUpdate: ReferentialAction.SetNull)),
            new AddPrimaryKey("t", new PrimaryKey(["a", "b"], "key")),
            new AddCheck("t", new CheckConstraint("ck", "a <> '\"\"\"'\n  AND b > 1\n\nOR \"c\" = '\\'")),
            new AddCheck("t", new CheckConstraint("ends", "\"a\" = \"b\"")),
            new ExecuteSql([new SqlScript(null, "UPDATE t SET a = 1;\n\nDELETE FROM t;\n")]) { Undo = [new SqlScript(null, "")] },
            new ExecuteSql([new SqlScript("sqlite", "SELECT 1\n"), new SqlScript("mysql", "")]),
            new ExecuteSql([new SqlScript("sqlite", "SELECT 1")]) { Undo = [new SqlScript("sqlite", "SELECT \"2\"")] },
            new CreateView("v", [new SqlScript(null, "SELECT 1")]),
            new CreateView("w", [new SqlScript("sqlite", "SELECT 1"), new SqlScript("mysql", "SELECT\n2")]),
            new CreateTrigger("g", "t", [new SqlScript("sqlite", "CREATE TRIGGER \"g\"\nBEGIN END")]),
            new ExecuteInBatches("t", "id", [new SqlScript(null, "UPDATE t SET a = 1 WHERE id BETWEEN {first} AND {last}")]) { Size = 5 },
            new ExecuteInBatches("t", "id", [new SqlScript("sqlite", "UPDATE t SET a = 1 WHERE id BETWEEN {first} AND {last}")]) { Undo = [new SqlScript("sqlite", "")] },
            new DropTrigger("g"), new DropView("v"), new DropCheck("t", "ck"), new DropForeignKey("t", "fk"), new DropPrimaryKey("t"), new DropIndex("t", "ix"),
        ];
        Assert.Equal(operations, Assert.Single(CompiledMigrations.Run(Write(operations))));
    }

    [Fact]
    public void A_type_of_the_programs_own_has_no_words() => Assert.Contains(
        "write the revision by hand", Assert.Throws<NotSupportedException>(() => Write(new AddColumn("t", new ColumnDefinition("c", new OwnType())))).Message, StringComparison.Ordinal);

    private static RevisionCode Write(params IEnumerable<Operation> operations) => CodeWriter.Write([.. operations.Select(operation => new DraftedOperation(operation))], indent: 8);

    private sealed record OwnType : SqlType<string>
    {
        public override Kelpie.Sql.Compilation.ValueCodec<string> Codec(Kelpie.Sql.Compilation.Codecs codecs) => codecs.Text;
    }
}
