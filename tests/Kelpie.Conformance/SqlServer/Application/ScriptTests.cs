using Kelpie.Conformance.SqlServer.Validation;
using Kelpie.Database.Migrations;
using Kelpie.Migrations.Running;
using Kelpie.Search.Queries;
using Kelpie.Sql.SqlServer;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using TSqlParser = Kelpie.Conformance.SqlServer.Validation.TSqlParser;

namespace Kelpie.Conformance.SqlServer.Application;

/// <summary>The raw SQL of the first revision.</summary>
public sealed class ScriptTests
{
    [Fact]
    public void What_the_script_creates_fits_the_tables() => Assert.Empty(TSqlModelValidator.ErrorsOf(IndexSchema.Objects, []));

    [Theory]
    [InlineData("inserted.content", "inserted.contents")]
    [InlineData("REFERENCES chunks (id)", "REFERENCES chunk (id)")]
    [InlineData("(words LANGUAGE 1033)", "(content LANGUAGE 1033)")]
    [InlineData("KEY INDEX pk_chunks_fts", "KEY INDEX pk_chunks")]
    [InlineData("ON kelpie WITH", "ON nowhere WITH")]
    [InlineData("SET words = dbo.kelpie_words", "SET words = dbo.kelpie_word")]
    public void A_name_that_is_not_there_is_found(string right, string wrong) => Assert.Contains(
        TSqlModelValidator.ErrorsOf([.. IndexSchema.Objects.Select(sql => sql.Replace(right, wrong, StringComparison.Ordinal))], []),
        error => error.StartsWith("SQL7150", StringComparison.Ordinal));

    [Fact]
    public void Every_statement_is_one_that_the_server_can_read()
    {
        foreach (var sql in IndexSchema.Script.Concat(IndexSchema.DownScript))
        {
            Assert.Empty(TSqlParser.ErrorsOf(sql));
            Assert.Empty(TSqlLint.ErrorsOf(sql));
            IndexSchema.StatementOf(sql);
        }
    }

    [Fact]
    public void A_server_without_full_text_is_refused_before_anything_is_made()
    {
        var first = Assert.IsType<IfStatement>(IndexSchema.StatementOf(IndexSchema.Script[0]));
        var asked = Assert.IsType<BooleanComparisonExpression>(first.Predicate);

        Assert.Equal("FULLTEXTSERVICEPROPERTY", Assert.IsType<FunctionCall>(asked.FirstExpression).FunctionName.Value);
        Assert.Contains("mssql-server-fts", Assert.IsType<StringLiteral>(Assert.IsType<ThrowStatement>(first.ThenStatement).Message).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_one_script_creates_the_other_drops_in_the_opposite_order()
    {
        string[] created = [.. IndexSchema.Script.Skip(1).Select(Created)];

        Assert.Equal(
            ["function kelpie_words", "table chunks_fts", "trigger chunks_fts_insert", "trigger chunks_fts_update", "catalogue kelpie", "full text of chunks_fts"],
            created);
        Assert.Equal(created.Reverse(), IndexSchema.DownScript.Select(Dropped));
    }

    [Theory]
    [InlineData("base", "head")]
    [InlineData("head", "base")]
    public void The_revision_can_be_written_down_without_a_database(string from, string to)
    {
        var plan = MigrationPlan.Between(KelpieRevisions.Graph, SqlServerDialect.Instance, from, to);
        var statements = plan.Steps.SelectMany(step => step.Statements).ToList();

        Assert.Superset((from == "base" ? IndexSchema.Script : IndexSchema.DownScript).ToHashSet(), statements.ToHashSet());
        Assert.Empty(statements.SelectMany(TSqlParser.ErrorsOf).Concat(statements.SelectMany(TSqlLint.ErrorsOf)));
    }

    // https://learn.microsoft.com/previous-versions/sql/sql-server-2008-r2/ms191544(v=sql.105): error 574 otherwise.
    [Fact]
    public void What_no_transaction_takes_is_marked_and_stands_apart()
    {
        Assert.All(IndexSchema.Script.Concat(IndexSchema.DownScript), sql => Assert.Equal(IsFullText(sql), IndexSchema.IsMarked(sql)));
        Assert.Equal([false, false, false, false, false, true, true], IndexSchema.Script.Select(IndexSchema.IsMarked));
        Assert.Equal([true, true, false, false, false, false], IndexSchema.DownScript.Select(IndexSchema.IsMarked));
    }

    [Fact]
    public void What_the_script_takes_for_a_separator_is_one_in_the_query_language()
    {
        var function = Assert.IsType<CreateFunctionStatement>(IndexSchema.StatementOf(IndexSchema.Script[1]));
        var separators = new Separators();
        function.Accept(separators);

        Assert.DoesNotContain(separators.Text, c => Unicode61.ContinuesWord(c));
        Assert.Equal(separators.Text.Length, separators.Text.Distinct().Count());
        Assert.Superset(
            Enumerable.Range('!', '~' - '!' + 1).Where(c => !Unicode61.BeginsWord(c)).Select(c => (char)c).ToHashSet(),
            separators.Text.ToHashSet());
    }

    private static bool IsFullText(string sql) => IndexSchema.StatementOf(sql)
        is CreateFullTextCatalogStatement or CreateFullTextIndexStatement or DropFullTextCatalogStatement or DropFullTextIndexStatement;

    private static string Created(string sql) => IndexSchema.StatementOf(sql) switch
    {
        CreateFunctionStatement made => $"function {made.Name.BaseIdentifier.Value}",
        CreateTableStatement made => $"table {made.SchemaObjectName.BaseIdentifier.Value}",
        CreateTriggerStatement made => $"trigger {made.Name.BaseIdentifier.Value}",
        CreateFullTextCatalogStatement made => $"catalogue {made.Name.Value}",
        CreateFullTextIndexStatement made => $"full text of {made.OnName.BaseIdentifier.Value}",
        var other => throw new NotSupportedException($"{other.GetType().Name} is none that this test knows."),
    };

    private static string Dropped(string sql) => IndexSchema.StatementOf(sql) switch
    {
        DropFunctionStatement gone => $"function {gone.Objects.Single().BaseIdentifier.Value}",
        DropTableStatement gone => $"table {gone.Objects.Single().BaseIdentifier.Value}",
        DropTriggerStatement gone => $"trigger {gone.Objects.Single().BaseIdentifier.Value}",
        DropFullTextCatalogStatement gone => $"catalogue {gone.Name.Value}",
        DropFullTextIndexStatement gone => $"full text of {gone.TableName.BaseIdentifier.Value}",
        var other => throw new NotSupportedException($"{other.GetType().Name} is none that this test knows."),
    };

    private sealed class Separators : TSqlFragmentVisitor
    {
        internal string Text { get; private set; } = "";

        public override void Visit(DeclareVariableElement node)
        {
            // The function's own parameter is such an element, too, of no value.
            foreach (var part in node.Value is { } value ? Parts(value) : [])
            {
                Text += part is StringLiteral text ? text.Value : (char)Convert.ToInt32(((BinaryLiteral)((FunctionCall)part).Parameters[0]).Value, 16);
            }
        }

        private static IEnumerable<ScalarExpression> Parts(ScalarExpression value) =>
            value is BinaryExpression sum ? Parts(sum.FirstExpression).Concat(Parts(sum.SecondExpression)) : [value];
    }
}
