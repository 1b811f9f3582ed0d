using System.Text;
using CsCheck;
using Kelpie.Chunking;

namespace Kelpie.Tests.Chunking;

public sealed class ChunkerPropertyTests
{
    private const int Texts = 500;

    [Fact]
    public void Code_is_cut_as_the_reference_cuts_it() =>
        RandomText.Any.Sample(text => Assert.Equal(ReferenceChunker.Code(Normalized(text)), Contents(text, ".py")), iter: Texts);

    [Fact]
    public void Prose_is_cut_as_the_reference_cuts_it() =>
        RandomText.Any.Sample(text => Assert.Equal(ReferenceChunker.Prose(Normalized(text)), Contents(text, ".md")), iter: Texts);

    [Fact]
    public void Windows_are_cut_as_the_reference_cuts_them() =>
        RandomText.Any.Sample(text => Assert.Equal(ReferenceChunker.Windows(Normalized(text)), Contents(text, ".md", overlap: true)), iter: Texts);

    [Fact]
    public void Counts_are_those_of_the_reference() =>
        RandomText.Any.Sample(
            text =>
            {
                var cut = Chunker.Cut(text, ".md");
                Assert.Equal(ReferenceChunker.Length(Normalized(text)), cut.Length);
                Assert.Equal(ReferenceChunker.Words(text), cut.WordCount);
                Assert.All(cut.Chunks, (chunk, index) => Assert.Equal(
                    new Chunk(
                        index,
                        chunk.Content,
                        ReferenceChunker.Length(chunk.Content),
                        chunk.Content.Split('\n').Length,
                        ReferenceChunker.Words(chunk.Content)),
                    chunk));
            },
            iter: Texts);

    [Fact]
    public void Code_chunks_joined_by_line_feeds_are_the_text() =>
        RandomText.Any.Sample(text => Assert.Equal(Normalized(text), string.Join('\n', Contents(text, ".rs"))), iter: Texts);

    [Fact]
    public void A_code_chunk_of_several_lines_costs_at_most_350() =>
        RandomText.Any.Sample(
            text => Assert.All(Chunker.Cut(text, ".rs").Chunks, chunk => Assert.True(chunk.LineCount == 1 || chunk.CharCount + 1 <= 350)),
            iter: Texts);

    [Fact]
    public void Code_chunks_are_as_large_as_they_can_be() =>
        RandomText.Any.Sample(
            text =>
            {
                var chunks = Chunker.Cut(text, ".rs").Chunks;
                for (var i = 1; i < chunks.Length; i++)
                {
                    var nextLine = chunks[i].Content.Split('\n')[0];
                    Assert.True(chunks[i - 1].CharCount + 1 + ReferenceChunker.Length(nextLine) + 1 > 350);
                }
            },
            iter: Texts);

    [Fact]
    public void Prose_chunks_are_trimmed_and_hold_all_the_text_but_white_space() =>
        RandomText.Any.Sample(
            text =>
            {
                var contents = Contents(text, ".md");
                Assert.All(contents, content => Assert.Equal(ReferenceChunker.Trim(content), content));
                Assert.Equal(Solid(text), Solid(string.Concat(contents)));
            },
            iter: Texts);

    [Fact]
    public void A_prose_chunk_longer_than_800_and_the_uncounted_blank_line_is_one_piece() =>
        RandomText.Any.Sample(
            text => Assert.All(
                Chunker.Cut(text, ".md").Chunks.Where(chunk => chunk.CharCount > 802),
                chunk => Assert.False(ReferenceChunker.HasSentenceEnd(chunk.Content))),
            iter: Texts);

    [Fact]
    public void Windows_are_trimmed_not_empty_and_at_most_100_longer_than_800() =>
        RandomText.Any.Sample(
            text => Assert.All(
                Chunker.Cut(text, ".md", overlap: true).Chunks,
                chunk =>
                {
                    Assert.NotEmpty(chunk.Content);
                    Assert.Equal(ReferenceChunker.Trim(chunk.Content), chunk.Content);
                    Assert.True(chunk.CharCount < 900);
                }),
            iter: Texts);

    [Fact]
    public void No_chunk_divides_a_surrogate_pair() =>
        Gen.OneOf("🦊", "x", "\n", ". ").Array[0, 4_000].Select(string.Concat).Sample(
            text => Assert.All(
                [.. Contents(text, ".py"), .. Contents(text, ".md"), .. Contents(text, ".md", overlap: true)],
                content => Assert.DoesNotContain(Rune.ReplacementChar, content.EnumerateRunes())),
            iter: 100);

    private static string Normalized(string text) => text.Replace("\r\n", "\n").Replace("\r", "\n");

    private static IEnumerable<string> Contents(string text, string extension, bool overlap = false) =>
        Chunker.Cut(text, extension, overlap).Chunks.Select(chunk => chunk.Content);

    private static string Solid(string text) => string.Concat(text.Where(c => !PythonText.IsWhiteSpace(c)));
}
