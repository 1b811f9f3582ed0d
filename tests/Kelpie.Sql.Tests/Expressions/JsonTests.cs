using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.MySql;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.SqlServer;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Sql.Tests.Expressions;

public sealed class JsonTests
{
    private static readonly NotesTable N = new();

    [Fact]
    public void A_text() => AssertEach(
        N.Doc.JsonText("a"),
        """CASE json_type(notes.doc, '$."a"') WHEN 'text' THEN json_extract(notes.doc, '$."a"') WHEN 'null' THEN NULL WHEN 'object' THEN NULL WHEN 'array' THEN NULL ELSE (notes.doc -> '$."a"') || '' END""",
        """CASE WHEN jsonb_typeof((notes.doc -> 'a')) NOT IN ('object', 'array') THEN ((notes.doc -> 'a') #>> '{}') COLLATE "C" END""",
        """CASE WHEN JSON_TYPE(JSON_EXTRACT(notes.doc, '$."a"')) COLLATE utf8mb4_0900_bin NOT IN ('OBJECT', 'ARRAY', 'NULL') THEN JSON_UNQUOTE(JSON_EXTRACT(notes.doc, '$."a"')) COLLATE utf8mb4_0900_bin END""",
        """CASE WHEN JSON_TYPE(JSON_EXTRACT(notes.doc, '$."a"')) NOT IN ('OBJECT', 'ARRAY', 'NULL') THEN JSON_UNQUOTE(JSON_EXTRACT(notes.doc, '$."a"')) COLLATE utf8mb4_0900_bin END""",
        "(SELECT TOP (1) CASE WHEN json1.[type] IN (1, 2, 3) THEN json1.[value] END COLLATE Latin1_General_100_BIN2 FROM OPENJSON(N'[' + notes.doc + N']') AS json0 "
            + "CROSS APPLY OPENJSON(CASE WHEN json0.[type] = 5 THEN json0.[value] END) AS json1 WHERE json1.[key] + N'.' = N'a.' COLLATE Latin1_General_100_BIN2)");

    [Fact]
    public void The_first_place_is_asked_whether_it_is_one_of_an_array() => AssertEach(
        N.Doc.JsonBoolean(0),
        """CASE json_type(notes.doc, '$[0]') WHEN 'true' THEN 1 WHEN 'false' THEN 0 END""",
        """CASE WHEN jsonb_typeof(notes.doc) = 'array' THEN CASE WHEN jsonb_typeof((notes.doc -> 0)) = 'boolean' THEN CAST((notes.doc -> 0) AS boolean) END END""",
        """CASE WHEN JSON_TYPE(JSON_EXTRACT(notes.doc, '$')) COLLATE utf8mb4_0900_bin = 'ARRAY' THEN CASE WHEN JSON_TYPE(JSON_EXTRACT(notes.doc, '$[0]')) COLLATE utf8mb4_0900_bin = 'BOOLEAN' THEN JSON_UNQUOTE(JSON_EXTRACT(notes.doc, '$[0]')) COLLATE utf8mb4_0900_bin = 'true' END END""",
        """CASE WHEN JSON_TYPE(JSON_EXTRACT(notes.doc, '$')) = 'ARRAY' THEN CASE WHEN JSON_TYPE(JSON_EXTRACT(notes.doc, '$[0]')) = 'BOOLEAN' THEN JSON_UNQUOTE(JSON_EXTRACT(notes.doc, '$[0]')) COLLATE utf8mb4_0900_bin = 'true' END END""",
        "(SELECT TOP (1) CAST(CASE WHEN json1.[type] = 3 THEN CASE json1.[value] WHEN N'true' THEN 1 ELSE 0 END END AS BIT) FROM OPENJSON(N'[' + notes.doc + N']') AS json0 "
            + "CROSS APPLY OPENJSON(CASE WHEN json0.[type] = 4 THEN json0.[value] END) AS json1 WHERE json1.[key] = N'0')");

    [Fact]
    public void An_object() => AssertEach(
        JsonObject(("it's", N.Title), ("on", N.IsOn), ("doc", N.Doc)),
        "json_object('it''s', notes.title, 'on', json(CASE WHEN notes.is_on THEN 'true' WHEN NOT notes.is_on THEN 'false' END), 'doc', json(notes.doc))",
        "jsonb_build_object('it''s', notes.title, 'on', notes.is_on, 'doc', notes.doc)",
        "JSON_OBJECT('it''s', notes.title, 'on', CAST(CASE WHEN notes.is_on THEN 'true' WHEN NOT notes.is_on THEN 'false' END AS JSON), 'doc', CAST(notes.doc AS JSON))",
        "JSON_OBJECT('it''s', notes.title, 'on', JSON_EXTRACT(CASE WHEN notes.is_on THEN 'true' WHEN NOT notes.is_on THEN 'false' END, '$'), 'doc', JSON_EXTRACT(notes.doc, '$'))",
        "(N'{' + N'\"it''s\":' + COALESCE(N'\"' + STRING_ESCAPE(CAST(notes.title AS NVARCHAR(MAX)), 'json') + N'\"', N'null') + N',\"on\":' + "
            + "COALESCE(CASE notes.is_on WHEN 1 THEN N'true' WHEN 0 THEN N'false' END, N'null') + N',\"doc\":' + COALESCE(notes.doc, N'null') + N'}')");

    [Fact]
    public void An_array() => AssertEach(
        JsonArray(N.Title, N.Doc),
        "json_array(notes.title, json(notes.doc))",
        "jsonb_build_array(notes.title, notes.doc)",
        "JSON_ARRAY(notes.title, CAST(notes.doc AS JSON))",
        "JSON_ARRAY(notes.title, JSON_EXTRACT(notes.doc, '$'))",
        "(N'[' + COALESCE(N'\"' + STRING_ESCAPE(CAST(notes.title AS NVARCHAR(MAX)), 'json') + N'\"', N'null') + N',' + COALESCE(notes.doc, N'null') + N']')");

    [Theory]
    [InlineData("a", """$."a" """)]
    [InlineData("a.b", """$."a.b" """)]
    [InlineData("$", """$."$" """)]
    [InlineData("[0]", """$."[0]" """)]
    [InlineData("say \"hi\"", """$."say \"hi\"" """)]
    [InlineData(@"a\b", """$."a\\b" """)]
    [InlineData("a\n\u0001", """$."a\n\u0001" """)]
    [InlineData("日本", """$."日本" """)]
    public void A_name_of_any_characters_is_one_step(string name, string path) => Assert.Equal(path.TrimEnd(), JsonPath.Of([name]));

    [Fact]
    public void A_path_has_names_and_places() => Assert.Equal("""$."a"[3]."0" """.TrimEnd(), JsonPath.Of(["a", 3, "0"]));

    [Fact]
    public void What_is_no_document_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => N.Title.JsonText("a"));
        Assert.StartsWith("JsonText needs a JSON document, not TextType", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_with_NUL_and_a_negative_place_are_refused()
    {
        Assert.Throws<ArgumentException>(() => N.Doc.JsonText("a\0"));
        Assert.Throws<ArgumentOutOfRangeException>(() => N.Doc.JsonText(-1));
    }

    [Fact]
    public void An_object_has_each_name_once_and_fifty_of_them_at_the_most()
    {
        Assert.Throws<ArgumentException>(() => JsonObject(("a", N.Title), ("a", N.Doc)));
        Assert.Throws<ArgumentException>(() => JsonArray([.. Enumerable.Repeat<Expression>(N.Title, 51)]));
    }

    [Fact]
    public void A_moment_has_no_one_form_in_JSON()
    {
        var error = Assert.Throws<ArgumentException>(() => JsonArray(Now()));
        Assert.Contains("give it as text", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SQL_Server_takes_no_path_within_an_aggregate_or_a_group()
    {
        var number = N.Doc.JsonInteger("n");
        var sum = Assert.Throws<NotSupportedException>(() => Select(Sum(number)).From(N).Compile(SqlServerDialect.Instance));
        Assert.Equal("mssql has no JSON path within an aggregate; find the value in a derived table, and use its column.", sum.Message);
        var group = Assert.Throws<NotSupportedException>(() => Select(CountAll()).From(N).GroupBy(number).Compile(SqlServerDialect.Instance));
        Assert.Equal("mssql has no JSON path within GROUP BY; find the value in a derived table, and use its column.", group.Message);
    }

    private static void AssertEach<T>(Expression<T> value, string sqlite, string postgresql, string mysql, string mariadb, string mssql)
    {
        var statement = Select(value).From(N);
        var dialects = new (Dialect Dialect, string Sql)[]
        {
            (SqliteDialect.Instance, sqlite), (PostgreSqlDialect.Instance, postgresql), (MySqlDialect.MySql, mysql), (MySqlDialect.MariaDb, mariadb),
            (SqlServerDialect.Instance, mssql),
        };
        Assert.Equal(
            dialects.Select(dialect => $"SELECT {dialect.Sql} FROM notes"), dialects.Select(dialect => statement.Compile(dialect.Dialect).Sql));
    }

    private sealed class NotesTable : Table<NotesTable>
    {
        public NotesTable()
            : base("notes")
        {
            Doc = Column("doc", Types.Json);
            Title = Column("title", Types.Text);
            IsOn = Column("is_on", Types.Bool);
        }

        public Column<string> Doc { get; }

        public Column<string> Title { get; }

        public Column<bool> IsOn { get; }
    }
}
