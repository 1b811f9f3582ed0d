using Kelpie.Migrations.Operations;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Migrations.Tests.Operations;

public sealed class OperationTests
{
    private static readonly MetaData Shop = MetaData.Empty
        .Add(new TableBuilder("people")
            .Column("id", BigInt, identity: true).Column("name", Text).Column("age", Integer.Nullable())
            .PrimaryKey("id").Unique("name").Check("ck_people_age", "age > 0 AND \"age\" < 150 OR 'age' = name")
            .Index(new IndexDefinition("ix_people_adult", "people", [new IndexColumn("age", IsDescending: true)]) { Where = "age >= 18" })
            .Build())
        .Add(new TableBuilder("orders")
            .Column("id", BigInt, identity: true).Column("person_id", BigInt).Column("note", Text.Nullable())
            .PrimaryKey("id").ForeignKey("person_id", "people", "id")
            .Build());

    [Fact]
    public void A_table_is_created_with_its_indexes()
    {
        var (after, sql) = Run(Shop, op => op.CreateTable(
            "notes",
            t => t.Column("id", BigInt, identity: true).Column("day", Date).Column("order", Text.Nullable(), defaultValue: DefaultValue.Of("it's"))
                .PrimaryKey("id").Index("day", "order"),
            comment: "What people say."));

        Assert.Equal(
            [
                "CREATE TABLE notes (\n    id INTEGER PRIMARY KEY AUTOINCREMENT,\n    day DATE_TEXT NOT NULL,\n    \"order\" TEXT DEFAULT 'it''s'\n)",
                "CREATE INDEX ix_notes_day_order ON notes (day, \"order\")",
            ],
            sql);
        Assert.Equal("What people say.", after.Table("notes").Comment);
    }

    [Fact]
    public void A_table_is_dropped()
    {
        var (after, sql) = Run(Shop, op => op.DropTable("orders"));

        Assert.Equal(["DROP TABLE orders"], sql);
        Assert.Equal(["people"], after.Tables.Select(table => table.Name));
    }

    [Fact]
    public void What_refers_to_a_renamed_table_follows_it()
    {
        var (after, sql) = Run(Shop, op => op.RenameTable("people", "persons"));

        Assert.Equal(["ALTER TABLE people RENAME TO persons"], sql);
        Assert.Equal(["orders", "persons"], after.Tables.Select(table => table.Name));
        Assert.Equal("persons", after.Table("orders").ForeignKeys[0].ReferencedTable);
        Assert.Equal("persons", after.Table("persons").Indexes[0].Table);
    }

    [Fact]
    public void A_column_is_added_behind_the_others()
    {
        var (after, sql) = Run(Shop, op => op.AddColumn("people", "active", Types.Bool, DefaultValue.Of(true)));

        Assert.Equal(["ALTER TABLE people ADD COLUMN active BOOLEAN NOT NULL DEFAULT 1"], sql);
        Assert.Equal(["id", "name", "age", "active"], after.Table("people").Columns.Select(column => column.Name));
        Assert.Equal(new ColumnDefinition("active", Types.Bool) { Default = DefaultValue.Of(true) }, after.Table("people").Column("active"));
    }

    [Fact]
    public void A_column_is_dropped()
    {
        var (after, sql) = Run(Shop, op => op.DropColumn("orders", "note"));

        Assert.Equal(["ALTER TABLE orders DROP COLUMN note"], sql);
        Assert.Equal(["id", "person_id"], after.Table("orders").Columns.Select(column => column.Name));
    }

    [Fact]
    public void Whatever_uses_a_renamed_column_follows_it()
    {
        var (after, sql) = Run(Shop, op =>
        {
            op.RenameColumn("people", "age", "years");
            op.RenameColumn("people", "id", "number");
        });

        Assert.Equal(["ALTER TABLE people RENAME COLUMN age TO years", "ALTER TABLE people RENAME COLUMN id TO number"], sql);
        var people = after.Table("people");
        Assert.Equal(["number", "name", "years"], people.Columns.Select(column => column.Name));
        Assert.Equal(["number"], people.PrimaryKey!.Columns);
        Assert.Equal("years > 0 AND \"years\" < 150 OR 'age' = name", people.Checks[0].Sql);
        Assert.Equal("years >= 18", people.Indexes[0].Where);
        Assert.Equal([new IndexColumn("years", IsDescending: true)], people.Indexes[0].Columns);
        Assert.Equal(["number"], after.Table("orders").ForeignKeys[0].ReferencedColumns);
    }

    [Fact]
    public void An_index_is_created_and_dropped()
    {
        var (after, sql) = Run(Shop, op =>
        {
            op.CreateIndex("orders", "note");
            op.CreateIndex(new IndexDefinition("ux_orders", "orders", [new IndexColumn("person_id")]) { IsUnique = true });
            op.DropIndex("people", "ix_people_adult");
        });

        Assert.Equal(
            ["CREATE INDEX ix_orders_note ON orders (note)", "CREATE UNIQUE INDEX ux_orders ON orders (person_id)", "DROP INDEX ix_people_adult"],
            sql);
        Assert.Empty(after.Table("people").Indexes);
        Assert.Equal(["ix_orders_note", "ux_orders"], after.Table("orders").Indexes.Select(index => index.Name));
    }

    [Fact]
    public void Raw_sql_leaves_the_replayed_schema_alone()
    {
        var (after, sql) = Run(Shop, op =>
        {
            op.Sql("UPDATE people SET age = 1;\n\nUPDATE orders SET note = NULL;");
            op.Script(("sqlite", "PRAGMA optimize;"), ("postgresql", "ANALYZE;"));
            op.Script(("sqlite", ""));
        });

        Assert.Equal(["UPDATE people SET age = 1", "UPDATE orders SET note = NULL", "PRAGMA optimize"], sql);
        Assert.Equal(Shop, after);
    }

    [Fact]
    public void Raw_sql_without_a_text_for_the_database_is_an_error()
    {
        var list = new OperationList();
        list.Script(("postgresql", "ANALYZE;"), ("mysql", ""));

        var error = Assert.Throws<NotSupportedException>(() => list.Operations[0].Compile(SqliteDialect.Instance, SchemaState.Empty));
        Assert.Equal("The raw SQL has no text for sqlite, only for postgresql, mysql; add one, an empty one if there is nothing to do.", error.Message);
    }

    [Fact]
    public void A_script_names_each_dialect_once()
    {
        var list = new OperationList();

        Assert.Throws<ArgumentException>(() => list.Script());
        Assert.Throws<ArgumentException>(() => list.Script(("sqlite", "SELECT 1;"), ("sqlite", "SELECT 2;")));
    }

    public static TheoryData<string, Operation> Unfit => new()
    {
        { "There is a table people already.", new CreateTable(Shop.Table("people")) },
        {
            "There is an index ix_people_adult already, on table people.",
            new CreateTable(new TableBuilder("new").Column("id", BigInt).Index(new IndexDefinition("ix_people_adult", "new", [new IndexColumn("id")])).Build())
        },
        { "There is no table nope; there are orders, people.", new DropTable("nope") },
        { "There is no table nope; there are orders, people.", new RenameTable("nope", "yes") },
        { "There is a table orders already.", new RenameTable("people", "orders") },
        { "Table orders has a column note already.", new AddColumn("orders", new ColumnDefinition("note", Text)) },
        {
            "orders.seq numbers the rows; such a column can be had only from the table's creation on.",
            new AddColumn("orders", new ColumnDefinition("seq", BigInt) { IsIdentity = true })
        },
        { "Table orders has no column nope; it has id, person_id, note.", new DropColumn("orders", "nope") },
        { "people.id is still used by the primary key; drop that first.", new DropColumn("people", "id") },
        { "people.name is still used by unique constraint uq_people_name; drop that first.", new DropColumn("people", "name") },
        { "people.age is still used by check ck_people_age; drop that first.", new DropColumn("people", "age") },
        { "orders.person_id is still used by foreign key fk_orders_person_id; drop that first.", new DropColumn("orders", "person_id") },
        { "Table orders has no column nope; it has id, person_id, note.", new RenameColumn("orders", "nope", "yes") },
        { "Table orders has a column id already.", new RenameColumn("orders", "note", "id") },
        { "There is no table nope; there are orders, people.", new CreateIndex(new IndexDefinition("ix", "nope", [new IndexColumn("id")])) },
        { "Table orders has no column nope; it has id, person_id, note.", new CreateIndex(new IndexDefinition("ix", "orders", [new IndexColumn("nope")])) },
        { "There is an index ix_people_adult already, on table people.", new CreateIndex(new IndexDefinition("ix_people_adult", "orders", [new IndexColumn("id")])) },
        { "Table orders has no index ix_nope; it has none.", new DropIndex("orders", "ix_nope") },
    };

    [Theory]
    [MemberData(nameof(Unfit), DisableDiscoveryEnumeration = true)]
    public void What_does_not_fit_the_schema_is_an_error(string message, Operation operation) =>
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => operation.Apply(SchemaState.Of(Shop))).Message);

    private static (MetaData After, IReadOnlyList<string> Sql) Run(MetaData schema, Action<OperationList> write)
    {
        var list = new OperationList();
        write(list);
        var (state, sql) = (SchemaState.Of(schema), new List<string>());
        foreach (var operation in list.Operations)
        {
            sql.AddRange(operation.Compile(SqliteDialect.Instance, state));
            state = operation.Apply(state);
        }

        return (state.Tables, sql);
    }
}
