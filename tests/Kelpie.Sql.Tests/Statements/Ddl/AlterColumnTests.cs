using Kelpie.Sql.Compilation;
using Kelpie.Sql.MySql;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.SqlServer;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Tests.Statements.Ddl.Spelled;

namespace Kelpie.Sql.Tests.Statements.Ddl;

public sealed class AlterColumnTests
{
    private const string Text = "LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin";
    private const string Bin = "COLLATE Latin1_General_100_BIN2";

    private static readonly ColumnDefinition Pages = Books.Column("pages");

    [Fact]
    public void Another_type_and_what_hangs_on_the_column()
    {
        var alter = new AlterColumn("books", Pages, Pages with { Type = Types.BigInt }) { Definition = Books };
        OnPostgreSql(alter, "ALTER TABLE books\n    ALTER COLUMN pages DROP DEFAULT,\n    ALTER COLUMN pages TYPE bigint,\n    ALTER COLUMN pages SET DEFAULT 1");
        OnBoth(alter, "ALTER TABLE books MODIFY COLUMN pages BIGINT NOT NULL DEFAULT 1 COMMENT 'How many'");
        OnSqlServer(
            alter,
            HeldDefault("books", "pages"),
            "ALTER TABLE books DROP CONSTRAINT ck",
            "DROP INDEX ix_books_pages ON books",
            "ALTER TABLE books DROP CONSTRAINT uq_books_title_pages",
            "ALTER TABLE books ALTER COLUMN pages BIGINT NOT NULL",
            "ALTER TABLE books ADD CONSTRAINT uq_books_title_pages UNIQUE (title, pages)",
            "CREATE INDEX ix_books_pages ON books (pages)",
            "ALTER TABLE books ADD CONSTRAINT ck CHECK (pages > 0)",
            "ALTER TABLE books ADD DEFAULT 1 FOR pages");
        OnlyByRebuild(alter);
    }

    [Fact]
    public void A_conversion()
    {
        var after = Pages with { Type = Types.Varchar(20), Default = DefaultValue.Of("x"), Comment = null };
        var alter = new AlterColumn("books", Pages, after) { Conversion = "concat(pages, ' p.')", Definition = Books };
        OnPostgreSql(
            alter,
            "ALTER TABLE books\n    ALTER COLUMN pages DROP DEFAULT,\n    ALTER COLUMN pages TYPE varchar(20) COLLATE \"C\" USING concat(pages, ' p.'),\n    ALTER COLUMN pages SET DEFAULT 'x'",
            "COMMENT ON COLUMN books.pages IS NULL");
        const string type = "VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin";
        foreach (var (dialect, check) in new[] { (MySqlDialect.MySql, "CHECK"), (MySqlDialect.MariaDb, "CONSTRAINT") })
        {
            Assert.Equal(
                [
                    $"ALTER TABLE books ADD COLUMN kelpie_new {type} NULL AFTER pages",
                    "UPDATE books SET kelpie_new = concat(pages, ' p.')",
                    $"""
                    ALTER TABLE books
                        DROP {check} ck,
                        DROP INDEX uq_books_title_pages,
                        DROP INDEX ix_books_pages,
                        DROP COLUMN pages,
                        CHANGE COLUMN kelpie_new pages {type} NOT NULL DEFAULT 'x',
                        ADD CONSTRAINT uq_books_title_pages UNIQUE (title, pages),
                        ADD INDEX ix_books_pages (pages),
                        ADD CONSTRAINT ck CHECK (pages > 0)
                    """.ReplaceLineEndings("\n"),
                ],
                dialect.Ddl.Compile(alter));
        }

        OnSqlServer(
            alter with { Definition = null },
            HeldDefault("books", "pages"),
            $"ALTER TABLE books ADD kelpie_new NVARCHAR(20) {Bin} NULL",
            Run("UPDATE books SET kelpie_new = concat(pages, ' p.')"),
            "ALTER TABLE books ALTER COLUMN pages INT NULL",
            Run("UPDATE books SET pages = NULL"),
            "ALTER TABLE books ALTER COLUMN pages NVARCHAR(100) NULL",
            $"ALTER TABLE books ALTER COLUMN pages NVARCHAR(20) {Bin} NULL",
            Run("UPDATE books SET pages = kelpie_new"),
            $"ALTER TABLE books ALTER COLUMN pages NVARCHAR(20) {Bin} NOT NULL",
            "ALTER TABLE books DROP COLUMN kelpie_new",
            "ALTER TABLE books ADD DEFAULT N'x' FOR pages",
            "EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'books', N'COLUMN', N'pages'");
        OnlyByRebuild(alter);
    }

    [Fact]
    public void A_conversion_within_a_type_happens_while_the_column_may_be_null()
    {
        var (without, within) = (Column(Types.Integer), Column(Types.Integer) with { IsNullable = true });
        var fill = new AlterColumn("t", within, without) { Conversion = "coalesce(c, 0)" };
        OnPostgreSql(fill, "ALTER TABLE t\n    ALTER COLUMN c TYPE integer USING coalesce(c, 0),\n    ALTER COLUMN c SET NOT NULL");
        OnBoth(fill, "UPDATE t SET c = coalesce(c, 0)", "ALTER TABLE t MODIFY COLUMN c INT NOT NULL");
        OnSqlServer(fill, Run("UPDATE t SET c = coalesce(c, 0)"), "ALTER TABLE t ALTER COLUMN c INT NOT NULL");
        var clear = new AlterColumn("t", without, within) { Conversion = "nullif(c, 0)" };
        OnBoth(clear, "ALTER TABLE t MODIFY COLUMN c INT", "UPDATE t SET c = nullif(c, 0)");
        OnSqlServer(clear, "ALTER TABLE t ALTER COLUMN c INT NULL", Run("UPDATE t SET c = nullif(c, 0)"));
        OnlyByRebuild(fill with { After = within });
    }

    [Fact]
    public void A_default_a_comment_and_null()
    {
        var alter = new AlterColumn("books", Pages, Pages with { Default = null, IsNullable = true, Comment = "it's" });
        OnPostgreSql(
            alter, "ALTER TABLE books\n    ALTER COLUMN pages DROP DEFAULT,\n    ALTER COLUMN pages DROP NOT NULL", "COMMENT ON COLUMN books.pages IS 'it''s'");
        OnBoth(alter, "ALTER TABLE books MODIFY COLUMN pages INT COMMENT 'it''s'");
        OnSqlServer(
            alter,
            HeldDefault("books", "pages"),
            "ALTER TABLE books ALTER COLUMN pages INT NULL",
            "EXEC sys.sp_updateextendedproperty N'MS_Description', N'it''s', N'SCHEMA', N'dbo', N'TABLE', N'books', N'COLUMN', N'pages'");
        OnPostgreSql(new AlterColumn("books", Pages, Pages with { Default = DefaultValue.Of(5) }), "ALTER TABLE books\n    ALTER COLUMN pages SET DEFAULT 5");
        OnSqlServer(
            new AlterColumn("books", Pages, Pages with { Default = DefaultValue.Of(5) }), HeldDefault("books", "pages"), "ALTER TABLE books ADD DEFAULT 5 FOR pages");
    }

    [Fact]
    public void SQLite_has_no_comments_to_change()
    {
        var alter = new AlterColumn("books", Pages, Pages with { Comment = "Sheets" });
        Assert.False(SqliteDialect.Instance.Ddl.NeedsRebuild(alter));
        OnSqlite(alter);
    }

    [Fact]
    public void Nothing_to_change_is_nothing_to_say()
    {
        var alter = new AlterColumn("books", Pages, Pages) { Definition = Books };
        OnSqlite(alter);
        OnPostgreSql(alter);
        OnBoth(alter);
        OnSqlServer(alter);
    }

    [Fact]
    public void Conversions_that_PostgreSQL_does_not_make_by_itself()
    {
        Using(Types.Bool, Types.Integer, "integer USING c::integer");
        Using(Types.Bool, Types.BigInt, "bigint USING c::integer::bigint");
        Using(Types.BigInt, Types.Bool, "boolean USING c <> 0");
        Using(Types.Text, Types.Numeric(5, 2), "numeric(5, 2) USING c::numeric(5, 2)");
        Using(Types.Text, Types.Uuid, "uuid USING c::uuid");
        Using(Types.Varchar(9), Types.Json, "jsonb USING c::jsonb");
        Using(Types.Date, Types.Timestamp, "timestamptz USING c::timestamp AT TIME ZONE 'UTC'");
        Using(Types.Timestamp, Types.Date, "date USING (c AT TIME ZONE 'UTC')::date");
        Using(Types.Timestamp, Types.Text, "text COLLATE \"C\" USING to_char(c AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US')");
        Using(Types.Text, Types.Timestamp, "timestamptz USING CASE WHEN c ~* ':[0-9.]+ *([a-z]|[+-][0-9])' THEN c::timestamptz ELSE (c || ' UTC')::timestamptz END");
        // Cutting off is an error where a cast would do it in silence.
        Using(Types.Text, Types.Varchar(3), "varchar(3) COLLATE \"C\"");
        Using(Types.Integer, Types.Text, "text COLLATE \"C\"");
        static void Using(SqlType before, SqlType after, string type) =>
            OnPostgreSql(new AlterColumn("t", Column(before), Column(after)), $"ALTER TABLE t\n    ALTER COLUMN c TYPE {type}");
    }

    [Fact]
    public void Conversions_that_MySQL_would_get_wrong_by_itself()
    {
        Converted(Types.BigInt, Types.Bool, "TINYINT(1)", "c <> 0");
        Converted(Types.Text, Types.Bool, "TINYINT(1)", "CASE WHEN c IN ('1', 'true') THEN 1 WHEN c IN ('0', 'false') THEN 0 ELSE c END");
        Converted(Types.Uuid, Types.Text, Text, "lower(insert(insert(insert(insert(hex(c), 21, 0, '-'), 17, 0, '-'), 13, 0, '-'), 9, 0, '-'))");
        Converted(
            Types.Text,
            Types.Uuid,
            "BINARY(16)",
            "CASE WHEN c RLIKE '^[0-9A-Fa-f]{8}(-?[0-9A-Fa-f]{4}){3}-?[0-9A-Fa-f]{12}$' OR c IS NULL THEN unhex(replace(c, '-', '')) ELSE repeat('?', 17) END");
        static void Converted(SqlType before, SqlType after, string type, string value) => OnBoth(
            new AlterColumn("t", Column(before), Column(after)),
            $"ALTER TABLE t ADD COLUMN kelpie_new {type} NULL AFTER c",
            $"UPDATE t SET kelpie_new = {value}",
            $"ALTER TABLE t\n    DROP COLUMN c,\n    CHANGE COLUMN kelpie_new c {type} NOT NULL");
    }

    [Fact]
    public void A_float_keeps_its_digits_on_SQL_Server() => Assert.Equal(
        Run("UPDATE t SET kelpie_new = CONVERT(NVARCHAR(40), c, 3)"),
        SqlServerDialect.Instance.Ddl.Compile(new AlterColumn("t", Column(Types.DoublePrecision), Column(Types.Text)))[1]);

    [Fact]
    public void Text_becomes_bytes_on_SQL_Server_by_way_of_a_number()
    {
        var sql = SqlServerDialect.Instance.Ddl.Compile(new AlterColumn("t", Column(Types.Text), Column(Types.Bytes)) { Conversion = "CAST(c AS VARBINARY(MAX))" });
        Assert.Equal(
            ["ALTER TABLE t ALTER COLUMN c NVARCHAR(100) NULL", "ALTER TABLE t ALTER COLUMN c INT NULL", "ALTER TABLE t ALTER COLUMN c VARBINARY(MAX) NULL"], sql.Skip(4).Take(3));
    }

    [Fact]
    public void JSON_is_a_type_or_a_check()
    {
        var (to, from) = (new AlterColumn("t", Column(Types.Text), Column(Types.Json)), new AlterColumn("t", Column(Types.Json), Column(Types.Text)));
        OnMySql(to, "ALTER TABLE t MODIFY COLUMN c JSON NOT NULL");
        OnMySql(from, $"ALTER TABLE t MODIFY COLUMN c {Text} NOT NULL");
        OnMariaDb(to, $"ALTER TABLE t MODIFY COLUMN c {Text} NOT NULL CHECK (json_valid(c))");
        OnMariaDb(from, $"ALTER TABLE t MODIFY COLUMN c {Text} NOT NULL");
        OnSqlServer(to, """ALTER TABLE t ADD CHECK (ISJSON(N'[' + c + N']') = 1 AND ISJSON(N'{"a":' + c + N'}') = 1)""");
        OnSqlServer(from, HeldCheck("t", "c"));
    }

    [Fact]
    public void A_vector_of_other_dimensions_is_for_the_check_of_PostgreSQL_to_say()
    {
        var alter = new AlterColumn("t", Column(Types.Vector(3)), Column(Types.Vector(4)));
        var sql = PostgreSqlDialect.Instance.Ddl.Compile(alter);
        Assert.Contains("contype = 'c' AND pg_get_expr(conbin, conrelid) = '(cardinality(c) = 3)'", sql[0], StringComparison.Ordinal);
        Assert.Equal("ALTER TABLE t\n    ADD CHECK (cardinality(c) = 4)", sql[1]);
        Refused(
            MySqlDialect.MariaDb, alter, "t.c is VECTOR(3) and is to be VECTOR(4), and what becomes of its values goes not without saying; say it with Conversion.");
    }

    [Fact]
    public void An_identity_comes_and_goes_and_its_numbers_go_on()
    {
        var (plain, numbered) = (Column(Types.Integer), Column(Types.BigInt) with { IsIdentity = true });
        var add = new AlterColumn("T", plain, numbered);
        OnPostgreSql(
            add,
            "ALTER TABLE \"T\"\n    ALTER COLUMN c TYPE bigint,\n    ALTER COLUMN c ADD GENERATED BY DEFAULT AS IDENTITY",
            "SELECT setval(pg_get_serial_sequence('\"T\"', 'c'), coalesce(max(c), 0) + 1, false) FROM \"T\"");
        OnBoth(add, "ALTER TABLE `T` MODIFY COLUMN c BIGINT NOT NULL AUTO_INCREMENT");
        OnPostgreSql(new AlterColumn("t", numbered, numbered with { IsIdentity = false }), "ALTER TABLE t\n    ALTER COLUMN c DROP IDENTITY");
        OnBoth(new AlterColumn("t", numbered, plain), "ALTER TABLE t MODIFY COLUMN c INT NOT NULL");
        Refused(
            SqlServerDialect.Instance,
            add,
            "mssql decides when it creates a column whether it numbers the rows, and numbers none anew, as T.c is to; create the table anew with it, and copy the rows.");
        OnSqlServer(
            new AlterColumn("t", numbered with { Type = Types.Integer }, numbered)
            {
                Definition = new TableDefinition("t", [numbered with { Type = Types.Integer }]) { PrimaryKey = new PrimaryKey(["c"]) },
            },
            Held("t", "SELECT name FROM sys.key_constraints WHERE parent_object_id = OBJECT_ID(N't') AND type = N'PK'"),
            "ALTER TABLE t ALTER COLUMN c BIGINT NOT NULL",
            "ALTER TABLE t ADD PRIMARY KEY (c)");
    }

    [Fact]
    public void What_becomes_of_the_values_has_to_be_said_where_nobody_knows()
    {
        var alter = new AlterColumn("t", Column(Types.Bytes), Column(Types.Integer));
        Dialect[] dialects = [PostgreSqlDialect.Instance, MySqlDialect.MySql, MySqlDialect.MariaDb, SqlServerDialect.Instance];
        Assert.All(dialects, dialect => Assert.EndsWith("say it with Conversion.", Assert.Throws<NotSupportedException>(() => dialect.Ddl.Compile(alter)).Message, StringComparison.Ordinal));
        Assert.Throws<NotSupportedException>(() => SqliteDialect.Instance.Ddl.SpellConversion(alter));
        Assert.Equal("length(c)", SqliteDialect.Instance.Ddl.SpellConversion(alter with { Conversion = "length(c)" }));
        Assert.Equal("\"C\"", SqliteDialect.Instance.Ddl.SpellConversion(new AlterColumn("t", Column(Types.Text) with { Name = "C" }, Column(Types.Integer))));
        Assert.Equal("c <> 0", SqliteDialect.Instance.Ddl.SpellConversion(new AlterColumn("t", Column(Types.Integer), Column(Types.Bool))));
    }

    [Fact]
    public void MySQL_changes_no_type_of_a_column_that_is_of_a_foreign_key()
    {
        var shelf = Books.Column("shelf id");
        var alter = new AlterColumn("books", shelf, shelf with { Type = Types.Integer }) { Definition = Books };
        Refused(
            MySqlDialect.MySql,
            alter,
            "MySQL does not change the type of a column that is of a foreign key, as books.shelf id is of fk_books_shelf id; drop the key before, and add it when both its sides are changed.");
        OnBoth(alter with { After = shelf with { IsNullable = false } }, "ALTER TABLE books MODIFY COLUMN `shelf id` BIGINT NOT NULL");
    }

    [Fact]
    public void A_key_that_gets_too_long_is_refused()
    {
        var title = Books.Column("title");
        var alter = new AlterColumn("books", title, title with { Type = Types.Text }) { Definition = Books };
        Assert.StartsWith("The unique constraint uq_books_title_pages of books has the column title, whose values have no bound",
            Assert.Throws<NotSupportedException>(() => MySqlDialect.MySql.Ddl.Compile(alter)).Message, StringComparison.Ordinal);
        Assert.StartsWith("The unique constraint uq_books_title_pages has the column title, whose length has no limit",
            Assert.Throws<NotSupportedException>(() => SqlServerDialect.Instance.Ddl.Compile(alter)).Message, StringComparison.Ordinal);
    }

    private static ColumnDefinition Column(SqlType type) => new("c", type);
}
