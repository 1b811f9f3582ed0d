using Kelpie.Conformance.SqlServer.Validation;
using Kelpie.Sql.Schema;
using Kelpie.Sql.SqlServer;

namespace Kelpie.Sql.Tests.SqlServer;

/// <summary>Without a server: what is asked of it is well formed, and what it would say is understood.</summary>
public sealed class InspectionTests
{
    [Fact]
    public void What_is_asked_of_the_catalogue_parses()
    {
        Assert.NotEmpty(CatalogueQueries.All);
        foreach (var query in CatalogueQueries.All)
        {
            var sql = query.Compile(SqlServerDialect.Instance).Sql;
            Assert.Empty(TSqlParser.ErrorsOf(sql));
            Assert.Empty(TSqlLint.ErrorsOf(sql));
        }
    }

    [Fact]
    public void Types_are_read_back()
    {
        SqlType[] types =
        [
            Types.Bool, Types.Integer, Types.BigInt, Types.DoublePrecision, Types.Numeric(28, 6), Types.Varchar(40), Types.Text, Types.AsciiKey(64),
            Types.Timestamp, Types.Date, Types.Json, Types.Uuid, Types.Bytes, Types.Vector(3), new TextType(9, TextCollation.DatabaseDefault),
        ];
        foreach (var type in types)
        {
            var spelled = SqlServerDialect.Instance.SpellType(type).Split(" COLLATE ");
            var read = CatalogueColumns.Of(
                ("a", spelled[0].ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal), spelled.ElementAtOrDefault(1), false, false, null, null, type is JsonType));
            Assert.Equal(new ColumnDefinition("a", type), read);
        }

        Assert.Equal(new UnknownType("mssql", "XML"), CatalogueColumns.Of(("a", "xml", null, false, false, null, null, false)).Type);
    }

    [Fact]
    public void Defaults_are_read_back()
    {
        Assert.Equal(DefaultValue.Of(-1), Default("int", "((-1))"));
        Assert.Equal(DefaultValue.Of(true), Default("bit", "((1))"));
        Assert.Equal(DefaultValue.Of(1.50m), Default("decimal(9,2)", "((1.50))"));
        Assert.Equal(DefaultValue.Of("it's (new)"), Default("nvarchar(20)", "(N'it''s (new)')"));
        Assert.Equal(DefaultValue.Now, Default("datetime2(6)", "(sysutcdatetime())"));
        Assert.Equal(DefaultValue.Sql("1 + 2"), Default("int", "((1)+(2))"));
        Assert.Null(Default("int", null));
    }

    [Fact]
    public void Keys_and_indexes_are_read_back()
    {
        var read = CatalogueIndexes.Of("t",
        [
            (1, "", "key", null, "id", false),
            (2, "uq_t_a", "unique", "([a] IS NOT NULL)", "a", false),
            (3, "ix", "index", "([b]>(1))", "a", true), (3, "ix", "index", "([b]>(1))", "b", false),
            (4, "ux", "unique index", "([b]>(1) AND [a] IS NOT NULL)", "a", false),
            (5, "uy", "unique index", "([a] IS NOT NULL)", "a", false),
        ]);
        Assert.Equal(new PrimaryKey(["id"]), read.PrimaryKey);
        Assert.Equal([new UniqueConstraint("uq_t_a", ["a"])], read.Uniques);
        Assert.Equal(
            [
                new IndexDefinition("ix", "t", [new IndexColumn("a", true), new IndexColumn("b")]) { Where = "b > 1" },
                new IndexDefinition("ux", "t", [new IndexColumn("a")]) { IsUnique = true, Where = "b > 1" },
                new IndexDefinition("uy", "t", [new IndexColumn("a")]) { IsUnique = true },
            ],
            read.Indexes);
    }

    [Theory]
    [InlineData("([amount]>=(0))", "amount >= 0")]
    [InlineData("([order]<>N'a>b' AND [x]]y] IS NOT NULL)", "[order] <> N'a>b' AND [x]]y] IS NOT NULL")]
    [InlineData("(len([a])>(2) OR [b]=(-1.5))", "len(a) > 2 OR b = -1.5")]
    public void Conditions_lose_what_the_server_put_around(string kept, string plain) => Assert.Equal(plain, KeptSql.Plain(kept));

    [Theory]
    [InlineData("CREATE VIEW [as x] AS SELECT 1 AS a", "SELECT 1 AS a")]
    [InlineData("create view v\nas\nselect 1", "select 1")]
    public void A_view_is_its_query(string kept, string query) => Assert.Equal(query, KeptSql.QueryOf(kept));

    [Theory]
    [InlineData(2627, "", DatabaseErrorKind.Unique)]
    [InlineData(547, "The INSERT statement conflicted with the FOREIGN KEY constraint \"CHECK_1\".", DatabaseErrorKind.ForeignKey)]
    [InlineData(547, "The DELETE statement conflicted with the REFERENCE constraint \"fk\".", DatabaseErrorKind.ForeignKey)]
    [InlineData(547, "The INSERT statement conflicted with the CHECK constraint \"fk\".", DatabaseErrorKind.Check)]
    [InlineData(515, "", DatabaseErrorKind.NotNull)]
    [InlineData(1205, "", DatabaseErrorKind.Deadlock)]
    [InlineData(1222, "", DatabaseErrorKind.Busy)]
    [InlineData(-2, "", DatabaseErrorKind.Timeout)]
    [InlineData(18456, "", DatabaseErrorKind.AccessDenied)]
    [InlineData(4060, "", DatabaseErrorKind.CannotOpen)]
    [InlineData(10054, "", DatabaseErrorKind.ConnectionLost)]
    [InlineData(208, "", DatabaseErrorKind.Syntax)]
    [InlineData(8115, "", DatabaseErrorKind.BadValue)]
    [InlineData(1105, "", DatabaseErrorKind.Full)]
    [InlineData(0, "Operation cancelled by user.", DatabaseErrorKind.Interrupted)]
    [InlineData(50000, "", DatabaseErrorKind.Other)]
    public void Errors_are_told_by_their_numbers(int number, string message, DatabaseErrorKind kind) => Assert.Equal(kind, SqlServerErrors.KindOf(number, message));

    [Fact]
    public async Task A_program_without_the_driver_says_so()
    {
        await using var engine = Sql.Engine.Create(DatabaseUrl.Parse("mssql://sa:secret@host/db"), [MissingSqlServerDriver.Instance]);
        var error = await Assert.ThrowsAsync<DatabaseException>(async () => await engine.ConnectAsync());
        Assert.Equal(DatabaseErrorKind.CannotOpen, error.Kind);
        Assert.StartsWith("mssql://sa@host/db: this program was built without a driver for SQL Server, which cannot be part of a native build.", error.Message, StringComparison.Ordinal);
    }

    private static DefaultValue? Default(string type, string? sql) => CatalogueColumns.Of(("a", type, null, false, false, sql, null, false)).Default;
}
