using Kelpie.Conformance.SqlServer.Validation;
using Kelpie.Sql.Schema;
using Kelpie.Sql.SqlServer;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Tests.SqlServer.TSqlAssert;

namespace Kelpie.Sql.Tests.SqlServer;

public sealed class DdlTests
{
    private const string Bin = "COLLATE Latin1_General_100_BIN2";

    [Fact]
    public void Every_type()
    {
        var table = new TableBuilder("things", "What is there.")
            .Column("id", Types.BigInt, identity: true)
            .Column("a", Types.Bool, defaultValue: DefaultValue.Of(true))
            .Column("b", Types.Integer)
            .Column("c", Types.DoublePrecision.Nullable())
            .Column("d", Types.Numeric(28, 6))
            .Column("e", Types.Varchar(40), defaultValue: DefaultValue.Of("it's"), comment: "Who said it.")
            .Column("f", Types.Text.Nullable())
            .Column("g", Types.AsciiKey(64))
            .Column("h", Types.Timestamp, defaultValue: DefaultValue.Now)
            .Column("i", Types.Date)
            .Column("j", Types.Json)
            .Column("k", Types.Uuid)
            .Column("l", Types.Bytes)
            .Column("m", Types.Vector(3))
            .Column("n", new TextType(9, TextCollation.DatabaseDefault))
            .PrimaryKey("id").Unique("e", "g").Check("b_is_small", "b < 9").Build();
        AssertDdl(
            new CreateTable(table),
            $$"""
            CREATE TABLE things (
                id BIGINT IDENTITY(1,1) NOT NULL,
                a BIT NOT NULL DEFAULT 1,
                b INT NOT NULL,
                c FLOAT NULL,
                d DECIMAL(28, 6) NOT NULL,
                e NVARCHAR(40) {{Bin}} NOT NULL DEFAULT N'it''s',
                f NVARCHAR(MAX) {{Bin}} NULL,
                g CHAR(64) {{Bin}} NOT NULL,
                h DATETIME2(6) NOT NULL DEFAULT SYSUTCDATETIME(),
                i DATE NOT NULL,
                j NVARCHAR(MAX) {{Bin}} NOT NULL CHECK (ISJSON(N'[' + j + N']') = 1 AND ISJSON(N'{"a":' + j + N'}') = 1),
                k UNIQUEIDENTIFIER NOT NULL,
                l VARBINARY(MAX) NOT NULL,
                m VARBINARY(12) NOT NULL,
                n NVARCHAR(9) NOT NULL,
                PRIMARY KEY (id),
                CONSTRAINT uq_things_e_g UNIQUE (e, g),
                CONSTRAINT b_is_small CHECK (b < 9)
            )
            """,
            "EXEC sys.sp_addextendedproperty N'MS_Description', N'What is there.', N'SCHEMA', N'dbo', N'TABLE', N'things'",
            "EXEC sys.sp_addextendedproperty N'MS_Description', N'Who said it.', N'SCHEMA', N'dbo', N'TABLE', N'things', N'COLUMN', N'e'");
        Assert.Empty(TSqlModelValidator.ErrorsOf(TSqlModelValidator.ScriptOf([table]), []));
    }

    [Fact]
    public void A_unique_constraint_takes_any_number_of_nulls()
    {
        var table = new TableBuilder("t").Column("a", Types.BigInt.Nullable()).Column("b", Types.BigInt).Unique("a", "b").Build();
        AssertDdl(
            new CreateTable(table),
            "CREATE TABLE t (\n    a BIGINT NULL,\n    b BIGINT NOT NULL\n)",
            "CREATE UNIQUE INDEX uq_t_a_b ON t (a, b) WHERE a IS NOT NULL",
            "EXEC sys.sp_addextendedproperty N'kelpie_unique_constraint', N'1', N'SCHEMA', N'dbo', N'TABLE', N't', N'INDEX', N'uq_t_a_b'");
    }

    [Fact]
    public void Indexes()
    {
        var index = new IndexDefinition("ix", "t", [new IndexColumn("a", IsDescending: true), new IndexColumn("b")]) { Where = "b > 1" };
        AssertDdl(new CreateIndex(index), "CREATE INDEX ix ON t (a DESC, b) WHERE b > 1");
        AssertDdl(
            new CreateIndex(index with { IsUnique = true }),
            "CREATE UNIQUE INDEX ix ON t (a DESC, b) WHERE b > 1 AND a IS NOT NULL AND b IS NOT NULL");
        AssertDdl(new DropIndex(index), "DROP INDEX ix ON t");
        AssertRefused(
            new CreateIndex(new IndexDefinition("ix", "t", [new IndexColumn("lower(a)", IsExpression: true)])),
            "mssql has no indexes over expressions such as lower(a), of ix; add a computed column by Text, and index that.");
    }

    [Fact]
    public void Changes()
    {
        AssertDdl(new DropTable("order"), "DROP TABLE [order]");
        AssertDdl(new RenameTable("order", "a]b"), "EXEC sp_rename N'[order]', N'a]b', N'OBJECT'");
        AssertDdl(new RenameColumn("t", "Odd 'one'", "b"), "EXEC sp_rename N't.[Odd ''one'']', N'b', N'COLUMN'");
        AssertDdl(
            new AddColumn("t", new ColumnDefinition("a", Types.Integer) { IsNullable = true, Default = DefaultValue.Of(3) }),
            "ALTER TABLE t ADD a INT NULL DEFAULT 3 WITH VALUES");
        AssertDdl(new AddColumn("t", new ColumnDefinition("a", Types.Integer) { Default = DefaultValue.Of(3) }), "ALTER TABLE t ADD a INT NOT NULL DEFAULT 3");
        AssertRefused(
            new AddColumn("t", new ColumnDefinition("a", Types.Integer)),
            "t.a can be added to a table with rows only with a default, or as one that may be NULL.");
    }

    [Fact]
    public void A_column_goes_with_its_default_and_its_check()
    {
        var sql = Assert.Single(SqlServerDialect.Instance.Ddl.Compile(new DropColumn("t", "it's")));
        Assert.StartsWith("EXEC sys.sp_executesql N'DECLARE @drop", sql, StringComparison.Ordinal);
        var inner = sql[(sql.IndexOf('\'', StringComparison.Ordinal) + 1)..^1].Replace("''", "'", StringComparison.Ordinal);
        Assert.Empty(TSqlParser.ErrorsOf(sql));
        Assert.Empty(TSqlParser.ErrorsOf(inner));
        Assert.EndsWith("ALTER TABLE t DROP COLUMN [it's];", inner, StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_key_takes_is_refused()
    {
        AssertRefused(
            new CreateTable(new TableBuilder("t").Column("a", Types.Text).Unique("a").Build()),
            "The unique constraint uq_t_a has the column a, whose length has no limit; mssql takes no such column in a key. Use Types.Varchar(n), or an AsciiKey with the text's SHA-256 beside it.");
        AssertRefused(
            new CreateTable(new TableBuilder("t").Column("a", Types.Varchar(451)).PrimaryKey("a").Build()),
            "The primary key of t can have 902 bytes; mssql takes 900. Shorten its columns, or use an AsciiKey with their SHA-256.");
        AssertRefused(
            new CreateTable(new TableBuilder("t").Column("a", Types.Varchar(846)).Column("b", Types.Timestamp).Column("c", Types.Bool).Index("a", "b", "c").Build()),
            "The index ix_t_a_b_c can have 1701 bytes; mssql takes 1700. Shorten its columns, or use an AsciiKey with their SHA-256.");
    }

    [Fact]
    public void What_would_change_rows_by_two_ways_is_refused()
    {
        static TableBuilder Builder() => new TableBuilder("t").Column("id", Types.BigInt).Column("a", Types.BigInt).Column("b", Types.BigInt).PrimaryKey("id");
        AssertRefused(
            new CreateTable(Builder().ForeignKey("a", "u", "id", ReferentialAction.Cascade).ForeignKey("b", "u", "id", ReferentialAction.SetNull).Build()),
            "fk_t_a and fk_t_b both change rows of t when one of u changes; mssql takes one such path. Use NoAction for all but one.");
        AssertRefused(
            new CreateTable(Builder().ForeignKey("b", "t", "id", onUpdate: ReferentialAction.Cascade).Build()),
            "fk_t_b refers from t to itself and changes rows; mssql takes that for a cycle. Use NoAction, and delete from the leaves up.");
    }

    [Fact]
    public void What_no_type_holds_is_refused()
    {
        var dialect = SqlServerDialect.Instance;
        Assert.Equal("NVARCHAR(4000) COLLATE Latin1_General_100_BIN2", dialect.SpellType(Types.Varchar(4000)));
        Assert.Throws<NotSupportedException>(() => dialect.SpellType(Types.Varchar(4001)));
        Assert.Throws<NotSupportedException>(() => dialect.SpellType(Types.Numeric(39, 2)));
        Assert.Equal("VARBINARY(8000)", dialect.SpellType(Types.Vector(2000)));
        Assert.Equal("VARBINARY(MAX)", dialect.SpellType(Types.Vector(2001)));
    }

    [Fact]
    public void A_name_too_long_is_refused_quoted_or_not()
    {
        var name = new string('a', 129);
        Assert.Equal(name[1..], SqlServerDialect.Instance.Quote(name[1..]));
        var error = Assert.Throws<ArgumentException>(() => SqlServerDialect.Instance.Ddl.Compile(new RenameTable("t", name)));
        Assert.StartsWith($"The name {name} has 129 characters; SQL Server takes 128 at the most.", error.Message, StringComparison.Ordinal);
    }
}
