using System.Text;
using Kelpie.Scanning.Discovery;

namespace Kelpie.Tests.Scanning.Discovery;

public sealed class DifficultNameTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("two\nlines.md")]
    [InlineData("it's \"quoted\".md")]
    [InlineData(" spaces .md")]
    [InlineData("back\\slash.md")]
    [InlineData("*?[x].md")]
    [InlineData("-rf.md")]
    [InlineData("100%.md")]
    [InlineData("\u0001\u007f.md")]
    [InlineData("e\u0301 and \u00e9.md")]
    [InlineData("\U0001F415 \u0935\u093F\u0915\u093F.md")]
    [InlineData("a real \uFFFD.md")]
    public void Any_name_that_is_text_is_found(string name)
    {
        string path = _folder.Write(name);
        _folder.Write($"in {name}/b.md");

        (FileWalker walker, List<FoundFile> files) = Walks.Of(_folder);

        Assert.Equal([_folder[$"in {name}/b.md"], path], files.Select(file => file.Path).OrderBy(found => found == path));
        Assert.All(files, file => Assert.Equal(5, file.Size));
        Assert.Empty(walker.Problems);
    }

    [Fact]
    public void Names_that_are_not_UTF8_are_reported_and_the_others_found()
    {
        _folder.Shell("printf x > \"$(printf 'caf\\351.md')\"; mkdir \"$(printf 'dir\\377')\"; printf x > \"$(printf 'dir\\377/inside.md')\"; printf x > good.md");

        (FileWalker walker, List<FoundFile> files) = Walks.Of(_folder);

        Assert.Equal(["good.md"], files.Select(file => file.Name));
        Assert.Equal(["caf\uFFFD.md", "dir\uFFFD"], Walks.Relative(_folder, walker.Problems.Select(problem => problem.Path)));
        Assert.All(walker.Problems, problem => Assert.Equal(
            (ProcessingStatus.EncodingError, "Its name is not valid UTF-8, so it cannot be opened by it. Rename it to have it indexed."),
            (problem.Status, problem.Reason)));
    }

    [Fact]
    public void A_name_of_255_bytes_is_found()
    {
        string ascii = new string('n', 252) + ".md";
        string umlauts = new string('\u00FC', 126) + ".md";
        _folder.Write(ascii);
        _folder.Write(umlauts);
        Assert.Equal([255, 255], new[] { ascii, umlauts }.Select(Encoding.UTF8.GetByteCount));

        Assert.Equal([ascii, umlauts], Walks.Paths(_folder));
    }

    [Fact]
    public void A_path_of_4095_bytes_is_found_and_a_longer_one_reported()
    {
        // Folders of 255 bytes with their slash, one that fills up, and two names that differ by one byte.
        int left = 4095 - _folder.Path.Length - "/fits.md".Length;
        int full = (left - 2) / 255;
        MakeDeep([.. Enumerable.Repeat(new string('d', 254), full), new string('e', left - (full * 255) - 1)], "fits.md", "fits2.md");

        (FileWalker walker, List<FoundFile> files) = Walks.Of(_folder);

        FoundFile file = Assert.Single(files);
        Assert.Equal("fits.md", file.Name);
        Assert.Equal(4095, Encoding.UTF8.GetByteCount(file.Path));
        ScanProblem problem = Assert.Single(walker.Problems);
        Assert.EndsWith("/fits2.md", problem.Path, StringComparison.Ordinal);
        Assert.Equal("Its path is longer than the system opens. Move it nearer to the root, or shorten the names of the folders above it.", problem.Reason);
    }

    [Fact]
    public void A_folder_whose_path_is_too_long_is_reported_as_unlisted()
    {
        MakeDeep([.. Enumerable.Repeat(new string('d', 254), 17)], "a.md");
        _folder.Write("good.md");

        (FileWalker walker, List<FoundFile> files) = Walks.Of(_folder);

        Assert.Equal(["good.md"], files.Select(file => file.Name));
        ScanProblem problem = Assert.Single(walker.Problems);
        Assert.Equal(ProcessingStatus.UnknownError, problem.Status);
        Assert.True(walker.IsBelowUnlisted(problem.Path + "/a.md"));
    }

    /// <summary>Makes folders within each other whose path may be longer than can be named: with short names, lengthened from within.</summary>
    private void MakeDeep(string[] names, params string[] files)
    {
        const string Short = "x";
        string[] levels = [.. names.Select((_, i) => string.Join('/', Enumerable.Repeat(Short, i + 1)))];
        foreach (string file in files)
        {
            _folder.Write($"{levels[^1]}/{file}", "x");
        }

        for (int i = names.Length - 1; i >= 0; i--)
        {
            Directory.Move(_folder[levels[i]], _folder[levels[i][..^Short.Length] + names[i]]);
        }
    }
}
