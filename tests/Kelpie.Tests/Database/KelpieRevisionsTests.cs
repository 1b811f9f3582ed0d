using System.Security.Cryptography;
using System.Text;
using Kelpie.Database;
using Kelpie.Database.Migrations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;

namespace Kelpie.Tests.Database;

public sealed class KelpieRevisionsTests
{
    [Fact]
    public void The_declared_tables_are_what_the_migrations_lead_to()
    {
        var declared = Tables.MetaData.Tables.Select(WithoutComments).ToList();
        var migrated = new SchemaHistory(KelpieRevisions.Graph).At("head").Tables.Select(WithoutComments).ToList();

        Assert.NotEmpty(declared);
        Assert.Equal(declared, migrated);
    }

    [Fact]
    public void Every_migration_of_the_program_is_in_its_history()
    {
        // A promotion is a revision in memory before it is one of these.
        var written = typeof(KelpieRevisions).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Migration)) && type.Namespace == "Kelpie.Database.Migrations.Versions");

        Assert.Equal(
            written.Select(type => type.FullName).Order(StringComparer.Ordinal),
            KelpieRevisions.Graph.Migrations.Select(migration => migration.GetType().FullName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_history_has_one_head() => Assert.NotNull(KelpieRevisions.Graph.Head);

    [Theory]
    [InlineData("sqlite.sql", "bb1794bf1ef1dc1065f004f801f2d5edcf4bcf990defae91d6d68bd5f443fdb6")]
    [InlineData("sqlite.down.sql", "83fdf5975ea6b900cdd7301f6a0688d6cf63c06cc7b881e0025cf3c05a606536")]
    public void The_raw_SQL_of_a_released_revision_stays_as_it_is(string name, string pinned)
    {
        var text = SchemaScript.Read(name).ReplaceLineEndings("\n");

        var actual = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

        Assert.True(
            actual == pinned,
            $"Database/Schema/{name} has changed (SHA-256 {actual}). A released revision is frozen: databases have it already, and will not "
            + "run it again. Take the change back and write a new revision with a script of its own.");
    }

    private static TableDefinition WithoutComments(TableDefinition table) => table with
    {
        Comment = null,
        Columns = [.. table.Columns.Select(column => column with { Comment = null })],
    };
}
