using Kelpie.Conformance.Backends;
using Kelpie.Conformance.SqlServer;
using Kelpie.Sql;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance.MySql;

/// <summary>What is declared on MySQL and MariaDB comes back as it was declared.</summary>
public sealed class MySqlSchemaTests
{
    private static readonly TableDefinition Parent = new TableBuilder("parents")
        .Column("id", Types.BigInt, identity: true).PrimaryKey("id").Build();

    private static readonly TableDefinition Child = new TableBuilder("children", "it's a \\ \"table\"")
        .Column("id", Types.BigInt, identity: true, comment: "the 'number'")
        .Column("parent", Types.BigInt)
        .Column("select", Types.Varchar(40), defaultValue: DefaultValue.Of("it's \\ \"é\" 😀"))
        .Column("long", Types.Text, defaultValue: DefaultValue.Of("'\\n"))
        .Column("by_default", new TextType(9, TextCollation.DatabaseDefault).Nullable())
        .Column("key", Types.AsciiKey(64).Nullable())
        .Column("price", Types.Numeric(12, 3), defaultValue: DefaultValue.Of(-1.125m))
        .Column("n", Types.Integer, defaultValue: DefaultValue.Of(-5))
        .Column("sum", Types.Integer, defaultValue: DefaultValue.Sql("1 + 2 * 3"))
        .Column("truth", Types.Bool, defaultValue: DefaultValue.Of(false))
        .Column("made", Types.Timestamp, defaultValue: DefaultValue.Now)
        .Column("day", Types.Date.Nullable())
        .Column("doc", Types.Json.Nullable())
        .Column("bytes", Types.Bytes.Nullable())
        .Column("guid", Types.Uuid.Nullable())
        .Column("vector", Types.Vector(3).Nullable())
        .Column("ratio", Types.DoublePrecision.Nullable())
        .PrimaryKey("id")
        .Unique("parent", "n")
        .Check("ck_a", "n >= -10 AND (price < 5 OR \"select\" <> 'it''s é')")
        .Check("ck_b", "\"select\" LIKE 'x%' OR NOT price BETWEEN 1 AND 2 OR n IN (1, 2) OR by_default IS NOT NULL")
        .ForeignKey("parent", "parents", "id", ReferentialAction.Cascade)
        .Index(new IndexDefinition("ix_a", "children", [new("n", IsDescending: true), new("price")]))
        .Index(new IndexDefinition("ix_b", "children", [new("guid")]) { IsUnique = true })
        .Build();

    [Theory, BothServers]
    public async Task A_table_of_everything_comes_back(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync();
        await CreateAsync(db, Parent, Child);
        var found = (await db.Driver.Inspector.FindTableAsync(db, "children"))!;
        // MySQL turns a NOT in front of a BETWEEN into NOT BETWEEN, and so does this library.
        var expected = Child with
        {
            Checks = [Child.Checks[0], Child.Checks[1] with { Sql = Child.Checks[1].Sql.Replace("NOT price BETWEEN", "price NOT BETWEEN", StringComparison.Ordinal) }],
        };
        Assert.Equal(expected.Columns, found.Columns);
        Assert.Equal(expected, found);
    }

    [Theory, BothServers]
    public async Task A_default_is_what_it_was_declared_to_be(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync();
        await CreateAsync(db, Parent, Child);
        await db.ExecuteScriptAsync("INSERT INTO parents VALUES (0); INSERT INTO children (parent) VALUES (0)");
        Assert.Equal(
            ("it's \\ \"é\" 😀", "'\\n", -1.125m, 7),
            await db.FirstAsync(Text("SELECT `select`, `long`, price, `sum` FROM children").Rows(Types.Text, Types.Text, Types.Numeric(12, 3), Types.Integer)));
    }

    [Fact]
    public async Task An_index_over_an_expression_comes_back_from_MySQL()
    {
        const string backend = "mysql";
        if (EveryBackendAttribute.Named(backend).WhyMissing is { } why)
        {
            Assert.Skip(why);
        }

        var table = new TableBuilder("things").Column("id", Types.BigInt).Column("é", Types.Integer).PrimaryKey("id")
            .Index(new IndexDefinition("ix", "things", [new("\"é\" + 1", IsDescending: true, IsExpression: true), new("id")])).Build();
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync();
        await CreateAsync(db, table);
        Assert.Equal(table, await db.Driver.Inspector.FindTableAsync(db, "things"));
    }

    [Theory, BothServers]
    public async Task Tables_indexes_and_columns_change(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync();
        var index = new IndexDefinition("ix_parents_note", "parents", [new("note")]);
        await CreateAsync(db, Parent);
        DdlStatement[] changes =
        [
            new AddColumn("parents", new ColumnDefinition("note", Types.Varchar(9)) { Default = DefaultValue.Of("x") }),
            new AddColumn("parents", new ColumnDefinition("made", Types.Timestamp) { Default = DefaultValue.Now }),
            new CreateIndex(index),
            new RenameColumn("parents", "note", "Note"),
            new DropIndex(index),
            new DropColumn("parents", "made"),
            new RenameTable("parents", "order"),
        ];
        foreach (var sql in changes.SelectMany(Inner(db).Ddl.Compile))
        {
            await db.ExecuteScriptAsync(sql);
        }

        Assert.Equal(
            [Parent with
            {
                Name = "order",
                Columns = [.. Parent.Columns, new ColumnDefinition("Note", Types.Varchar(9)) { Default = DefaultValue.Of("x") }],
            }],
            (await db.Driver.Inspector.ReadAsync(db)).Tables);
    }

    [Theory, BothServers]
    public async Task Triggers_and_types_that_are_not_ours(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync();
        await db.ExecuteScriptAsync("CREATE TABLE t (a INT UNSIGNED, b MEDIUMTEXT CHARACTER SET latin1 COLLATE latin1_bin, c INT GENERATED ALWAYS AS (a + 1) STORED)");
        await db.ExecuteScriptAsync("CREATE TRIGGER keep BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 7");
        var table = (await db.Driver.Inspector.FindTableAsync(db, "t"))!;
        Assert.All(table.Columns, column => Assert.IsType<UnknownType>(column.Type));
        var trigger = Assert.Single(await db.Driver.Inspector.TriggersAsync(db));
        Assert.Equal(new TriggerDefinition("keep", "t", "CREATE TRIGGER keep BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 7"), trigger);
    }

    private static async Task CreateAsync(Connection db, params TableDefinition[] tables)
    {
        foreach (var sql in tables.SelectMany(table => Inner(db).Ddl.Compile(new CreateTable(table))))
        {
            await db.ExecuteScriptAsync(sql);
        }
    }

    // What stands in these tables only MySQL and MariaDB understand; it is none of SQL Server's business.
    private static Dialect Inner(Connection db) => ((ShadowDialect)db.Dialect).Inner;
}
