using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Sql;

namespace Kelpie.Migrations.Tests.Running;

public sealed class SchemaVersionTests
{
    private static readonly SchemaVersion Version = new(new RevisionGraph(Library.Migrations), ScratchDatabase.Commands);

    [Fact]
    public async Task At_the_head_is_current()
    {
        await using var scratch = new ScratchDatabase();
        await scratch.Migrator(Library.Migrations).UpgradeAsync();
        await using var db = await scratch.Engine.ConnectAsync();

        var status = await Version.CheckAsync(db);
        await Version.RequireCurrentAsync(db);

        Assert.IsType<SchemaStatus.Current>(status);
        Assert.Equal("the database is at c4a10e52, as this program needs it", Version.Describe(status));
    }

    [Fact]
    public async Task Missing_revisions_are_behind()
    {
        await using var scratch = new ScratchDatabase();
        await scratch.Migrator(Library.Migrations).UpgradeAsync("+1");

        var status = Assert.IsType<SchemaStatus.Behind>(await RefusedAsync(
            scratch, Version, "the database is at 3f9c2a7b, this program needs c4a10e52 - run: kelpie db upgrade"));

        Assert.Equal(Library.Files, status.Revision);
        Assert.Equal([Library.Search, Library.Sizes], status.Pending.Select(migration => migration.Revision));
    }

    [Fact]
    public async Task Revisions_the_program_does_not_know_are_unknown()
    {
        await using var scratch = new ScratchDatabase();
        await scratch.Migrator([
            .. Library.Migrations, new Step("77aa0000", Library.Sizes, "newer"), new Step("77aa0001", "77aa0000", "newest")]).UpgradeAsync();

        var status = Assert.IsType<SchemaStatus.Unknown>(await RefusedAsync(
            scratch, Version,
            "the database is at 77aa0001, which this program does not know: it was upgraded by a newer version - "
            + "update this program, or downgrade the database with that newer version: kelpie db downgrade c4a10e52"));

        Assert.Equal(["77aa0001"], status.Revisions);
        Assert.Equal(Library.Sizes, status.Common);
    }

    [Fact]
    public async Task A_version_table_of_another_program_alone_is_base()
    {
        await using var scratch = new ScratchDatabase();
        await scratch.Migrator(new Step("77aa0000", (string?)null, "another program's")).UpgradeAsync();

        await RefusedAsync(
            scratch, Version,
            "the database is at base, this program needs c4a10e52 - run: kelpie db upgrade");
    }

    [Fact]
    public async Task A_database_without_anything_is_empty()
    {
        await using var scratch = new ScratchDatabase();

        Assert.IsType<SchemaStatus.Empty>(await RefusedAsync(
            scratch, Version, "the database is empty, this program needs c4a10e52 - run: kelpie db upgrade"));
    }

    [Fact]
    public async Task Tables_without_a_version_table_are_foreign()
    {
        await using var scratch = new ScratchDatabase();
        await scratch.ExecuteAsync("CREATE TABLE a (x); CREATE TABLE b (x); CREATE TABLE c (x); CREATE TABLE d (x)");

        var status = Assert.IsType<SchemaStatus.Foreign>(await RefusedAsync(
            scratch, Version,
            "the database has tables (a, b, c and 1 more) but no schema_revisions: it is another program's, or older than its migrations - "
            + "name another database, or, if its tables are those of c4a10e52, run: kelpie db stamp c4a10e52"));

        Assert.Equal(["a", "b", "c", "d"], status.Tables);
    }

    [Fact]
    public async Task A_version_table_of_another_shape_is_the_databases_own_error()
    {
        await using var scratch = new ScratchDatabase();
        await scratch.ExecuteAsync("CREATE TABLE schema_revisions (x)");
        await using var db = await scratch.Engine.ConnectAsync();

        var error = await Assert.ThrowsAsync<DatabaseException>(() => Version.CheckAsync(db));

        Assert.Contains("no such column: schema_revisions.revision", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_without_migrations_is_content_with_an_empty_database()
    {
        await using var scratch = new ScratchDatabase();
        await using var db = await scratch.Engine.ConnectAsync();

        await new SchemaVersion(new RevisionGraph()).RequireCurrentAsync(db);
    }

    [Fact]
    public async Task The_check_works_on_a_read_only_connection()
    {
        await using var scratch = new ScratchDatabase();
        await scratch.Migrator(Library.Migrations).UpgradeAsync();
        await using var engine = scratch.NewEngine(new() { ReadOnly = true });
        await using var db = await engine.ConnectAsync();

        await Version.RequireCurrentAsync(db);
    }

    private static async Task<SchemaStatus> RefusedAsync(ScratchDatabase scratch, SchemaVersion version, string message)
    {
        await using var db = await scratch.Engine.ConnectAsync();
        var error = await Assert.ThrowsAsync<SchemaMismatchException>(() => version.RequireCurrentAsync(db));
        Assert.Equal(message, error.Message);
        Assert.Equal(message, version.Describe(await version.CheckAsync(db)));
        return error.Status;
    }
}
