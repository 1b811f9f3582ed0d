using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Tests.Running;

public sealed class VersionTableTests
{
    [Fact]
    public async Task History_tells_what_is_applied_current_head_changed_and_unknown()
    {
        await using var scratch = new ScratchDatabase();
        await scratch.Migrator([
            new Step(Library.Files, (string?)null, "files and chunks", op => op.Sql("CREATE TABLE files (id);")),
            new Step("77aa0000", Library.Files, "lost"),
        ]).UpgradeAsync();

        var history = await scratch.Migrator(Library.Migrations).HistoryAsync();

        Assert.Equal(
            [
                "3f9c2a7b applied changed",
                "b01d77c0",
                "c4a10e52 head",
                "77aa0000 applied current unknown",
            ],
            history.Select(entry => entry.Revision
                + (entry.Applied is null ? "" : " applied")
                + (entry.IsCurrent ? " current" : "")
                + (entry.IsHead ? " head" : "")
                + (entry.HasChanged ? " changed" : "")
                + (entry.Migration is null ? " unknown" : "")));
        Assert.InRange(history[0].Applied!.AppliedAt, DateTime.UtcNow.AddMinutes(-5), DateTime.UtcNow.AddSeconds(1));
        Assert.NotNull(history[0].Applied!.Duration);
    }

    [Fact]
    public async Task The_version_table_remembers_each_revision()
    {
        await using var scratch = new ScratchDatabase();
        await scratch.Migrator(Library.Migrations).UpgradeAsync();

        Assert.Equal(
            [
                "3f9c2a7b|-|files and chunks",
                "b01d77c0|3f9c2a7b|full text",
                "c4a10e52|b01d77c0|sizes of files",
            ],
            await scratch.ListAsync(
                "SELECT revision || '|' || coalesce(parents, '-') || '|' || message FROM schema_revisions ORDER BY revision", Types.Text));
        Assert.Equal(
            [3L],
            await scratch.ListAsync(
                "SELECT count(*) FROM schema_revisions WHERE duration_ms >= 0 AND length(checksum) = 64 AND applied_at LIKE '20__-__-__T__:__:__.___000'",
                Types.BigInt));
    }

    [Fact]
    public async Task An_emptied_version_table_is_taken_as_base()
    {
        await using var scratch = new ScratchDatabase();
        var migrator = scratch.Migrator(new Step("aaaa1111", (string?)null, "first"), new Step("bbbb2222", "aaaa1111", "second"));
        await migrator.UpgradeAsync();
        await scratch.ExecuteAsync("DELETE FROM schema_revisions");

        Assert.Empty(await migrator.CurrentAsync());
        Assert.Equal(2, (await migrator.UpgradeAsync()).Count);
        Assert.Equal(["bbbb2222"], await migrator.CurrentAsync());
    }

    [Fact]
    public async Task A_stamp_marks_without_running_anything()
    {
        await using var scratch = new ScratchDatabase();
        var migrator = scratch.Migrator(Library.Migrations);

        await migrator.StampAsync(Library.Search);

        Assert.Equal([Library.Search], await migrator.CurrentAsync());
        Assert.Equal(["schema_revisions"], await scratch.TablesAsync());
        Assert.All(await migrator.HistoryAsync(), entry => Assert.Null(entry.Applied?.Duration));

        await migrator.StampAsync("-1");
        Assert.Equal([Library.Files], await migrator.CurrentAsync());

        await migrator.StampAsync("base");
        Assert.Empty(await scratch.TablesAsync());
    }

    [Fact]
    public async Task A_stamp_mends_a_version_table_that_names_revisions_nobody_knows()
    {
        await using var scratch = new ScratchDatabase();
        await scratch.Migrator([.. Library.Migrations, new Step("77aa0000", Library.Sizes, "lost")]).UpgradeAsync();
        var migrator = scratch.Migrator(Library.Migrations);

        await migrator.StampAsync("head");

        Assert.Equal([Library.Sizes], await migrator.CurrentAsync());
        Assert.Empty(await migrator.UpgradeAsync());
    }
}
