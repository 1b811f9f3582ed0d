using Kelpie.Chunking;

namespace Kelpie.Tests.Chunking;

public sealed class ChunkerTests
{
    [Theory]
    [InlineData(".py")]
    [InlineData(".PY")]
    [InlineData("py")]
    [InlineData(".R")]
    [InlineData(".m")]
    [InlineData(".Cs")]
    [InlineData(".hpp")]
    [InlineData(".zsh")]
    public void Code_is_known_by_its_extension_and_never_overlaps(string extension)
    {
        Assert.Equal(ChunkStrategy.CodeDiscrete, Chunker.StrategyFor(extension));
        Assert.Equal(ChunkStrategy.CodeDiscrete, Chunker.StrategyFor(extension, overlap: true));
    }

    [Fact]
    public void These_extensions_and_no_others_are_code()
    {
        var code = ".py .js .ts .java .c .cpp .h .hpp .rs .go .rb .php .swift .kt .scala .sh .bash .zsh .sql .r .m .cs".Split(' ');
        Assert.All(code, extension => Assert.Equal(ChunkStrategy.CodeDiscrete, Chunker.StrategyFor(extension)));
        Assert.All(
            ["", ".", ".md", ".txt", ".json", ".jsx", ".tsx", ".pyi", ".html", ".p"],
            extension => Assert.Equal(ChunkStrategy.ProseDiscrete, Chunker.StrategyFor(extension)));
    }

    [Fact]
    public void Prose_overlaps_on_request() => Assert.Equal(ChunkStrategy.ProseOverlap, Chunker.StrategyFor(".md", overlap: true));

    [Theory]
    [InlineData(".py", false)]
    [InlineData(".md", false)]
    [InlineData(".md", true)]
    public void An_empty_text_has_no_chunks(string extension, bool overlap)
    {
        var cut = Chunker.Cut("", extension, overlap);
        Assert.Empty(cut.Chunks);
        Assert.Equal(0, cut.Length);
        Assert.Equal(0, cut.WordCount);
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", cut.TextHash);
    }

    [Fact]
    public void White_space_alone_is_no_prose_but_is_code()
    {
        Assert.Empty(Chunker.Cut(" \n\t\u2003\n\n", ".md").Chunks);
        Assert.Empty(Chunker.Cut(" \n\t\u2003\n\n", ".md", overlap: true).Chunks);
        Assert.Equal([new Chunk(0, " \n\t\u2003\n\n", 6, 4, 0)], Chunker.Cut(" \n\t\u2003\n\n", ".py").Chunks);
    }

    [Fact]
    public void Line_ends_are_made_equal_before_anything_is_counted_or_hashed()
    {
        var unix = Chunker.Cut("a\nb\n\nc\n", ".py");
        var mixed = Chunker.Cut("a\r\nb\r\rc\r\n", ".py");
        Assert.Equal(7, mixed.Length);
        Assert.Equal(unix.TextHash, mixed.TextHash);
        Assert.Equal(unix.Chunks, mixed.Chunks);
        Assert.Equal("a\nb\n\nc\n", Assert.Single(mixed.Chunks).Content);
    }

    [Fact]
    public void Other_line_separators_stay() =>
        Assert.Equal("a\fb\u0085c\u2028d", Assert.Single(Chunker.Cut("a\fb\u0085c\u2028d", ".py").Chunks).Content);

    [Fact]
    public void The_whole_text_is_counted_in_code_points_and_words()
    {
        var cut = Chunker.Cut("One 🦊🦊\u00A0fox.\n\nTwo\u200Bfoxes", ".md");
        Assert.Equal(22, cut.Length);
        Assert.Equal(4, cut.WordCount);
        Assert.Equal([new Chunk(0, "One 🦊🦊\u00A0fox.\n\nTwo\u200Bfoxes", 22, 3, 4)], cut.Chunks);
    }

    [Fact]
    public void Word_counts_of_a_text_and_of_its_chunks_may_differ_where_a_sentence_end_is_cut_off()
    {
        var cut = Chunker.Cut(new string('x', 800) + ". y", ".md");
        Assert.Equal(2, cut.WordCount);
        Assert.Equal([(800, 1), (3, 2)], cut.Chunks.Select(chunk => (chunk.CharCount, chunk.WordCount)));
    }
}
