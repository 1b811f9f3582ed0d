using Kelpie.Database.Stores;

namespace Kelpie.Tests.Database;

public sealed class FileStoreTests : IAsyncLifetime
{
    private TestIndex _index = null!;

    public async ValueTask InitializeAsync() => _index = await TestIndex.CreateAsync();

    public ValueTask DisposeAsync() => _index.DisposeAsync();

    [Fact]
    public async Task Without_a_filter_all_files_come_ordered_by_path()
    {
        await Index("b.md", "a/z.md", "B.md", "a.md");

        Assert.Equal(["B.md", "a.md", "a/z.md", "b.md"], await Found(new FileFilter()));
    }

    [Theory]
    [InlineData("read", "README.md")]
    [InlineData("ME.M", "README.md")]
    [InlineData("100%", "100%.md")]
    [InlineData("_b", "a_b.md")]
    [InlineData("*", "star*.md")]
    [InlineData("a[X]", "bra[x].md")]
    [InlineData("?", "why?.md")]
    [InlineData("'", "it's.md")]
    [InlineData("Über", "Über.md")]
    [InlineData("ÜBER.M", "Über.md")]
    [InlineData("%md", null)]
    [InlineData("a?b", null)]
    public async Task A_part_of_the_name_is_taken_to_the_letter_and_in_capitals_or_not(string part, string? expected)
    {
        await Index("README.md", "100%.md", "a_b.md", "axb.md", "star*.md", "bra[x].md", "why?.md", "it's.md", "Über.md");

        Assert.Equal(expected is null ? [] : [expected], await Found(new FileFilter { Name = part }));
    }

    [Theory]
    [InlineData(".PY", "a.py")]
    [InlineData("markdown", "b.md")]
    [InlineData("text/x-python", "a.py")]
    [InlineData("zzz", "c.zzz")]
    [InlineData("*", null)]
    public async Task A_part_of_the_extension_or_of_the_MIME_type_chooses(string part, string? expected)
    {
        await Index("a.py", "b.md", "c.zzz", "Makefile");

        Assert.Equal(expected is null ? [] : [expected], await Found(new FileFilter { Type = part }));
    }

    [Fact]
    public async Task Sizes_are_compared_strictly()
    {
        _index.Files.Write("3.md", "123");
        _index.Files.Write("4.md", "1234");
        _index.Files.Write("5.md", "12345");
        await _index.ScanAsync();

        Assert.Equal(["5.md"], await Found(new FileFilter { LargerThan = 4 }));
        Assert.Equal(["3.md"], await Found(new FileFilter { SmallerThan = 4 }));
        Assert.Equal(["4.md"], await Found(new FileFilter { LargerThan = 3, SmallerThan = 5 }));
    }

    [Fact]
    public async Task Since_a_moment_takes_it_in_and_before_does_not()
    {
        await Index("a.md", "b.md");
        var moment = new DateTime(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc);
        _index.Execute("UPDATE file_metadata SET created_date = '2026-03-04T05:06:07.000000', modified_date = '2026-03-04T05:06:07.000000' WHERE file_name = 'b.md'");
        _index.Execute("UPDATE file_metadata SET created_date = '2026-03-04T05:06:06.999999', modified_date = '2026-03-04T05:06:06.999999' WHERE file_name = 'a.md'");

        Assert.Equal(["b.md"], await Found(new FileFilter { CreatedSince = moment }));
        Assert.Equal(["a.md"], await Found(new FileFilter { CreatedBefore = moment }));
        Assert.Equal(["b.md"], await Found(new FileFilter { ModifiedSince = moment }));
        Assert.Equal(["a.md"], await Found(new FileFilter { ModifiedBefore = moment }));
    }

    [Fact]
    public async Task Under_a_directory_leaves_out_those_whose_name_only_begins_alike()
    {
        await Index("src/a.md", "src/deep/b.md", "src2/c.md", "src.md", "src-old/d.md");

        Assert.Equal(["src/a.md", "src/deep/b.md"], await Found(new FileFilter { Under = _index.Files["src"] }));
        Assert.Equal(["src/a.md", "src/deep/b.md"], await Found(new FileFilter { Under = _index.Files["src"] + "/" }));
        Assert.Equal(5, (await Found(new FileFilter { Under = "/" })).Count);
    }

    [Fact]
    public async Task A_limit_takes_the_first()
    {
        await Index("c.md", "a.md", "b.md");

        Assert.Equal(["a.md", "b.md"], await Found(new FileFilter { Limit = 2 }));
        Assert.Empty(await Found(new FileFilter { Limit = 0 }));
    }

    [Fact]
    public async Task A_file_is_found_by_its_path_with_all_that_is_known_of_it()
    {
        var path = _index.Files.Write("sub/A.Md", "One.\n");
        var before = DateTime.UtcNow;
        await _index.ScanAsync();

        var file = await _index.Database.Files.FindAsync(path);

        Assert.NotNull(file);
        Assert.Equal(
            new FileRow
            {
                Id = file.Id,
                Path = path,
                Name = "A.Md",
                Directory = _index.Files["sub"],
                Size = 5,
                Type = ".md",
                MimeType = "text/markdown",
                Created = file.Created,
                Modified = file.Modified,
                Accessed = file.Accessed,
                Permissions = "644",
                Hash = Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData("One.\n"u8)),
                IsText = true,
                Encoding = "ascii",
                Status = "success",
                Error = null,
                Indexed = file.Indexed,
            },
            file);
        Assert.Equal(File.GetLastWriteTimeUtc(path).Ticks / 10, file.Modified!.Value.Ticks / 10);
        Assert.InRange(file.Indexed, before.AddMilliseconds(-1), DateTime.UtcNow);
        Assert.Null(await _index.Database.Files.FindAsync(_index.Files["sub"]));
    }

    private async Task Index(params string[] names)
    {
        foreach (var name in names)
        {
            _index.Files.Write(name);
        }

        await _index.ScanAsync();
    }

    private async Task<List<string>> Found(FileFilter filter) =>
        [.. (await _index.Database.Files.SearchAsync(filter)).Select(file => Path.GetRelativePath(_index.Files.Path, file.Path))];
}
