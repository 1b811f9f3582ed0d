using Kelpie.Sql.MySql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.Tests.MySql;

public sealed class MySqlDdlTests
{
    private static readonly TableDefinition Everything = new TableBuilder("order", "it's a \\ table")
        .Column("id", Types.BigInt, identity: true, comment: "the number")
        .Column("name", Types.Varchar(40), defaultValue: DefaultValue.Of("it's \\"))
        .Column("note", Types.Text, defaultValue: DefaultValue.Of("x"))
        .Column("emoji", Types.Varchar(9), defaultValue: DefaultValue.Of("😀"))
        .Column("doc", Types.Json.Nullable())
        .Column("hash", Types.AsciiKey(64))
        .Column("made", Types.Timestamp, defaultValue: DefaultValue.Now)
        .Column("vector", Types.Vector(3))
        .PrimaryKey("id")
        .Unique("name")
        .Index(new IndexDefinition("ix", "order", [new("made", IsDescending: true)]) { IsUnique = true })
        .Build();

    [Fact]
    public void A_table_on_each()
    {
        const string text = "CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin";
        string Expected(string json, string vector) => $"""
            CREATE TABLE `order` (
                id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'the number',
                name VARCHAR(40) {text} NOT NULL DEFAULT 'it''s \\',
                note LONGTEXT {text} NOT NULL DEFAULT ('x'),
                emoji VARCHAR(9) {text} NOT NULL DEFAULT (convert(0xF09F9880 using utf8mb4)),
                doc {json},
                hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
                made DATETIME(6) NOT NULL DEFAULT (utc_timestamp(6)),
                `vector` {vector} NOT NULL,
                PRIMARY KEY (id),
                CONSTRAINT uq_order_name UNIQUE (name),
                UNIQUE INDEX ix (made DESC) COMMENT 'unique index'
            ) ENGINE = InnoDB COMMENT = 'it''s a \\ table'
            """.ReplaceLineEndings("\n");
        Assert.Equal([Expected("JSON", "VARBINARY(12)")], MySqlDialect.MySql.Ddl.Compile(new CreateTable(Everything)));
        Assert.Equal([Expected($"LONGTEXT {text} CHECK (json_valid(doc))", "VECTOR(3)")], MySqlDialect.MariaDb.Ddl.Compile(new CreateTable(Everything)));
    }

    [Fact]
    public void Indexes_are_dropped_from_their_table() => Assert.Equal(
        ["DROP INDEX ix ON `order`"], MySqlDialect.MySql.Ddl.Compile(new DropIndex(Everything.Indexes[0])));

    [Fact]
    public void An_index_over_an_expression_is_for_MySQL_alone()
    {
        var create = new CreateIndex(new IndexDefinition("ix", "t", [new("a + 1", IsExpression: true), new("b")]));
        Assert.Equal(["CREATE INDEX ix ON t ((a + 1), b)"], MySqlDialect.MySql.Ddl.Compile(create));
        Refused(create, "MariaDB has no index over an expression, as ix is to be (a + 1); index a generated column of that value.", MySqlDialect.MariaDb);
    }

    [Fact]
    public void An_index_over_some_rows_is_refused() => Refused(
        new CreateIndex(new IndexDefinition("ix", "t", [new("a")]) { Where = "a > 1" }),
        "MySQL has no index over some rows, as ix is to be (a > 1); index all of them, or a generated column that is NULL for the others.");

    [Fact]
    public void A_key_over_text_without_bound_is_refused() => Refused(
        new CreateTable(new TableBuilder("t").Column("a", Types.Text).Unique("a").Build()),
        "The unique constraint uq_t_a of t has the column a, whose values have no bound, and MySQL takes none such in a key; make it a Types.Varchar(n), or put a Types.AsciiKey(64) beside it with the SHA-256 of the value, and that into the key.");

    [Fact]
    public void A_key_may_take_3072_bytes_and_no_more()
    {
        static CreateTable Of(int length) => new(new TableBuilder("t").Column("a", Types.Varchar(length)).PrimaryKey("a").Build());
        Assert.Single(MySqlDialect.MySql.Ddl.Compile(Of(768)));
        Refused(
            Of(769),
            "The primary key of t may take 3076 bytes, and MySQL takes 3072 at the most, 4 for each character of a text; shorten the columns, or put a Types.AsciiKey(64) with the SHA-256 of the values into the key.");
    }

    [Fact]
    public void A_comment_beyond_the_basic_plane_is_refused() => Refused(
        new AddColumn("t", new ColumnDefinition("a", Types.Integer) { IsNullable = true, Comment = "😀" }),
        "MySQL keeps no characters beyond U+FFFF in a comment, as that of a has (😀); it would put a ? in their place.");

    [Theory]
    [InlineData("é", "é")]
    [InlineData("select", "`select`")]
    [InlineData("vector", "`vector`")]
    [InlineData("a`b", "`a``b`")]
    [InlineData("plain", "plain")]
    public void Names(string name, string quoted) => Assert.Equal(name == "é" ? "`é`" : quoted, MySqlDialect.MariaDb.Quote(name));

    [Fact]
    public void Names_that_are_refused()
    {
        Assert.Equal(64, MySqlDialect.MySql.Quote(new string('x', 64)).Length);
        Assert.Equal(
            $"The name {new string('x', 65)} has 65 characters; MySQL takes 64 at the most. Choose a shorter one. (Parameter 'name')",
            Assert.Throws<ArgumentException>(() => MySqlDialect.MySql.Quote(new string('x', 65))).Message);
        Assert.Throws<ArgumentException>(() => MySqlDialect.MySql.Quote("a "));
        Assert.Throws<ArgumentException>(() => MySqlDialect.MySql.Quote("😀"));
    }

    [Fact]
    public void A_url_with_an_option_that_is_none_is_refused_by_its_name()
    {
        var error = Assert.Throws<DatabaseException>(
            () => MySqlDriver.MySql.CreateConnection(DatabaseUrl.Parse("mysql://root:secret@localhost/x?sslmod=none"), EngineOptions.Default));
        Assert.Contains("the option sslmod means nothing to MySQL", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        using var connection = MySqlDriver.MySql.CreateConnection(DatabaseUrl.Parse("mysql://root@localhost:99/x?ssl-mode=verify-full"), EngineOptions.Default);
        Assert.Contains("SSL Mode=VerifyFull", connection.ConnectionString, StringComparison.OrdinalIgnoreCase);
    }

    private static void Refused(DdlStatement statement, string message, MySqlDialect? dialect = null) =>
        Assert.Equal(message, Assert.Throws<NotSupportedException>(() => (dialect ?? MySqlDialect.MySql).Ddl.Compile(statement)).Message);
}
