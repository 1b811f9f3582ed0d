using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.State;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.MySql;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.SqlServer;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Migrations.Tests.Operations;

/// <summary>Rows that get into another table column by column, as SQL, without a database.</summary>
public sealed class MapRowsTests
{
    private static readonly TableDefinition Experiment = new TableBuilder("exp_notes")
        .Column("id", BigInt, identity: true).Column("file_path", Types.Text).Column("when", Types.Text).Column("done", Integer.Nullable()).Column("scratch", Types.Text.Nullable())
        .PrimaryKey("id").Build();

    private static readonly TableDefinition Notes = new TableBuilder("notes")
        .Column("id", BigInt, identity: true).Column("file_id", BigInt).Column("noted_at", Timestamp).Column("done", Types.Bool.Nullable()).PrimaryKey("id").Build();

    private static RowMapping Mapping(RowMapping m) => m
        .Find("file_path", "file_id", new KeyLookup("files", "path", "id", "path_key")).Moments("when", "yyyy-MM-dd HH:mm:ss", "noted_at").Drop("scratch");

    public static TheoryData<string, string, string> Sql => new()
    {
        {
            "sqlite",
            """
            INSERT INTO notes (id, file_id, noted_at, done)
            SELECT r.id, (SELECT k.id FROM files k WHERE k.path = r.file_path), substr(r."when", 1, 10) || 'T' || substr(r."when", 12, 8) || '.000000', r.done
            FROM exp_notes r
            """,
            """
            INSERT INTO exp_notes (id, file_path, "when", done)
            SELECT r.id, (SELECT k.path FROM files k WHERE k.id = r.file_id), substr(r.noted_at, 1, 10) || ' ' || substr(r.noted_at, 12, 8), r.done
            FROM notes r
            """
        },
        {
            "postgresql",
            """
            INSERT INTO notes (id, file_id, noted_at, done)
            SELECT r.id, (SELECT k.id FROM files k WHERE k.path_key = CAST(encode(sha256(convert_to(r.file_path, 'UTF8')), 'hex') AS char(64))), CAST(substr(r."when", 1, 10) || ' ' || substr(r."when", 12, 8) || '.000000' || '+00' AS timestamptz), r.done <> 0
            FROM exp_notes r
            SELECT setval(pg_get_serial_sequence('notes', 'id'), max(id)) FROM notes HAVING count(*) > 0
            """,
            """
            INSERT INTO exp_notes (id, file_path, "when", done)
            SELECT r.id, (SELECT k.path FROM files k WHERE k.id = r.file_id), to_char(r.noted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') || ' ' || left(to_char(r.noted_at AT TIME ZONE 'UTC', 'HH24:MI:SS.US'), 8), CAST(r.done AS integer)
            FROM notes r
            SELECT setval(pg_get_serial_sequence('exp_notes', 'id'), max(id)) FROM exp_notes HAVING count(*) > 0
            """
        },
        {
            "mysql",
            """
            INSERT INTO notes (id, file_id, noted_at, done)
            SELECT r.id, (SELECT k.id FROM files k WHERE k.path_key = CONVERT(SHA2(r.file_path, 256) USING ascii)), CAST(CONCAT(substr(r.`when`, 1, 10), ' ', substr(r.`when`, 12, 8), '.000000') AS DATETIME(6)), r.done
            FROM exp_notes r
            """,
            """
            INSERT INTO exp_notes (id, file_path, `when`, done)
            SELECT r.id, (SELECT k.path FROM files k WHERE k.id = r.file_id), CONCAT(DATE_FORMAT(r.noted_at, '%Y-%m-%d'), ' ', LEFT(DATE_FORMAT(r.noted_at, '%H:%i:%s.%f'), 8)), r.done
            FROM notes r
            """
        },
        {
            "mssql",
            """
            SET IDENTITY_INSERT notes ON;
            INSERT INTO notes (id, file_id, noted_at, done)
            SELECT r.id, (SELECT k.id FROM files k WHERE k.path = r.file_path), CAST(SUBSTRING(r.[when], 1, 10) + ' ' + SUBSTRING(r.[when], 12, 8) + '.000000' AS DATETIME2(6)), CAST(r.done AS BIT)
            FROM exp_notes r;
            SET IDENTITY_INSERT notes OFF
            """,
            """
            SET IDENTITY_INSERT exp_notes ON;
            INSERT INTO exp_notes (id, file_path, [when], done)
            SELECT r.id, (SELECT k.path FROM files k WHERE k.id = r.file_id), CONVERT(CHAR(10), r.noted_at, 23) + ' ' + LEFT(CONVERT(CHAR(15), CAST(r.noted_at AS TIME(6)), 114), 8), CAST(r.done AS INT)
            FROM notes r;
            SET IDENTITY_INSERT exp_notes OFF
            """
        },
    };

    [Theory, MemberData(nameof(Sql))]
    public void They_get_there_and_back(string dialect, string there, string back)
    {
        var state = SchemaState.Of(MetaData.Empty.Add(Experiment).Add(Notes));
        var map = new MapRows("exp_notes", "notes", Mapping(new RowMapping()));
        Assert.Equal(there.ReplaceLineEndings("\n"), string.Join('\n', map.Compile(Dialect(dialect), state)));
        Assert.Equal(back.ReplaceLineEndings("\n"), string.Join('\n', Assert.Single(map.Invert(state)).Compile(Dialect(dialect), state)));
        Assert.Equal([map], Assert.Single(map.Invert(state)).Invert(state));
    }

    [Fact]
    public void A_promotion_is_written_as_one_statement()
    {
        var op = new OperationList();
        op.Promote(Experiment, Notes, Mapping);
        Assert.Equal(
            """
            op.Promote(
                new TableBuilder("exp_notes")
                    .Column("id", BigInt, identity: true)
                    .Column("file_path", Text)
                    .Column("when", Text)
                    .Column("done", Integer.Nullable())
                    .Column("scratch", Text.Nullable())
                    .PrimaryKey("id")
                    .Build(),
                new TableBuilder("notes")
                    .Column("id", BigInt, identity: true)
                    .Column("file_id", BigInt)
                    .Column("noted_at", Timestamp)
                    .Column("done", Bool.Nullable())
                    .PrimaryKey("id")
                    .Build(),
                m => m
                    .Find("file_path", "file_id", new KeyLookup("files", "path", "id", "path_key"))
                    .Moments("when", "yyyy-MM-dd HH:mm:ss", "noted_at")
                    .Drop("scratch"));

            """.ReplaceLineEndings("\n"),
            CodeWriter.Write([.. op.Operations.Select(operation => new DraftedOperation(operation))]).Body);
    }

    [Theory]
    [InlineData("Table exp_notes has no column nothing")]
    [InlineData("There are two rules for the column done.")]
    [InlineData("Nothing says how scratch (text) becomes done (bool")]
    [InlineData("notes has no column file_path: say what it is called there, or that it is dropped.")]
    [InlineData("'dd.MM.yyyy' is no spelling of moments that is converted; 'yyyy-MM-dd HH:mm:ss' is one.")]
    [InlineData("file_path is never NULL and has no default: say what it holds in the rows that are handed back, or keep it.")]
    [InlineData("file_path and when of exp_notes both become noted_at of notes.")]
    [InlineData("notes.noted_at is never NULL, and nothing says what it holds in the rows of exp_notes.")]
    public void A_mapping_that_does_not_fit_is_refused_where_it_is_written(string message)
    {
        Func<RowMapping, RowMapping> mapping = message switch
        {
            ['T', 'a', ..] => m => Mapping(m).Drop("nothing"),
            ['T', ..] => m => Mapping(m).Drop("done").Rename("done", "done"),
            ['N', ..] => m => m.Find("file_path", "file_id", new KeyLookup("files", "path", "id")).Moments("when", "yyyy-MM-dd HH:mm:ss", "noted_at").Drop("done").Rename("scratch", "done"),
            ['n', 'o', 't', 'e', 's', ' ', ..] => m => m.Drop("scratch").Moments("when", "yyyy-MM-dd HH:mm:ss", "noted_at"),
            ['\'', ..] => m => m.Moments("when", "dd.MM.yyyy"),
            "file_path and when of exp_notes both become noted_at of notes." => m => m.Moments("file_path", "yyyy-MM-dd HH:mm:ss", "noted_at").Moments("when", "yyyy-MM-dd HH:mm:ss", "noted_at").Drop("scratch"),
            ['f', ..] => m => m.Drop("file_path").Drop("scratch").Moments("when", "yyyy-MM-dd HH:mm:ss", "noted_at"),
            _ => m => m.Find("file_path", "file_id", new KeyLookup("files", "path", "id")).Drop("when", "").Drop("scratch"),
        };
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => new OperationList().Promote(Experiment, Notes, mapping)).Message);
    }

    private static Dialect Dialect(string name) => name switch
    {
        "sqlite" => SqliteDialect.Instance,
        "postgresql" => PostgreSqlDialect.Instance,
        "mysql" => MySqlDialect.MySql,
        _ => SqlServerDialect.Instance,
    };
}
