using System.Collections.Immutable;
using Kelpie.Conformance.SqlServer.Validation;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.SqlServer;

namespace Kelpie.Sql.Tests.SqlServer;

/// <summary>What would find nothing proves nothing: here it finds.</summary>
public sealed class ValidatorTests
{
    private const string Table = "CREATE TABLE notes (id BIGINT NOT NULL PRIMARY KEY, label NVARCHAR(40) NOT NULL)";

    [Theory]
    [InlineData("SELECT notes.id FROM notes WHERE", "SQL46029")]
    [InlineData("SELECT notes.id FROM notes LIMIT 1", "SQL46010")]
    [InlineData("SELECT notes.id FROM notes WHERE notes.id", "SQL46029")]
    [InlineData("SELECT order FROM notes", "SQL46010")]
    [InlineData("MERGE INTO notes WITH (HOLDLOCK) USING (SELECT 1 AS id) AS n ON n.id = notes.id WHEN MATCHED THEN DELETE", "SQL46097")]
    [InlineData("SELECT notes.title FROM notes", "SQL71501")]
    [InlineData("SELECT n.id FROM nowhere AS n", "SQL71502")]
    [InlineData("INSERT INTO notes (id, title) VALUES (1, N'a')", "SQL71501")]
    [InlineData("SELECT now()", "lint: now")]
    [InlineData("SELECT COUNT(*) FROM notes", "lint: COUNT")]
    [InlineData("SELECT \"id\" FROM notes", "lint: the name id")]
    [InlineData("SELECT CAST(notes.id AS NVARCHAR(5000)) FROM notes", "lint: NVarChar(5000)")]
    [InlineData("SELECT notes.label COLLATE Nowhere_BIN FROM notes", "lint: the collation Nowhere_BIN")]
    [InlineData("SELECT 'é'", "lint: the text")]
    [InlineData("MERGE INTO notes USING (SELECT 1 AS id) AS n ON n.id = notes.id WHEN MATCHED THEN DELETE;", "lint: a MERGE")]
    public void A_bad_statement_is_found(string sql, string error) =>
        Assert.Contains(error, Errors([Table], sql)[0], StringComparison.Ordinal);

    [Theory]
    [InlineData("CREATE TABLE t (a NVARCHAR(5000))", "lint: NVarChar(5000)")]
    [InlineData("CREATE TABLE t (a NVARCHAR(500) NOT NULL, PRIMARY KEY (a))", "lint: a primary key of t has 1000 bytes, and 900 may be")]
    [InlineData("CREATE TABLE t (a NVARCHAR(MAX) NOT NULL, CONSTRAINT u UNIQUE (a))", "lint: a unique constraint of t has unlimited bytes")]
    [InlineData("CREATE TABLE t (a NVARCHAR(9) COLLATE Latin1_BIN)", "lint: the collation Latin1_BIN")]
    [InlineData("CREATE TABLE t (a DATETIME2(6) DEFAULT now())", "lint: now")]
    [InlineData("CREATE TABLE t (a BIGINT REFERENCES nowhere (id))", "SQL71501")]
    [InlineData("CREATE TABLE t (a BIGINT, CONSTRAINT k FOREIGN KEY (a) REFERENCES t (a) ON DELETE CASCADE)", "lint: rows of t change by several ways")]
    public void A_bad_table_is_found(string sql, string error) => Assert.Contains(error, string.Join('\n', Errors([sql])), StringComparison.Ordinal);

    [Fact]
    public void Two_ways_of_a_cascade_are_found()
    {
        string[] tables =
        [
            "CREATE TABLE a (id INT NOT NULL, PRIMARY KEY (id))",
            "CREATE TABLE b (id INT NOT NULL, a INT, PRIMARY KEY (id), CONSTRAINT ba FOREIGN KEY (a) REFERENCES a (id) ON DELETE CASCADE)",
            "CREATE TABLE c (a INT, b INT, CONSTRAINT ca FOREIGN KEY (a) REFERENCES a (id) ON DELETE SET NULL, CONSTRAINT cb FOREIGN KEY (b) REFERENCES b (id) ON DELETE CASCADE)",
        ];
        Assert.Equal(["lint: rows of c change by several ways, or in a circle, when one of a changes"], Errors(tables));
    }

    [Fact]
    public void Nothing_is_found_where_nothing_is_wrong() =>
        Assert.Empty(Errors([Table], "SELECT TOP (1) notes.id FROM notes WHERE notes.label = N'é' ORDER BY notes.label"));

    private static IReadOnlyList<string> Errors(string[] schema, params string[] statements) => TSqlModelValidator.ErrorsOf(
        schema, [.. statements.Select(sql => new CompiledStatement(SqlServerDialect.Instance, sql, ImmutableArray<CompiledParameter>.Empty))]);
}
