using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Conformance.SchemaChanges;

/// <summary>A table with rows that is changed and read back is the one that was declared, and its rows are what they were.</summary>
public sealed class SchemaChangeTests
{
    private static readonly TableDefinition Shelves = new TableBuilder("shelves")
        .Column("id", Types.BigInt, identity: true).Column("label", Types.Varchar(20)).PrimaryKey("id").Build();

    private static readonly TableDefinition Things = new TableBuilder("Things", "What there is")
        .Column("id", Types.BigInt, identity: true)
        .Column("label", Types.Varchar(20), comment: "it's what it is called")
        .Column("amount", Types.Integer, defaultValue: DefaultValue.Of(3), comment: "How many")
        .Column("note", Types.Text.Nullable())
        .Column("is read", Types.Bool, defaultValue: DefaultValue.Of(false))
        .Column("seen", Types.Timestamp, defaultValue: DefaultValue.Now)
        .Column("shelf_id", Types.BigInt.Nullable())
        .Column("place", Types.Vector(3).Nullable())
        .Column("extra", Types.Json.Nullable())
        .PrimaryKey("id")
        .Unique("label")
        .Unique("shelf_id", "amount")
        .Check("ck_amount", "amount IN (1, 2, 3)")
        .ForeignKey("shelf_id", "shelves", "id", ReferentialAction.SetNull)
        .Index("amount")
        .Build();

    [Theory, EveryBackend]
    public Task A_number_grows(string backend) => Alter(backend, "amount", column => column with { Type = Types.BigInt }, "1", "2");

    [Theory, EveryBackend]
    public Task The_number_of_the_rows_grows(string backend) => ChangeAsync(
        backend, Replace(Things, "id", column => column with { Type = Types.Integer }), table =>
        {
            var after = Replace(table, "id", column => column with { Type = Types.BigInt });
            return (new AlterColumn("Things", table.Column("id"), after.Column("id")) { Definition = table }, after);
        });

    [Theory, EveryBackend]
    public Task A_text_grows(string backend) => Alter(backend, "label", column => column with { Type = Types.Varchar(30) }, "one", "two");

    [Theory, EveryBackend]
    public Task A_text_compares_as_the_database_does(string backend) =>
        Alter(backend, "note", column => column with { Type = new TextType(Collation: TextCollation.DatabaseDefault) }, "7", "NULL");

    [Theory, EveryBackend]
    public Task A_text_becomes_a_number_with_a_default_and_no_null(string backend) => Alter(
        backend, "note", column => column with { Type = Types.Integer, IsNullable = false, Default = DefaultValue.Of(0) }, "CASE WHEN note IS NULL THEN -1 ELSE 70 + 7 END", ["77", "-1"]);

    [Theory, EveryBackend]
    public Task A_text_becomes_a_number_by_itself(string backend) => Alter(backend, "note", column => column with { Type = Types.Integer }, "7", "NULL");

    [Theory, EveryBackend]
    public Task A_text_becomes_JSON(string backend) => Alter(backend, "note", column => column with { Type = Types.Json }, "7", "NULL");

    [Theory, EveryBackend]
    public Task JSON_becomes_a_text(string backend) => Alter(backend, "extra", column => column with { Type = Types.Text }, "[1]", "NULL");

    [Theory, EveryBackend]
    public Task A_number_becomes_a_truth_value(string backend) => Alter(
        backend, "amount", column => column with { Type = Types.Bool, Default = DefaultValue.Of(true) }, null, ["1", "1"],
        table => table with { Checks = [], Uniques = [table.Uniques[0]], Indexes = [] });

    [Theory, EveryBackend]
    public Task A_truth_value_becomes_a_number(string backend) =>
        Alter(backend, "is read", column => column with { Type = Types.Integer, Default = DefaultValue.Of(0) }, "1", "0");

    [Theory, EveryBackend]
    public Task A_moment_becomes_a_day(string backend) =>
        Alter(backend, "seen", column => column with { Type = Types.Date, Default = null }, "2026-01-02", "2026-02-03");

    [Theory, EveryBackend]
    public Task A_column_of_keys_and_a_check_is_converted(string backend) => Alter(
        backend, "amount", column => column with { Type = Types.Varchar(10), Default = DefaultValue.Of("x") }, "CASE WHEN amount = 1 THEN 'first' ELSE 'other' END", ["first", "other"],
        table => table with { Checks = [new CheckConstraint("ck_amount", "amount IS NOT NULL")] });

    [Theory, EveryBackend]
    public Task A_converted_value_of_the_same_type(string backend) =>
        Alter(backend, "note", column => column with { IsNullable = false }, "coalesce(note, 'none')", ["7", "none"]);

    [Theory, EveryBackend]
    public Task Null_is_let_in(string backend) => Alter(backend, "amount", column => column with { IsNullable = true }, "1", "2");

    [Theory, EveryBackend]
    public Task A_comment_a_default_and_nothing_else(string backend) =>
        Alter(backend, "amount", column => column with { Default = DefaultValue.Of(2), Comment = "It's so" }, "1", "2");

    [Theory, EveryBackend]
    public Task No_comment_and_no_default(string backend) => Alter(backend, "amount", column => column with { Default = null, Comment = null }, "1", "2");

    [Theory, EveryBackend]
    public Task A_text_gets_a_default_that_is_hard_to_write(string backend) =>
        Alter(backend, "label", column => column with { Default = DefaultValue.Of("it's \\ (é) 😀") }, "one", "two");

    [Theory, EveryBackend]
    public Task A_column_that_needs_a_value_for_the_moment(string backend) => ChangeAsync(backend, Things, table =>
    {
        var column = new ColumnDefinition("made", Types.Timestamp) { Default = DefaultValue.Now };
        return (new AddColumn("Things", column), table with { Columns = [.. table.Columns, column] });
    });

    [Theory, EveryBackend]
    public Task A_column_that_needs_a_value_that_is_worked_out(string backend) => ChangeAsync(backend, Things, table =>
    {
        var column = new ColumnDefinition("three", Types.Integer) { Default = DefaultValue.Sql("1 + 2") };
        return (new AddColumn("Things", column), table with { Columns = [.. table.Columns, column] });
    });

    [Theory, EveryBackend]
    public async Task Unique_constraints_come_and_go(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync();
        var changing = await CreateAsync(backend, db, Things);
        var current = Things;
        foreach (var unique in Things.Uniques)
        {
            var after = current with { Uniques = [.. current.Uniques.Where(other => other != unique)] };
            await changing.ChangeAsync(current, new DropUnique(current, unique), after);
            current = after;
        }

        Assert.Empty(current.Uniques);
        foreach (var unique in Things.Uniques)
        {
            var after = current with { Uniques = [.. current.Uniques, unique] };
            await changing.ChangeAsync(current, new AddUnique(current, unique), after);
            current = after;
        }

        await Assert.ThrowsAsync<DatabaseException>(() => db.ExecuteScriptAsync($"UPDATE {db.Dialect.Quote("Things")} SET label = 'one'"));
        // Two rows without a shelf are no two of one shelf.
        await db.ExecuteScriptAsync($"UPDATE {db.Dialect.Quote("Things")} SET shelf_id = NULL, amount = 1");
    }

    [Theory, EveryBackend]
    public async Task Checks_come_and_go(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync();
        var changing = await CreateAsync(backend, db, Things);
        var without = Things with { Checks = [] };
        await changing.ChangeAsync(Things, new DropCheck("Things", "ck_amount"), without);
        var check = new CheckConstraint("ck it", "amount BETWEEN 0 AND 2");
        await changing.ChangeAsync(without, new AddCheck("Things", check), without with { Checks = [check] });
        await Assert.ThrowsAsync<DatabaseException>(() => db.ExecuteScriptAsync($"UPDATE {db.Dialect.Quote("Things")} SET amount = 3"));
    }

    [Theory, EveryBackend]
    public async Task Foreign_keys_come_and_go_also_two_of_one_column(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync();
        var table = Things with { Uniques = [Things.Uniques[0]] };
        var changing = await CreateAsync(backend, db, table);
        var first = table.ForeignKeys[0];
        var second = first with { Name = "fk two", OnDelete = ReferentialAction.NoAction };
        var both = table with { ForeignKeys = [first, second] };
        var (one, none) = (table with { ForeignKeys = [second] }, table with { ForeignKeys = [] });
        await changing.ChangeAsync(table, new AddForeignKey("Things", second), both);
        await changing.ChangeAsync(both, new DropForeignKey("Things", first.Name), one);
        await changing.ChangeAsync(one, new DropForeignKey("Things", second.Name), none);
        await changing.ChangeAsync(none, new AddForeignKey("Things", first), table);
        await changing.ChangeAsync(table, new AddForeignKey("Things", second), both);
        await changing.ChangeAsync(both, new DropForeignKey("Things", second.Name), table);
        await changing.ChangeAsync(table, new DropForeignKey("Things", first.Name), none);
        await db.ExecuteScriptAsync("DELETE FROM shelves");
        Assert.Equal(["1|1", "2|NULL"], await changing.RowsAsync($"SELECT id, shelf_id FROM {db.Dialect.Quote("Things")} ORDER BY id"));
    }

    [Theory, EveryBackend]
    public async Task What_a_foreign_key_uses_as_its_index_goes(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync();
        var table = Things with { Uniques = [], Indexes = [] };
        var changing = await CreateAsync(backend, db, table);
        var index = new IndexDefinition("ix shelf", "Things", [new("shelf_id"), new("amount")]);
        var indexed = table with { Indexes = [index] };
        await changing.ChangeAsync(table, new CreateIndex(index), indexed);
        await changing.ChangeAsync(indexed, new DropIndex(index) { Definition = indexed }, table);
        await changing.ChangeAsync(table, new DropForeignKey("Things", table.ForeignKeys[0].Name), table with { ForeignKeys = [] });
    }

    [Theory, EveryBackend]
    public async Task Primary_keys_come_and_go_named_or_not(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync();
        var changing = new ChangingTable(EveryBackendAttribute.Named(backend), db);
        var none = new TableBuilder("Pairs").Column("a", Types.Integer).Column("b", Types.Varchar(9)).Build();
        var (unnamed, named) = (none with { PrimaryKey = new PrimaryKey(["b", "a"]) }, none with { PrimaryKey = new PrimaryKey(["a"], "the key") });
        await changing.CreateAsync(unnamed);
        await db.ExecuteScriptAsync($"INSERT INTO {db.Dialect.Quote("Pairs")} (a, b) VALUES (2, 'x'), (1, 'y')");
        await changing.ChangeAsync(unnamed, new DropPrimaryKey("Pairs", unnamed.PrimaryKey!), none);
        await changing.ChangeAsync(none, new AddPrimaryKey("Pairs", named.PrimaryKey!), named);
        await changing.ChangeAsync(named, new DropPrimaryKey("Pairs", named.PrimaryKey!), none);
        await changing.ChangeAsync(none, new AddPrimaryKey("Pairs", unnamed.PrimaryKey!), unnamed);
        Assert.Equal(["1|y", "2|x"], await changing.RowsAsync($"SELECT a, b FROM {db.Dialect.Quote("Pairs")} ORDER BY a"));
    }

    [Theory, EveryBackend]
    public async Task Views_and_triggers(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync();
        var changing = await CreateAsync(backend, db, Things);
        await changing.RunAsync(new CreateView(new ViewDefinition("Few", $"SELECT id, amount FROM {db.Dialect.Quote("Things")} WHERE amount < 2")));
        Assert.Equal(["1|1"], await changing.RowsAsync($"SELECT * FROM {db.Dialect.Quote("Few")}"));
        Assert.Equal(["Few"], (await db.Driver.Inspector.ViewsAsync(db)).Select(view => view.Name));
        await changing.RunAsync(new DropView("Few"));
        Assert.Empty(await db.Driver.Inspector.ViewsAsync(db));
        await changing.RunAsync(TriggerOf(db.Dialect.Name));
        Assert.Equal([("tr it", "Things")], (await db.Driver.Inspector.TriggersAsync(db)).Select(trigger => (trigger.Name, trigger.Table)));
        await changing.RunAsync(new DropTrigger("Things", "tr it"));
        Assert.Empty(await db.Driver.Inspector.TriggersAsync(db));
    }

    private static string[] TriggerOf(string dialect) => dialect switch
    {
        "postgresql" =>
        [
            "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
            "CREATE TRIGGER \"tr it\" BEFORE INSERT ON \"Things\" FOR EACH ROW EXECUTE FUNCTION nothing()",
        ],
        "sqlite" => ["CREATE TRIGGER \"tr it\" AFTER INSERT ON \"Things\" BEGIN DELETE FROM shelves WHERE 1 = 0; END"],
        "mssql" => ["CREATE TRIGGER [tr it] ON [Things] AFTER INSERT AS DELETE FROM shelves WHERE 1 = 0"],
        _ => ["CREATE TRIGGER `tr it` BEFORE INSERT ON `Things` FOR EACH ROW SET NEW.amount = NEW.amount"],
    };

    private static Task Alter(string backend, string name, Func<ColumnDefinition, ColumnDefinition> change, params string[] values) =>
        Alter(backend, name, change, null, values);

    private static Task Alter(
        string backend, string name, Func<ColumnDefinition, ColumnDefinition> change, string? conversion, string[] values, Func<TableDefinition, TableDefinition>? without = null) =>
        ChangeAsync(
            backend,
            (without ?? (table => table))(Things),
            table =>
            {
                var after = Replace(table, name, change);
                return (new AlterColumn("Things", table.Column(name), after.Column(name)) { Conversion = conversion, Definition = table }, after);
            },
            name,
            values);

    private static TableDefinition Replace(TableDefinition table, string name, Func<ColumnDefinition, ColumnDefinition> change) =>
        ChangingTable.Replace(table, change(table.Column(name)));

    private static async Task ChangeAsync(
        string backend, TableDefinition table, Func<TableDefinition, (DdlStatement Statement, TableDefinition After)> change, string column = "id", string[]? values = null)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync();
        var changing = await CreateAsync(backend, db, table);
        var rows = $"SELECT id, label, shelf_id, place FROM {db.Dialect.Quote("Things")} ORDER BY id";
        var before = await changing.RowsAsync(rows);
        var (statement, after) = change(table);
        await changing.ChangeAsync(table, statement, after);
        Assert.Equal(before, await changing.RowsAsync(rows));
        Assert.Equal(values ?? ["1", "2"], await changing.RowsAsync($"SELECT {db.Dialect.Quote(column)} FROM {db.Dialect.Quote("Things")} ORDER BY id"));
        // The numbers go on.
        await db.ExecuteScriptAsync($"INSERT INTO {db.Dialect.Quote("Things")} (label, amount, note, seen) VALUES ('new', {Value(changing, after, "amount", 3)}, {Value(changing, after, "note", 9)}, '2026-03-04')");
        Assert.Equal(["4"], await changing.RowsAsync($"SELECT max(id) FROM {db.Dialect.Quote("Things")}"));
    }

    // A third row was there, and its number is not given again.
    private static async Task<ChangingTable> CreateAsync(string backend, Connection db, TableDefinition table)
    {
        var changing = new ChangingTable(EveryBackendAttribute.Named(backend), db);
        await changing.CreateAsync(Shelves, table);
        var (yes, no) = (Values.Of(changing.Dialect.Name, Types.Bool, 1), Values.Of(changing.Dialect.Name, Types.Bool, 0));
        var place = Values.Of(changing.Dialect.Name, Types.Vector(3), 1);
        var name = db.Dialect.Quote("Things");
        await changing.RunAsync(
            "INSERT INTO shelves (label) VALUES ('top')",
            $"INSERT INTO {name} (label, amount, note, {db.Dialect.Quote("is read")}, seen, shelf_id, place, extra) VALUES "
            + $"('one', 1, '7', {yes}, '2026-01-02T03:04:05.000000', 1, {place}, '[1]'), ('two', 2, NULL, {no}, '2026-02-03T04:05:06.000000', NULL, NULL, NULL), "
            + $"('three', 3, '8', {no}, '2026-02-03T04:05:06.000000', NULL, NULL, NULL)",
            $"DELETE FROM {name} WHERE label = 'three'");
        await changing.SameAsync(table);
        return changing;
    }

    private static string Value(ChangingTable changing, TableDefinition table, string column, int number) =>
        Values.Of(changing.Dialect.Name, table.Column(column).Type, number);
}
