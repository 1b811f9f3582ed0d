using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.State;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.MySql;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Migrations.Tests.Operations;

/// <summary>A table of somebody else's becomes one of the schema's, as SQL, without a database.</summary>
public sealed class PromotionTests
{
    private static readonly TableDefinition Experiment =
        new TableBuilder("exp_notes", "Somebody's.").Column("id", BigInt, comment: "Its number.").Column("note", Varchar(20).Nullable()).PrimaryKey("id").Index("note").Build();

    private static readonly TableDefinition Notes = new TableBuilder("notes").Column("id", BigInt).Column("remark", Varchar(40).Nullable()).PrimaryKey("id").Build();

    private static IReadOnlyList<Operation> Operations
    {
        get
        {
            var op = new OperationList();
            op.Promote(Experiment, Notes, Everywhere("INSERT INTO notes SELECT id, note FROM exp_notes"), Everywhere("INSERT INTO exp_notes SELECT id, remark FROM notes"));
            return op.Operations;
        }
    }

    public static TheoryData<string, string> Beginnings => new()
    {
        { "sqlite", "CREATE TABLE IF NOT EXISTS exp_notes (\n" },
        { "postgresql", "CREATE TABLE IF NOT EXISTS exp_notes (\n" },
        { "mariadb", "CREATE TABLE IF NOT EXISTS exp_notes (\n" },
        { "mysql", "CREATE TABLE IF NOT EXISTS exp_notes (\n" },
    };

    [Theory, MemberData(nameof(Beginnings))]
    public void It_is_made_where_it_is_missing_moved_and_dropped(string dialect, string beginning)
    {
        var sql = Compile(Operations, Dialect(dialect), SchemaState.Empty);
        Assert.Equal(4, sql.Count);
        Assert.StartsWith(beginning, sql[0]);
        Assert.DoesNotContain("Its number.", sql[0]);
        Assert.StartsWith("CREATE TABLE notes (\n", sql[1]);
        Assert.Equal(["INSERT INTO notes SELECT id, note FROM exp_notes", "DROP TABLE exp_notes"], sql.Skip(2));
    }

    [Fact]
    public void Undone_it_is_handed_back_and_stays()
    {
        var after = Operations.Aggregate(SchemaState.Empty, (state, operation) => operation.Apply(state));
        Assert.Equal(["notes"], after.Tables.Tables.Select(table => table.Name));
        var back = Inverse.Of(Operations, SchemaState.Empty);
        var sql = Compile(back, SqliteDialect.Instance, after);
        Assert.StartsWith("CREATE TABLE exp_notes (\n", sql[0]);
        Assert.Equal(["CREATE INDEX ix_exp_notes_note ON exp_notes (note)", "INSERT INTO exp_notes SELECT id, remark FROM notes", "DROP TABLE notes"], sql.Skip(1));
        Assert.Empty(back.Aggregate(after, (state, operation) => operation.Apply(state)).Tables.Tables);
    }

    [Fact]
    public void It_is_written_as_the_operations_that_it_is() => Assert.Equal(
        """
        op.Add(new AdoptTable(new TableBuilder("exp_notes", "Somebody's.")
            .Column("id", BigInt, comment: "Its number.")
            .Column("note", Varchar(20).Nullable())
            .PrimaryKey("id")
            .Index("note")
            .Build()));

        op.Add(new ReleaseTable("exp_notes"));
        op.Add(new DropMovedTable("exp_notes"));
        op.Add(new MoveRows("exp_notes", "notes", [new SqlScript("sqlite", "INSERT")], []));

        """.ReplaceLineEndings("\n"),
        CodeWriter.Write(
        [
            .. ((Operation[])[new AdoptTable(Experiment), new ReleaseTable("exp_notes"), new DropMovedTable("exp_notes"), new MoveRows("exp_notes", "notes", [new SqlScript("sqlite", "INSERT")], [])])
                .Select(operation => new DraftedOperation(operation, OperationRisk.None, null)),
        ]).Body);

    private static IReadOnlyList<string> Compile(IReadOnlyList<Operation> operations, Dialect dialect, SchemaState before)
    {
        var sql = new List<string>();
        foreach (var operation in operations)
        {
            sql.AddRange(operation.Compile(dialect, before));
            before = operation.Apply(before);
        }

        return sql;
    }

    private static (string, string)[] Everywhere(string sql) => [("sqlite", sql), ("postgresql", sql), ("mysql", sql), ("mariadb", sql), ("mssql", sql)];

    private static Dialect Dialect(string name) => name switch
    {
        "sqlite" => SqliteDialect.Instance,
        "postgresql" => PostgreSqlDialect.Instance,
        "mysql" => MySqlDialect.MySql,
        _ => MySqlDialect.MariaDb,
    };
}
