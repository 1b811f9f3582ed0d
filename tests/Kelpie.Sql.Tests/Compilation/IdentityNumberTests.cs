using Kelpie.Sql.Compilation;
using Kelpie.Sql.MySql;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.SqlServer;

namespace Kelpie.Sql.Tests.Compilation;

/// <summary>How each database says what number a table is at, and is told to go on behind one.</summary>
public sealed class IdentityNumberTests
{
    [Fact]
    public void Sqlite_keeps_its_numbers_in_a_table()
    {
        var dialect = SqliteDialect.Instance;
        Assert.Equal("SELECT max(seq) FROM sqlite_sequence WHERE name = 'it''s'", dialect.LastNumber("it's", "id"));
        Assert.Equal(
            ["DELETE FROM sqlite_sequence WHERE name = 'files'", "INSERT INTO sqlite_sequence (name, seq) VALUES ('files', 42)"], dialect.NumberBehind("files", "id", 42));
        Assert.Equal(["DELETE FROM sqlite_sequence WHERE name = 'files'"], dialect.NumberBehind("files", "id", 0));
        Assert.Null(dialect.TriggerSwitch("files"));
    }

    [Fact]
    public void PostgreSql_has_a_sequence_for_each_column()
    {
        var dialect = PostgreSqlDialect.Instance;
        Assert.Equal("SELECT pg_sequence_last_value(CAST(pg_get_serial_sequence('\"Files\"', 'Id') AS regclass))", dialect.LastNumber("Files", "Id"));
        Assert.Equal(["SELECT setval(pg_get_serial_sequence('files', 'id'), 42)"], dialect.NumberBehind("files", "id", 42));
        Assert.Equal(["SELECT setval(pg_get_serial_sequence('files', 'id'), 1, false)"], dialect.NumberBehind("files", "id", 0));
        Assert.Equal(
            new TriggerSwitch("ALTER TABLE \"Files\" DISABLE TRIGGER USER", "ALTER TABLE \"Files\" ENABLE TRIGGER USER"), dialect.TriggerSwitch("Files"));
    }

    [Fact]
    public void MySql_and_MariaDb_keep_the_next_number()
    {
        foreach (var dialect in (MySqlDialect[])[MySqlDialect.MySql, MySqlDialect.MariaDb])
        {
            Assert.Equal(
                "SELECT CAST(AUTO_INCREMENT AS SIGNED) - 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'files'",
                dialect.LastNumber("files", "id"));
            Assert.Equal(["ALTER TABLE files AUTO_INCREMENT = 43"], dialect.NumberBehind("files", "id", 42));
            Assert.Equal(["ALTER TABLE files AUTO_INCREMENT = 1"], dialect.NumberBehind("files", "id", 0));
            Assert.Null(dialect.TriggerSwitch("files"));
        }
    }

    [Fact]
    public void Sql_Server_is_told_by_its_console_command()
    {
        var dialect = SqlServerDialect.Instance;
        Assert.Equal(
            "SELECT CAST(last_value AS BIGINT) FROM sys.identity_columns WHERE object_id = OBJECT_ID('files') AND name = 'id'", dialect.LastNumber("files", "id").Replace("N'", "'", StringComparison.Ordinal));
        Assert.Equal("DBCC CHECKIDENT ('files', RESEED, 42)", Assert.Single(dialect.NumberBehind("files", "id", 42)).Replace("N'", "'", StringComparison.Ordinal));
        Assert.Equal(new TriggerSwitch("DISABLE TRIGGER ALL ON files", "ENABLE TRIGGER ALL ON files"), dialect.TriggerSwitch("files"));
    }
}
