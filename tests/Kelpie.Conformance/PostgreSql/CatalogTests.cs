using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Conformance.PostgreSql;

/// <summary>What others made, what was changed behind our back, and what a table holds beside what was declared.</summary>
public sealed class CatalogTests
{
    private static readonly TableDefinition Vectors = new TableBuilder("vectors")
        .Column("a \"b\" 'c'", Types.Vector(3).Nullable()).Column("v", Types.Vector(1536)).Build();

    [Theory, RequiresPostgreSql]
    public async Task Types_there_is_no_word_for(string backend)
    {
        var table = await FindAsync(backend, "t", """
            CREATE TYPE "My mood" AS ENUM ('ok');
            CREATE TABLE t (a smallint, b varchar, c char(5), d numeric, e timestamptz(3), f text COLLATE "en-x-icu", g "My mood", h real[],
                i integer GENERATED ALWAYS AS (a + 1) STORED, j timestamp, k text[], l numeric(5), m text COLLATE "POSIX", n serial)
            """);
        Assert.Equal(
            [
                Unknown("smallint"), new TextType(null, TextCollation.DatabaseDefault), Unknown("character(5)"), Unknown("numeric"),
                Unknown("timestamp(3) with time zone"), Unknown("text COLLATE \"en-x-icu\""), Unknown("\"My mood\""), Unknown("real[]"),
                Unknown("integer GENERATED ALWAYS AS ((a + 1)) STORED"), Unknown("timestamp without time zone"), Unknown("text[]"),
                Types.Numeric(5, 0), Types.Text, Types.Integer,
            ],
            table.Columns.Select(column => column.Type));
        Assert.Equal(DefaultValue.Sql("nextval('t_n_seq'::regclass)"), table.Column("n").Default);
    }

    [Theory, RequiresPostgreSql]
    public async Task Conditions_and_defaults_that_others_wrote_are_as_the_server_prints_them_but_for_types_that_go_without_saying(string backend)
    {
        var table = await FindAsync(backend, "t", """
            CREATE TABLE t (
                a int DEFAULT -5 CHECK (a > -1), b text DEFAULT E'tab\\\'s' CHECK (b <> 'x' AND b <> ''), c numeric(5, 2) DEFAULT -1.50,
                d bool DEFAULT true, e timestamptz DEFAULT CURRENT_TIMESTAMP, f text DEFAULT NULL, g int DEFAULT (1 + 2) * (3 + 4),
                h text DEFAULT lower('A'::varchar(5)), i jsonb DEFAULT '{}', j uuid DEFAULT gen_random_uuid());
            COMMENT ON CONSTRAINT t_a_check ON t IS 'above the ground';
            CREATE INDEX ON t (lower(b)) WHERE b <> 'y';
            CREATE INDEX h ON t USING hash (b)
            """);
        Assert.Equal([new CheckConstraint("t_a_check", "a > -1"), new("t_b_check", "(b <> 'x') AND (b <> '')")], table.Checks);
        Assert.Equal(
            [
                DefaultValue.Of(-5), DefaultValue.Of("tab\\'s"), DefaultValue.Of(-1.5m), DefaultValue.Of(true), DefaultValue.Now, null,
                DefaultValue.Sql("(1 + 2) * (3 + 4)"), DefaultValue.Sql("lower(('A')::text)"), DefaultValue.Of("{}"), DefaultValue.Sql("gen_random_uuid()"),
            ],
            table.Columns.Select(column => column.Default));
        Assert.Equal([new IndexDefinition("t_lower_idx", "t", [new IndexColumn("lower(b)", IsExpression: true)]) { Where = "b <> 'y'" }], table.Indexes);
    }

    [Theory, RequiresPostgreSql]
    public async Task What_was_declared_is_not_believed_of_a_column_renamed_since(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync();
        await RunAsync(db, new CreateTable(new TableBuilder("t")
            .Column("a", Types.Integer).Column("b", Types.Text)
            .Check("kept", "b IN ('x', 'y')").Check("renamed", "a IN (1, 2)")
            .Index(new IndexDefinition("i", "t", [new IndexColumn("upper(b)", IsExpression: true)]) { Where = "a<1" }).Build()));
        var before = await db.Driver.Inspector.FindTableAsync(db, "t");
        Assert.Equal(["b IN ('x', 'y')", "a IN (1, 2)"], before!.Checks.Select(check => check.Sql));
        Assert.Equal("a<1", before.Indexes[0].Where);
        await RunAsync(db, new RenameColumn("t", "a", "number"));
        var table = await db.Driver.Inspector.FindTableAsync(db, "t");
        Assert.Equal(["b IN ('x', 'y')", "number = ANY (ARRAY[1, 2])"], table!.Checks.Select(check => check.Sql));
        Assert.Equal("number < 1", table.Indexes[0].Where);
    }

    [Theory, RequiresPostgreSql]
    public async Task A_vector_has_the_dimensions_of_its_column(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync();
        await RunAsync(db, new CreateTable(Vectors));
        Assert.Equal(Vectors, await db.Driver.Inspector.FindTableAsync(db, "vectors"));
        var error = await Assert.ThrowsAsync<DatabaseException>(() => db.ExecuteScriptAsync("INSERT INTO vectors VALUES ('{1,2}', array_fill(1, ARRAY[1536]))"));
        Assert.Equal(DatabaseErrorKind.Check, error.Kind);
        await db.ExecuteScriptAsync("INSERT INTO vectors VALUES ('{1,2,3}', array_fill(1, ARRAY[1536])), (NULL, array_fill(1, ARRAY[1536]))");
        await db.ExecuteScriptAsync("ALTER TABLE vectors RENAME COLUMN v TO \"Renamed\"");
        Assert.Equal(Types.Vector(1536), (await db.Driver.Inspector.FindTableAsync(db, "vectors"))!.Column("Renamed").Type);
    }

    [Theory, RequiresPostgreSql]
    public async Task A_table_renamed_keeps_a_key_that_nobody_named(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(ShelvesTable.Instance);
        await RunAsync(db, new RenameTable("shelves", "boards"));
        Assert.Equal(new PrimaryKey(["id"]), (await db.Driver.Inspector.FindTableAsync(db, "boards"))!.PrimaryKey);
    }

    [Theory, RequiresPostgreSql]
    public async Task Other_schemas_partitions_and_extensions_are_left_out(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync();
        await db.ExecuteScriptAsync("""
            CREATE SCHEMA other;
            CREATE TABLE other.hidden (id int PRIMARY KEY);
            CREATE TABLE whole (id int REFERENCES other.hidden) PARTITION BY RANGE (id);
            CREATE TABLE part PARTITION OF whole FOR VALUES FROM (1) TO (10);
            CREATE EXTENSION pg_buffercache
            """);
        Assert.Equal(["whole"], await db.Driver.Inspector.TableNamesAsync(db));
        Assert.Empty(await db.Driver.Inspector.ViewsAsync(db));
        Assert.Equal("other.hidden", Assert.Single((await db.Driver.Inspector.ReadAsync(db)).Table("whole").ForeignKeys).ReferencedTable);
    }

    [Theory, RequiresPostgreSql]
    public async Task Triggers(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(ShelvesTable.Instance, ItemsTable.Instance);
        await db.ExecuteScriptAsync("CREATE TRIGGER same BEFORE UPDATE ON shelves FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()");
        var trigger = Assert.Single(await db.Driver.Inspector.TriggersAsync(db));
        Assert.Equal(("same", "shelves"), (trigger.Name, trigger.Table));
        Assert.StartsWith("CREATE TRIGGER same BEFORE UPDATE ON public.shelves", trigger.Sql, StringComparison.Ordinal);
    }

    private static UnknownType Unknown(string spelling) => new("postgresql", spelling);

    private static async Task<TableDefinition> FindAsync(string backend, string name, string sql)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync();
        await db.ExecuteScriptAsync(sql);
        return Assert.IsType<TableDefinition>(await db.Driver.Inspector.FindTableAsync(db, name));
    }

    private static async Task RunAsync(Connection db, DdlStatement statement)
    {
        foreach (var sql in db.Dialect.Ddl.Compile(statement))
        {
            await db.ExecuteScriptAsync(sql);
        }
    }
}
