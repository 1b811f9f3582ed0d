using CsCheck;
using Kelpie.Conformance.Backends;
using Kelpie.Conformance.SqlServer;
using Kelpie.Sql;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Inspection;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Conformance.Inspection;

/// <summary>A schema that was created and is read back is the one that was declared.</summary>
public sealed class InspectionTests
{
    private static readonly TableDefinition Shelves = ShelvesTable.Instance.Definition;

    [Theory, EveryBackend]
    public Task The_tables_of_this_suite(string backend) => ComeBack(
        backend, ShelvesTable.Instance.Definition, ItemsTable.Instance.Definition, CellsTable.Instance.Definition, OddTable.Instance.Definition);

    [Theory, EveryBackend]
    public Task A_table_of_columns_only(string backend) => ComeBack(backend, new TableBuilder("notes").Column("note", Types.Text.Nullable()).Build());

    [Theory, EveryBackend]
    public Task A_key_of_several_columns_in_another_order_and_what_refers_to_it(string backend) => ComeBack(
        backend,
        new TableBuilder("parts").Column("place", Types.Integer).Column("maker", Types.BigInt).PrimaryKey("maker", "place").Build(),
        new TableBuilder("uses")
            .Column("at", Types.Integer.Nullable())
            .Column("from", Types.BigInt.Nullable())
            .ForeignKey(new ForeignKey("uses a part", ["from", "at"], "parts", ["maker", "place"], ReferentialAction.SetNull, ReferentialAction.Cascade))
            .Build());

    [Theory, EveryBackend]
    public Task A_default_that_is_an_expression(string backend) => ComeBack(
        backend, new TableBuilder("sums").Column("three", Types.Integer, defaultValue: DefaultValue.Sql("1 + 2")).Build());

    [Theory, EveryBackend]
    public async Task A_column_added_later(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync();
        await CreateAsync(db, Shelves);
        ColumnDefinition[] added =
        [
            new("height", Types.Integer) { Default = DefaultValue.Of(-7), Comment = "In cm" },
            new("where is it", Types.Text) { IsNullable = true },
            new("place", Types.Vector(3)) { IsNullable = true },
        ];
        foreach (var sql in added.SelectMany(column => db.Dialect.Ddl.Compile(new AddColumn(Shelves.Name, column))))
        {
            await db.ExecuteScriptAsync(sql);
        }

        await SameAsync(backend, db, [Shelves with { Columns = [.. Shelves.Columns, .. added] }]);
    }

    [Theory, EveryBackend]
    public async Task A_JSON_column_that_has_got_another_name(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync();
        var table = new TableBuilder("notes").Column("id", Types.Integer).Column("note", Types.Json.Nullable()).PrimaryKey("id").Build();
        await CreateAsync(db, table);
        await db.ExecuteScriptAsync(Assert.Single(db.Dialect.Ddl.Compile(new RenameColumn("notes", "note", "what \"it\" is"))));
        await SameAsync(backend, db, [table with { Columns = [table.Columns[0], table.Columns[1] with { Name = "what \"it\" is" }] }]);
    }

    [Theory, EveryBackend]
    public async Task A_table_that_is_not_there_is_not_found(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync();
        Assert.Null(await Inspector(db).FindTableAsync(db, "shelves"));
        Assert.Empty((await Inspector(db).ReadAsync(db)).Tables);
        await CreateAsync(db, Shelves);
        Assert.Null(await Inspector(db).FindTableAsync(db, "shelve_"));
        Assert.NotNull(await Inspector(db).FindTableAsync(db, "shelves"));
    }

    [Theory, EveryBackend]
    public async Task Views_are_no_tables(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync();
        await CreateAsync(db, Shelves);
        await db.ExecuteScriptAsync("CREATE VIEW wide AS SELECT id, label FROM shelves");
        await db.ExecuteScriptAsync("CREATE VIEW narrow AS SELECT label FROM shelves");
        var views = await Inspector(db).ViewsAsync(db);
        Assert.Equal(["narrow", "wide"], views.Select(view => view.Name));
        Assert.All(views, view => Assert.Contains("shelves", view.Sql, StringComparison.Ordinal));
        Assert.Equal(["shelves"], await Inspector(db).TableNamesAsync(db));
        Assert.Null(await Inspector(db).FindTableAsync(db, "wide"));
        Assert.Empty(await Inspector(db).TriggersAsync(db));
    }

    [Theory, EveryBackend]
    public async Task Whatever_is_declared(string backend)
    {
        var kind = EveryBackendAttribute.Named(backend);
        await GeneratedSchemas.For(kind).SampleAsync(
            async tables => await ComeBack(backend, tables),
            iter: 40,
            threads: 1,
            print: tables => string.Join('\n', tables.Select(table => table.ToString())));
    }

    private static async Task ComeBack(string backend, params TableDefinition[] tables)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync();
        await CreateAsync(db, ((ShadowDialect)db.Dialect).Inner, tables);
        await SameAsync(backend, db, tables);
    }

    private static Task CreateAsync(Connection db, params TableDefinition[] tables) => CreateAsync(db, db.Dialect, tables);

    private static async Task CreateAsync(Connection db, Dialect dialect, IEnumerable<TableDefinition> tables)
    {
        foreach (var sql in tables.SelectMany(table => dialect.Ddl.Compile(new CreateTable(table))))
        {
            await db.ExecuteScriptAsync(sql);
        }
    }

    private static async Task SameAsync(string backend, Connection db, IReadOnlyList<TableDefinition> tables)
    {
        var kind = EveryBackendAttribute.Named(backend);
        var expected = tables.Select(table => Sorted(kind.Kept(table))).OrderBy(table => table.Name, StringComparer.Ordinal).ToList();
        Assert.Equal(expected, (await Inspector(db).ReadAsync(db)).Tables.Select(Sorted));
        foreach (var table in expected)
        {
            Assert.Equal(table, Sorted((await Inspector(db).FindTableAsync(db, table.Name))!));
        }

        Assert.Equal(expected.Select(table => table.Name), (await Inspector(db).TableNamesAsync(db)).Order(StringComparer.Ordinal));
    }

    // The order of constraints means nothing, and not every database keeps it.
    private static TableDefinition Sorted(TableDefinition table) => table with
    {
        Uniques = table.Uniques.OrderBy(unique => unique.Name, StringComparer.Ordinal).ToValueList(),
        Checks = table.Checks.OrderBy(check => check.Name, StringComparer.Ordinal).ToValueList(),
        ForeignKeys = table.ForeignKeys.OrderBy(key => key.Name, StringComparer.Ordinal).ToValueList(),
        Indexes = table.Indexes.OrderBy(index => index.Name, StringComparer.Ordinal).ToValueList(),
    };

    private static Inspector Inspector(Connection db) => db.Driver.Inspector;
}
