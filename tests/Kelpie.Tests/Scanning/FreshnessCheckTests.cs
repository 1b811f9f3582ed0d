using Kelpie.Answers;
using Kelpie.Database.FullText;
using Kelpie.Database.Stores;
using Kelpie.Scanning;
using Kelpie.Search;
using Kelpie.Tests.Database;
using Kelpie.Tests.Scanning.Discovery;

namespace Kelpie.Tests.Scanning;

public sealed class FreshnessCheckTests : IAsyncLifetime
{
    private TestIndex _index = null!;

    public async ValueTask InitializeAsync() => _index = await TestIndex.CreateAsync();

    public ValueTask DisposeAsync() => _index.DisposeAsync();

    [Fact]
    public async Task A_file_that_was_just_indexed_is_fresh_whatever_the_last_digits_of_its_date()
    {
        for (var i = 0; i < 20; i++)
        {
            var path = _index.Files.Write($"{i}.md");
            File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddTicks((i * 1_234_567) + 1));
        }

        await _index.ScanAsync();

        Assert.All(await RowsAsync(), row => Assert.Equal(Freshness.Fresh, new FreshnessCheck(_index.Database.Files).Of(row)));
    }

    [Fact]
    public async Task Another_size_or_another_microsecond_is_a_change()
    {
        var (longer, later, same) = (_index.Files.Write("longer.md"), _index.Files.Write("later.md"), _index.Files.Write("same.md"));
        await _index.ScanAsync();
        var written = File.GetLastWriteTimeUtc(longer);
        File.AppendAllText(longer, "more");
        File.SetLastWriteTimeUtc(longer, written);
        File.SetLastWriteTimeUtc(later, File.GetLastWriteTimeUtc(later).AddMicroseconds(1));

        Assert.Equal([Freshness.Changed, Freshness.Changed, Freshness.Fresh], await FreshnessAsync(later, longer, same));
        Assert.Equal(2, (await _index.ScanAsync()).Changed);
        Assert.Equal([Freshness.Fresh, Freshness.Fresh, Freshness.Fresh], await FreshnessAsync(later, longer, same));
    }

    [Fact]
    public async Task A_file_is_gone_with_itself_with_its_folder_and_where_a_folder_has_taken_its_name()
    {
        var (deleted, below, replaced) = (_index.Files.Write("deleted.md"), _index.Files.Write("folder/below.md"), _index.Files.Write("replaced.md"));
        await _index.ScanAsync();
        File.Delete(deleted);
        Directory.Delete(_index.Files["folder"], recursive: true);
        File.Delete(replaced);
        Directory.CreateDirectory(replaced);

        Assert.Equal([Freshness.Gone, Freshness.Gone, Freshness.Gone], await FreshnessAsync(deleted, below, replaced));
    }

    [Theory]
    [InlineData("/no/such/machine/notes.md")]
    [InlineData(@"C:\Users\reader\notes.md")]
    [InlineData("notes.md")]
    public void A_path_of_another_machine_is_gone(string path) => Assert.Equal(Freshness.Gone, new FreshnessCheck(_index.Database.Files).Of(Row(path)));

    [Fact]
    public async Task A_link_is_as_fresh_as_the_file_it_leads_to()
    {
        var target = _index.Files.Write("target.md");
        _index.Files.LinkFile("link.md", "target.md");
        _index.Files.LinkFile("broken.md", "nowhere.md");
        await _index.ScanAsync();
        var (link, broken) = (_index.Files["link.md"], _index.Files["broken.md"]);
        Assert.Equal([Freshness.Fresh, Freshness.Fresh], await FreshnessAsync(link, broken));

        File.AppendAllText(target, "more");

        Assert.Equal([Freshness.Changed, Freshness.Fresh], await FreshnessAsync(link, broken));
    }

    [Fact]
    public async Task What_may_not_be_looked_at_is_neither_changed_nor_gone()
    {
        var path = _index.Files.Write("locked/notes.md");
        await _index.ScanAsync();
        var row = (await _index.Database.Files.FindAsync(path))!;
        TempFolder.SetMode(_index.Files["locked"], 0b111_000_000);

        Assert.Equal(Freshness.Unknown, Unprivileged.Run(() => new FreshnessCheck(_index.Database.Files).Of(row)));
    }

    [Fact]
    public async Task A_file_is_looked_at_once_for_all_its_results()
    {
        var path = _index.Files.Write("a.md");
        await _index.ScanAsync();
        var check = new FreshnessCheck(_index.Database.Files);
        Assert.Equal(Freshness.Fresh, await check.OfAsync(path));
        File.Delete(path);

        Assert.Equal(Freshness.Fresh, await check.OfAsync(path));
        Assert.Equal(Freshness.Fresh, check.Of((await _index.Database.Files.FindAsync(path))!));
        Assert.Equal(Freshness.Gone, await new FreshnessCheck(_index.Database.Files).OfAsync(path));
    }

    [Fact]
    public async Task A_file_that_left_the_index_meanwhile_is_gone_or_another()
    {
        var path = _index.Files.Write("a.md");

        Assert.Equal(Freshness.Changed, await new FreshnessCheck(_index.Database.Files).OfAsync(path));
        Assert.Equal(Freshness.Gone, await new FreshnessCheck(_index.Database.Files).OfAsync(_index.Files["b.md"]));
    }

    [Fact]
    public async Task Every_answer_says_it()
    {
        var path = _index.Files.Write("a.md", "kettle");
        await _index.ScanAsync();
        File.AppendAllText(path, "more");

        var hit = Assert.Single((await new FullTextSearch(_index.Database).FindAsync("kettle", new FullTextOptions())).Hits);
        Assert.Equal(Freshness.Changed, hit.Freshness);
        Assert.Equal(Freshness.Changed, (await ChunksAnswer.ForAsync(_index.Database, new ChunksRequest(path, null, 0, WithStatistics: false))).Freshness);
        Assert.Equal(Freshness.Changed, Assert.Single((await FilesAnswer.ForAsync(_index.Database, new FileFilter())).Files).Freshness);
    }

    private async Task<IReadOnlyList<FileRow>> RowsAsync() => await _index.Database.Files.SearchAsync(new FileFilter());

    private async Task<List<Freshness>> FreshnessAsync(params string[] paths)
    {
        var check = new FreshnessCheck(_index.Database.Files);
        var all = new List<Freshness>();
        foreach (var path in paths)
        {
            all.Add(await check.OfAsync(path));
        }

        return all;
    }

    private static FileRow Row(string path) => new()
    {
        Path = path,
        Name = "notes.md",
        Directory = "/no/such/machine",
        Size = 5,
        Type = ".md",
        Modified = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
        Status = "success",
        Indexed = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
    };
}
