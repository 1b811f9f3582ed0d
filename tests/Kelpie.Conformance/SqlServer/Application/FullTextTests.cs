using Kelpie.Conformance.SqlServer.Validation;
using Kelpie.Database.FullText;
using Kelpie.Search.Queries;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.SqlServer;

namespace Kelpie.Conformance.SqlServer.Application;

/// <summary>What a full-text search sends to SQL Server.</summary>
public sealed class FullTextTests
{
    private static readonly FullTextOptions[] Options =
    [
        new(),
        new() { Under = "/home/me" },
        new() { Types = [".py"] },
        new() { Limit = 3, Under = "/home/me", Types = [".md", ".py"] },
    ];

    [Theory]
    [InlineData("garden")]
    [InlineData("\"raised be\"*")]
    [InlineData("garden \"raised be\"*")]
    [InlineData("garden (\"raised be\"* OR pot) NOT \"big do\"*")]
    public void A_search_speaks_of_what_is_there(string query) =>
        Assert.Empty(TSqlModelValidator.ErrorsOf(IndexSchema.Objects, [.. Options.Select(options => Compiled(query, options))]));

    [Theory]
    [InlineData("CONTAINSTABLE(chunks_fts, words", "CONTAINSTABLE(chunks_full, words")]
    [InlineData("CONTAINSTABLE(chunks_fts, words", "CONTAINSTABLE(chunks_fts, content")]
    [InlineData("chunks.content", "chunks.text")]
    [InlineData("JOIN file_metadata", "JOIN files")]
    public void A_name_that_is_not_there_is_found(string right, string wrong)
    {
        var compiled = Compiled("garden", new());
        Assert.NotEmpty(TSqlModelValidator.ErrorsOf(IndexSchema.Objects, [compiled with { Sql = compiled.Sql.Replace(right, wrong, StringComparison.Ordinal) }]));
    }

    [Fact]
    public void A_condition_is_a_variable_of_a_length_that_the_server_takes() => Assert.Equal(
        """
        DECLARE @match NVARCHAR(4000) = @condition, @part0 NVARCHAR(4000) = @condition0, @part1 NVARCHAR(4000) = @condition1;
        SELECT TOP (@limit) chunks.id, CAST(-found.[RANK] AS FLOAT), chunks.content
        FROM CONTAINSTABLE(chunks_fts, words, @match, LANGUAGE 1033) AS found
        JOIN chunks ON chunks.id = found.[KEY]
        JOIN file_metadata ON file_metadata.id = chunks.file_id
        WHERE (chunks.id IN (SELECT part.[KEY] FROM CONTAINSTABLE(chunks_fts, words, @part0, LANGUAGE 1033) AS part) AND chunks.id IN (SELECT part.[KEY] FROM CONTAINSTABLE(chunks_fts, words, @part1, LANGUAGE 1033) AS part)) AND file_metadata.file_type + '|' IN (@type0)
        ORDER BY 2, 1;
        """,
        Compiled("garden \"raised be\"*", new() { Types = [".py"] }).Sql);

    [Fact]
    public async Task A_query_of_nothing_is_not_sent() =>
        Assert.Empty(await Assert.IsType<SqlServerFullText>(FullTextIndex.For("mssql")).SearchAsync(null!, Nothing.Instance, new()));

    [Fact]
    public void Every_parameter_gets_its_value()
    {
        var (_, arguments) = SqlServerFullText.Compose(SearchQuery.Parse("garden \"raised be\"*"), new() { Under = "/src", Types = [".py"] });

        Assert.Equal(
            [
                ("condition", "FORMSOF(INFLECTIONAL, \"garden\") AND \"raised be*\""),
                ("condition0", "FORMSOF(INFLECTIONAL, \"garden\")"),
                ("condition1", "NEAR((\"raised\", \"be*\"), 0, TRUE)"),
                ("from", "/src/"), ("to", "/src0"), ("type0", ".py|"),
            ],
            arguments.Select(argument => (argument.Name, (string)argument.Value!)));
    }

    private static CompiledStatement Compiled(string query, FullTextOptions options)
    {
        var (sql, arguments) = SqlServerFullText.Compose(SearchQuery.Parse(query), options);
        return FullTextIndex.Rows(sql, [.. arguments, ("limit", (long)options.Limit)]).Compile(SqlServerDialect.Instance);
    }
}
