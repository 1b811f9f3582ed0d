using System.Text;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.MySql;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.SqlServer;

namespace Kelpie.Sql.Tests.Docs;

/// <summary>The tables of docs/sql/databases.md are made of what the dialects say of themselves.</summary>
public sealed class DatabasesTests
{
    private const string Accept = "KELPIE_ACCEPT_DOCS";
    private const string Begin = "<!-- made by DatabasesTests: begin -->\n";
    private const string End = "<!-- made by DatabasesTests: end -->\n";

    private static readonly Dialect[] All =
        [SqliteDialect.Instance, PostgreSqlDialect.Instance, MySqlDialect.MySql, MySqlDialect.MariaDb, SqlServerDialect.Instance];

    private static readonly string[] Products = ["SQLite", "PostgreSQL", "MySQL", "MariaDB", "SQL Server"];

    private static readonly (string Name, SqlType Type)[] EachType =
    [
        ("Bool", Types.Bool), ("Integer", Types.Integer), ("BigInt", Types.BigInt), ("DoublePrecision", Types.DoublePrecision), ("Numeric(12, 2)", Types.Numeric(12, 2)),
        ("Text", Types.Text), ("Varchar(100)", Types.Varchar(100)), ("AsciiKey(64)", Types.AsciiKey(64)), ("Timestamp", Types.Timestamp), ("Date", Types.Date),
        ("Json", Types.Json), ("Bytes", Types.Bytes), ("Uuid", Types.Uuid), ("Vector(384)", Types.Vector(384)),
    ];

    [Fact]
    public void The_tables_are_those_of_the_dialects()
    {
        var file = Path.Combine(Repository.Root, "docs", "sql", "databases.md");
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        var made = Made();
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            text = text[..from] + made + text[to..];
            File.WriteAllText(file, text);
            to = from + made.Length;
        }

        Assert.True(
            text[from..to] == made,
            $"docs/sql/databases.md does not say what the dialects say; run this test once with {Accept}=1, and commit the file with your change. It should be:\n{made}");
    }

    [Fact]
    public void Each_capability_has_a_row()
    {
        string[] named =
        [
            "HasLateralJoins", "HasUpdateFrom", "HasDeleteUsing", "InsertReturns", "UpdateReturns", "DeleteReturns", "HasDistinctRecursion", "HasRowLocks", "HasFilter",
            "HasNullsOrder", "HasPartialIndexes", "HasExpressionIndexes", "HasTransactionalDdl", "HasTextKeys", "HasRenamesInConditions", "LongestName", "Views",
        ];
        Assert.Equal(named.Order(), typeof(Capabilities).GetProperties().Where(property => property.CanWrite).Select(property => property.Name).Order());
    }

    [Fact]
    public void Each_type_has_a_row() => Assert.Equal(
        typeof(Types).GetProperties().Select(property => property.Name)
            .Concat(typeof(Types).GetMethods().Where(method => !method.IsSpecialName && method.DeclaringType == typeof(Types)).Select(method => method.Name)).Order(),
        EachType.Select(type => type.Name.Split('(')[0]).Order());

    private static string Made()
    {
        var text = new StringBuilder("## What each can do\n\n");
        Head(text, "");
        Row(text, "Lateral joins", c => YesNo(c.HasLateralJoins));
        Row(text, "Update through other tables", c => YesNo(c.HasUpdateFrom));
        Row(text, "Delete through other tables", c => YesNo(c.HasDeleteUsing));
        Row(text, "Insert hands back", c => Returned(c.InsertReturns));
        Row(text, "Update hands back", c => Returned(c.UpdateReturns));
        Row(text, "Delete hands back", c => Returned(c.DeleteReturns));
        Row(text, "Recursion that drops rows found before", c => YesNo(c.HasDistinctRecursion));
        Row(text, "Row locks", c => YesNo(c.HasRowLocks));
        Row(text, "`FILTER` of an aggregate", c => c.HasFilter ? "yes" : "as `CASE`");
        Row(text, "`NULLS FIRST`, `NULLS LAST`", c => c.HasNullsOrder ? "yes" : "as a criterion before");
        Row(text, "Indexes of some rows", c => YesNo(c.HasPartialIndexes));
        Row(text, "Indexes over expressions", c => YesNo(c.HasExpressionIndexes));
        Row(text, "Schema changes in a transaction", c => YesNo(c.HasTransactionalDdl));
        Row(text, "Unbounded text in a key", c => YesNo(c.HasTextKeys));
        Row(text, "A new name of a column in checks and indexed expressions", c => YesNo(c.HasRenamesInConditions));
        Row(text, "A view holds on to", c => c.Views switch
        {
            ViewBinding.Columns => "its columns",
            ViewBinding.RewrittenNames => "names, rewritten with them",
            _ => "names",
        });
        Row(text, "Longest name", c => c.LongestName ?? "any");
        Row(text, "Parameters in a statement", All.Select(dialect => FormattableString.Invariant($"{dialect.MaxParameters:N0}")));
        Row(text, "Rows behind `VALUES`", All.Select(dialect => dialect.MaxRows == int.MaxValue ? "any" : FormattableString.Invariant($"{dialect.MaxRows:N0}")));
        text.Append("\n## How types are spelled\n\n");
        Head(text, "type");
        foreach (var (name, type) in EachType)
        {
            Row(text, $"`{name}`", All.Select(dialect => $"`{dialect.SpellType(type)}`"));
        }

        return text.Append('\n').ToString();
    }

    private static void Head(StringBuilder text, string first)
    {
        Row(text, first, Products);
        text.Append("|---").Insert(text.Length, "|---", Products.Length).Append("|\n");
    }

    private static void Row(StringBuilder text, string what, Func<Capabilities, string> cell) => Row(text, what, All.Select(dialect => cell(dialect.Capabilities)));

    private static void Row(StringBuilder text, string what, IEnumerable<string> cells) => text.Append($"| {what} | {string.Join(" | ", cells)} |\n");

    private static string YesNo(bool can) => can ? "yes" : "no";

    private static string Returned(ReturnedRows rows) => rows switch
    {
        ReturnedRows.None => "nothing",
        ReturnedRows.IdentityOnly => "the number of the one row",
        _ => "any value",
    };
}
