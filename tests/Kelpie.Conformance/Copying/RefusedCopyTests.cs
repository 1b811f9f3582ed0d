using Kelpie.Conformance.Backends;
using Kelpie.Database.Copying;
using Kelpie.Migrations.Running;
using Kelpie.Sql;

namespace Kelpie.Conformance.Copying;

/// <summary>What is refused, before anything is written.</summary>
public sealed class RefusedCopyTests
{
    [Theory, EveryBackend(Shared = true)]
    public async Task A_target_that_holds_something_is_refused_unless_it_is_to_be_replaced(string backend)
    {
        await using var source = await CopiedDatabase.FullAsync(Experiments.All);
        await using var target = await CopiedDatabase.CreateAsync(backend);
        await source.CopyToAsync(target, experiments: true);
        var error = await Assert.ThrowsAsync<KelpieException>(() => source.CopyToAsync(target));
        Assert.Equal(
            ("target_not_empty", $"{target.Url} is not empty: there is something in directory_structure, file_metadata, chunks, content_analysis, embeddings_index, processing_stats, text_chunks."),
            (error.Error, error.Message));
        await source.ExecuteAsync("UPDATE exp_notes SET note = 'another' WHERE weight IS NULL; DELETE FROM processing_stats WHERE id = 7");
        Assert.True((await source.CopyToAsync(target, experiments: true, replace: true)).IsEqual);
        Assert.Equal(await source.ContentAsync(Experiments.All), await target.ContentAsync(Experiments.All));
    }

    [Theory, EveryBackend(Shared = true)]
    public async Task A_database_is_not_copied_into_itself_by_whatever_name(string backend)
    {
        await using var source = await CopiedDatabase.FullAsync();
        await using var target = await CopiedDatabase.CreateAsync(backend);
        await source.CopyToAsync(target);
        var whole = await target.ContentAsync();
        foreach (var other in OtherNames(target.Url).Prepend(target.Url))
        {
            var error = await Assert.ThrowsAsync<KelpieException>(() => DatabaseCopy.RunAsync(new CopyRequest(target.Url, other) { Replace = true }));
            Assert.Equal("same_database", error.Error);
        }

        Assert.DoesNotContain("kelpie_copy", await target.TableNamesAsync());
        Assert.Equal(whole, await target.ContentAsync());
    }

    [Theory, EveryBackend(Shared = true)]
    public async Task Another_copy_into_an_unfinished_one_is_refused_and_so_is_a_copy_of_it(string backend)
    {
        await using var source = await CopiedDatabase.FullAsync();
        await using var other = await CopiedDatabase.FullAsync();
        await using var target = await CopiedDatabase.CreateAsync(backend);
        await using var next = await CopiedDatabase.CreateAsync("sqlite");
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.CopyToAsync(target, progress: new StopAtOnce(stop), cancellationToken: stop.Token));
        Assert.Equal("target_claimed", (await Assert.ThrowsAsync<KelpieException>(() => other.CopyToAsync(target))).Error);
        Assert.Equal("source_incomplete", (await Assert.ThrowsAsync<KelpieException>(() => target.CopyToAsync(next))).Error);
        Assert.True((await other.CopyToAsync(target, replace: true)).IsEqual);
    }

    [Fact]
    public async Task A_table_that_the_target_has_no_type_for_is_refused_and_no_target_comes_into_being()
    {
        await using var source = await CopiedDatabase.FullAsync();
        await using var target = await CopiedDatabase.CreateAsync("sqlite");
        await source.ExecuteAsync("CREATE TABLE exp_odd (id INTEGER PRIMARY KEY, place GEOMETRY)");
        var error = await Assert.ThrowsAsync<KelpieException>(() => source.CopyToAsync(target, experiments: true));
        Assert.Equal(
            ("experiment_not_portable", "The table exp_odd cannot be made on sqlite: The column exp_odd.place is of the type GEOMETRY, which only sqlite has."), (error.Error, error.Message));
        Assert.False(File.Exists(target.Url.Database));
    }

    [Fact]
    public async Task A_source_that_is_not_at_head_is_refused_as_by_every_command()
    {
        await using var source = await CopiedDatabase.FullAsync();
        await using var target = await CopiedDatabase.CreateAsync("sqlite");
        await source.ExecuteAsync("DELETE FROM schema_revisions WHERE parents IS NOT NULL");
        await Assert.ThrowsAsync<SchemaMismatchException>(() => source.CopyToAsync(target));
        Assert.False(File.Exists(target.Url.Database));
    }

    private static IEnumerable<DatabaseUrl> OtherNames(DatabaseUrl url)
    {
        if (url.Scheme != "sqlite")
        {
            return [DatabaseUrl.Parse($"{url.Scheme}://{url.User}{(url.Password is null ? "" : ":" + Uri.EscapeDataString(url.Password))}@localhost:{url.Port}/{url.Database}")];
        }

        var link = url.Database + ".link";
        File.CreateSymbolicLink(link, url.Database);
        return [url.WithDatabase(link)];
    }

    private sealed class StopAtOnce(CancellationTokenSource stop) : IProgress<CopyProgress>
    {
        public void Report(CopyProgress value) => stop.Cancel();
    }
}
