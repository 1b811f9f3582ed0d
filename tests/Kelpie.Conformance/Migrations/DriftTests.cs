using CsCheck;
using Kelpie.Conformance.Backends;
using Kelpie.Conformance.Inspection;
using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;

namespace Kelpie.Conformance.Migrations;

/// <summary>A live database against what is known of it: nothing is found where nothing is, and what is otherwise is named.</summary>
public sealed class DriftTests
{
    private static readonly TableDefinition Makers = new TableBuilder("makers").Column("id", Types.BigInt, identity: true).PrimaryKey("id").Build();

    private static readonly TableDefinition Parts = new TableBuilder("parts")
        .Column("id", Types.BigInt, identity: true)
        .Column("maker", Types.BigInt.Nullable())
        .Column("code", Types.Varchar(20))
        .Column("size", Types.Integer, defaultValue: DefaultValue.Of(1))
        .Column("made", Types.Timestamp, defaultValue: DefaultValue.Now)
        .Column("price", Types.Numeric(10, 2).Nullable())
        .PrimaryKey("id")
        .Unique("code")
        .ForeignKey("maker", "makers", "id", ReferentialAction.SetNull)
        .Check("ck_size", "size > 0")
        .Index("size", "code")
        .Build();

    // What somebody made of the table, and what is to be said of that.
    private static IReadOnlyDictionary<string, (Func<TableDefinition, TableDefinition> Change, string Line)> Altered { get; } = new Dictionary<string, (Func<TableDefinition, TableDefinition>, string)>
    {
        ["a column less"] = (table => Without(table, "price"), "parts.price: numeric(10, 2), may be NULL in the migrations, not in the database"),
        ["a column more"] = (table => table with { Columns = [.. table.Columns, new ColumnDefinition("more", Types.Date) { IsNullable = true }] }, "parts.more: not in the migrations, date, may be NULL in the database"),
        ["another type"] = (table => With(table, "size", column => column with { Type = Types.BigInt }), "parts.size: integer in the migrations, bigint in the database"),
        ["another length"] = (table => With(table, "code", column => column with { Type = Types.Varchar(30) }), "parts.code: varchar(20) in the migrations, varchar(30) in the database"),
        ["another scale"] = (table => With(table, "price", column => column with { Type = Types.Numeric(10, 3) }), "parts.price: numeric(10, 2) in the migrations, numeric(10, 3) in the database"),
        ["NULL where there may be none"] = (table => With(table, "size", column => column with { IsNullable = true }), "parts.size: never NULL in the migrations, may be NULL in the database"),
        ["no NULL where there may be one"] = (table => With(table, "price", column => column with { IsNullable = false }), "parts.price: may be NULL in the migrations, never NULL in the database"),
        ["another default"] = (table => With(table, "size", column => column with { Default = DefaultValue.Of(2) }), "parts.size: default 1 in the migrations, default 2 in the database"),
        ["no default"] = (table => With(table, "made", column => column with { Default = null }), "parts.made: default now in the migrations, no default in the database"),
        ["no numbering"] = (table => With(table, "id", column => column with { IsIdentity = false }), "parts.id: numbers the rows in the migrations, does not number the rows in the database"),
        ["no unique constraint"] = (table => table with { Uniques = [] }, "unique constraint uq_parts_code of parts: (code) in the migrations, not in the database"),
        ["another unique constraint"] = (table => table with { Uniques = [new UniqueConstraint("uq_parts_code", ["code", "size"])] }, "unique constraint uq_parts_code of parts: (code) in the migrations, (code, size) in the database"),
        ["no foreign key"] = (table => table with { ForeignKeys = [] }, "foreign key fk_parts_maker of parts: (maker) to makers (id), on delete set null in the migrations, not in the database"),
        ["a foreign key that does otherwise"] = (
            table => table with { ForeignKeys = [table.ForeignKeys[0] with { OnDelete = ReferentialAction.Cascade }] },
            "foreign key fk_parts_maker of parts: (maker) to makers (id), on delete set null in the migrations, (maker) to makers (id), on delete cascade in the database"),
        ["no check"] = (table => table with { Checks = [] }, "check ck_size of parts: (size > 0) in the migrations, not in the database"),
        ["another check"] = (table => table with { Checks = [new CheckConstraint("ck_size", "size > 1")] }, "check ck_size of parts: (size > 0) in the migrations, (size > 1) in the database"),
        ["no index"] = (table => table with { Indexes = [] }, "index ix_parts_size_code of parts: (size, code) in the migrations, not in the database"),
        ["another order"] = (table => Indexed(table, [new IndexColumn("code"), new IndexColumn("size")]), "index ix_parts_size_code of parts: (size, code) in the migrations, (code, size) in the database"),
        ["another direction"] = (
            table => Indexed(table, [new IndexColumn("size", IsDescending: true), new IndexColumn("code")]),
            "index ix_parts_size_code of parts: (size, code) in the migrations, (size desc, code) in the database"),
        ["a unique index"] = (table => table with { Indexes = [table.Indexes[0] with { IsUnique = true }] }, "index ix_parts_size_code of parts: (size, code) in the migrations, unique (size, code) in the database"),
        ["an index more"] = (
            table => table with { Indexes = [.. table.Indexes, new IndexDefinition("ix_more", "parts", [new IndexColumn("price")])] },
            "index ix_more of parts: not in the migrations, (price) in the database"),
    };

    [Theory, EveryBackend]
    public async Task Whatever_is_declared_is_no_drift(string backend)
    {
        var kind = EveryBackendAttribute.Named(backend);
        await GeneratedSchemas.For(kind).SampleAsync(
            async tables =>
            {
                await using var database = await MigratedDatabase.CreateAsync(backend);
                var migration = new MadeUpRevision("00000001", null, tables.Select(table => new CreateTable(table)));
                await database.Migrator(migration).UpgradeAsync();
                var report = await database.CheckAsync(new DriftCheck(new SchemaHistory(new RevisionGraph(migration)).StateAt("head")));
                Assert.False(report.HasDrift, report.ToString());
                Assert.Empty(report.DescribeUnknown());
            },
            iter: 60,
            threads: 1,
            print: tables => string.Join('\n', tables.Select(table => table.ToString())));
    }

    [Theory, EveryBackend]
    public async Task Whatever_is_otherwise_is_named(string backend)
    {
        await using var database = await MigratedDatabase.CreateAsync(backend);
        foreach (var (name, (change, line)) in Altered)
        {
            await database.CreateAsync(Makers, change(Parts));
            var report = await database.CheckAsync(Makers, Parts);
            Assert.True(report.Describe().SequenceEqual([line]), $"{name}:\n{report}");
            Assert.Empty((await database.CheckAsync(Makers, change(Parts))).Describe());
            await database.RunAsync("DROP TABLE parts", "DROP TABLE makers");
        }
    }

    [Theory, EveryBackend]
    public async Task A_table_that_is_gone_is_named_and_one_of_another_program_is_no_drift(string backend)
    {
        await using var database = await MigratedDatabase.CreateAsync(backend);
        await database.CreateAsync(Makers, Parts, Named("exp_mine"), Named("theirs"));
        await database.RunAsync("CREATE VIEW seen AS SELECT id FROM makers");
        var missing = Named("missing");
        var report = await database.CheckAsync(new DriftCheck(MetaData.Empty.Add(Makers).Add(Parts).Add(missing)) { ExcludedPrefix = "exp_" });
        Assert.Equal(["table missing: in the migrations, not in the database"], report.Describe());
        Assert.Equal(["table theirs: not of this program", "view seen: not of this program"], report.DescribeUnknown());
    }

    [Theory, EveryBackend]
    public async Task Views_triggers_and_tables_of_raw_SQL_are_known_by_name(string backend)
    {
        await using var database = await MigratedDatabase.CreateAsync(backend);
        var trigger = (string dialect, string body) => new SqlScript(dialect, $"CREATE TRIGGER noted AFTER INSERT ON makers {body}");
        Operation[] operations =
        [
            new CreateTable(Makers),
            new CreateView("seen", [new SqlScript(null, "SELECT id FROM makers")]),
            new CreateView("nowhere", [new SqlScript("sqlite", ""), new SqlScript("postgresql", ""), new SqlScript("mysql", ""), new SqlScript("mariadb", "")]),
            new ExecuteSql([new SqlScript(null, "CREATE TABLE notes (id INTEGER NOT NULL);\n\nCREATE VIEW \"notes_seen\" AS SELECT id FROM notes;".Replace("\"", "", StringComparison.Ordinal))]),
            new CreateTrigger("noted", "makers",
            [
                trigger("sqlite", "BEGIN INSERT INTO notes (id) VALUES (new.id); END"),
                new SqlScript("postgresql", """
                    CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO notes (id) VALUES (new.id); RETURN new; END $$;

                    CREATE TRIGGER noted AFTER INSERT ON makers FOR EACH ROW EXECUTE FUNCTION note();
                    """),
                trigger("mysql", "FOR EACH ROW INSERT INTO notes (id) VALUES (new.id)"),
                trigger("mariadb", "FOR EACH ROW INSERT INTO notes (id) VALUES (new.id)"),
            ]),
        ];
        var migration = new MadeUpRevision("00000001", null, operations);
        await database.Migrator(migration).UpgradeAsync();
        var check = new DriftCheck(new SchemaHistory(new RevisionGraph(migration)).StateAt("head"));
        var report = await database.CheckAsync(check);
        Assert.Empty(report.Describe());
        Assert.Empty(report.DescribeUnknown());

        await database.RunAsync(backend == "postgresql" ? "DROP TRIGGER noted ON makers" : "DROP TRIGGER noted", "DROP VIEW seen", "DROP VIEW notes_seen", "DROP TABLE notes");
        Assert.Equal(
            ["table notes: missing from the database", "view notes_seen: missing from the database", "view seen: missing from the database", "trigger noted: missing from the database"],
            (await database.CheckAsync(check)).Describe());
    }

    // PostgreSQL's comment with the declared text is older than the column's name then.
    [Theory, EveryBackend]
    public async Task A_column_that_conditions_speak_of_may_get_another_name(string backend)
    {
        var kind = EveryBackendAttribute.Named(backend);
        await using var database = await MigratedDatabase.CreateAsync(backend);
        var table = new TableBuilder("t").Column("amount", Types.Integer).Column("label", Types.Varchar(20)).Check("ck", "amount IN (1, 2) AND label LIKE 'a%'").Check("other", "amount BETWEEN 1 AND 5").Build();
        table = table with
        {
            Indexes =
            [
                .. kind.HasPartialIndexes ? [new IndexDefinition("ix_some", "t", [new IndexColumn("label")]) { Where = "amount IN (1, 2)" }] : Array.Empty<IndexDefinition>(),
                .. kind.HasExpressionIndexes ? [new IndexDefinition("ix_abs", "t", [new IndexColumn("abs(amount)", IsExpression: true)])] : Array.Empty<IndexDefinition>(),
            ],
        };
        MadeUpRevision[] migrations = [new("00000001", null, [new CreateTable(table)]), new("00000002", "00000001", [new RenameColumn("t", "amount", "number of them"), new RenameTable("t", "things")])];
        await database.Migrator(migrations).UpgradeAsync();
        Assert.Empty((await database.CheckAsync(new DriftCheck(new SchemaHistory(new RevisionGraph(migrations)).StateAt("head")))).Describe());
    }

    // Without the comment in which PostgreSQL is told the declared text.
    [Theory, EveryBackend]
    public async Task However_a_database_prints_a_condition_it_is_the_same(string backend)
    {
        await using var database = await MigratedDatabase.CreateAsync(backend);
        string[] conditions =
        [
            "amount >= 0", "amount IN (1, 2, 3)", "amount NOT IN (1, 2)", "amount BETWEEN -1 AND 10", "(amount > 0) OR (amount < -5)", "label <> 'it''s' AND amount <> 3",
            "label LIKE 'a%'", "label NOT LIKE 'a%'", "NOT (amount = 7)", "amount IS NOT NULL", "label IS NULL OR amount > 2 * (3 + 4)", "amount % 2 = 0", "amount - 1 - 2 > amount - (1 - 2)",
            "abs(amount) < 100", "lower(label) = label", "coalesce(label, 'x') <> ''", "CASE WHEN amount > 0 THEN 1 ELSE 2 END = 1", "amount != 4", "-amount < 3",
            "amount > 0 AND (label = 'a' OR label = 'b') AND amount < 9", "label IN ('a', 'b')", "NOT (amount > 1 AND label = 'x')", "amount = 1.50", "amount IN (5)",
        ];
        var checks = conditions.Select((condition, i) => $"CONSTRAINT ck{i:00} CHECK ({condition})");
        await database.RunAsync($"CREATE TABLE t (amount {(backend.StartsWith("my", StringComparison.Ordinal) ? "INT" : "INTEGER")}, label {database.Engine.Dialect.SpellType(Types.Varchar(20))}, {string.Join(", ", checks)})");
        var table = new TableDefinition("t", [new ColumnDefinition("amount", Types.Integer) { IsNullable = true }, new ColumnDefinition("label", Types.Varchar(20)) { IsNullable = true }])
        {
            Checks = conditions.Select((condition, i) => new CheckConstraint($"ck{i:00}", condition)).ToValueList(),
        };
        Assert.Empty((await database.CheckAsync(table)).Describe());
        // And each of them is told from the next.
        var shifted = table with { Checks = conditions.Select((_, i) => new CheckConstraint($"ck{i:00}", conditions[(i + 1) % conditions.Length])).ToValueList() };
        Assert.Equal(conditions.Length, (await database.CheckAsync(shifted)).Describe().Count);
    }

    [Theory, EveryBackend]
    public async Task A_type_that_is_spelled_by_hand_is_compared_as_the_database_calls_it(string backend)
    {
        await using var database = await MigratedDatabase.CreateAsync(backend);
        string[] spellings = database.Engine.Dialect.Name switch
        {
            "postgresql" => ["point", "varchar(12)", "CHARACTER VARYING (13)", "int4", "numeric(10)", "numeric(10, 2)", "timestamptz", "timestamp", "int[]", "varchar(4)[]", "timestamptz(3)", "varchar(5) COLLATE \"C\"", "citext_like", "bool", "smallint", "real", "char(3)", "timestamp(3) with time zone"],
            "mysql" or "mariadb" => ["LONGTEXT", "varchar(12)", "INT(11)", "bool", "decimal(10)", "decimal(10,2)", "smallint", "float", "MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", "integer", "char(3)", "ENUM('a', 'b')", "datetime(3)", "int unsigned"],
            _ => ["LONGTEXT", "varchar(12)", "int", "NUMERIC(10)", "TEXT COLLATE NOCASE", "double precision", "anything goes here"],
        };
        if (backend == "postgresql")
        {
            await database.RunAsync("CREATE DOMAIN citext_like AS text");
        }

        var table = new TableDefinition("t", spellings.Select((spelling, i) =>
            new ColumnDefinition($"c{i}", Types.Text with { Spellings = SpellingSet.Empty.With(database.Engine.Dialect.Name, spelling) })).ToValueList());
        await database.CreateAsync(table);
        Assert.Empty((await database.CheckAsync(table)).Describe());
        var other = table with { Columns = table.Columns.Select(column => column with { Type = Types.Text with { Spellings = SpellingSet.Empty.With(database.Engine.Dialect.Name, "varbinary(3)") } }).ToValueList() };
        Assert.Equal(spellings.Length, (await database.CheckAsync(other)).Describe().Count);
    }

    [Theory, EveryBackend]
    public async Task Defaults_are_compared_by_what_they_mean(string backend)
    {
        await using var database = await MigratedDatabase.CreateAsync(backend);
        (SqlType Type, DefaultValue Value)[] defaults =
        [
            (Types.Integer, DefaultValue.Sql("1 + 2")), (Types.Integer, DefaultValue.Sql("5")), (Types.BigInt, DefaultValue.Sql("-7")), (Types.Varchar(20), DefaultValue.Sql("'a' || 'b'")),
            (Types.Varchar(20), DefaultValue.Sql("'it''s'")), (Types.Varchar(20), DefaultValue.Of("(1)")), (Types.Numeric(12, 3), DefaultValue.Of(3.10m)), (Types.Numeric(12, 3), DefaultValue.Of(3.0m)),
            (Types.DoublePrecision, DefaultValue.Of(1.5m)), (Types.DoublePrecision, DefaultValue.Of(2)), (Types.Varchar(20), DefaultValue.Of("null")), (Types.Varchar(20), DefaultValue.Of("")),
            (Types.Varchar(20), DefaultValue.Sql("lower('ABC')")), (Types.Date, DefaultValue.Of("2026-01-02")),
        ];
        // MySQL's || is OR, unless its mode says otherwise.
        var table = new TableDefinition("t", defaults.Where(pair => !(backend is "mysql" or "mariadb" && pair.Value == DefaultValue.Sql("'a' || 'b'"))).Select((pair, i) =>
            new ColumnDefinition($"c{i}", pair.Type) { Default = pair.Value }).ToValueList());
        await database.CreateAsync(table);
        Assert.Empty((await database.CheckAsync(table)).Describe());
        var other = table with { Columns = table.Columns.Select(column => column with { Default = null }).ToValueList() };
        Assert.Equal(table.Columns.Count, (await database.CheckAsync(other)).Describe().Count);
    }

    [Theory, EveryBackend]
    public async Task A_unique_constraint_over_the_primary_key_is_no_drift(string backend)
    {
        await using var database = await MigratedDatabase.CreateAsync(backend);
        var table = new TableBuilder("t").Column("id", Types.Integer).Column("code", Types.Integer).PrimaryKey("id").Unique("id").Unique("code").Build();
        table = table with { Uniques = [.. table.Uniques, new UniqueConstraint("again", ["code"])] };
        await database.CreateAsync(table);
        Assert.Empty((await database.CheckAsync(table)).Describe());
    }

    private static TableDefinition Named(string name) => Makers with { Name = name };

    private static TableDefinition Without(TableDefinition table, string name) => table with { Columns = table.Columns.Where(column => column.Name != name).ToValueList() };

    private static TableDefinition With(TableDefinition table, string name, Func<ColumnDefinition, ColumnDefinition> change) =>
        table with { Columns = table.Columns.Select(column => column.Name == name ? change(column) : column).ToValueList() };

    private static TableDefinition Indexed(TableDefinition table, ValueList<IndexColumn> columns) => table with { Indexes = [table.Indexes[0] with { Columns = columns }] };
}
