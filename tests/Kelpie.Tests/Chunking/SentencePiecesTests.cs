using Kelpie.Chunking;

namespace Kelpie.Tests.Chunking;

public sealed class SentencePiecesTests
{
    [Theory]
    [InlineData("", new[] { "" })]
    [InlineData("no end", new[] { "no end" })]
    [InlineData("One. Two", new[] { "One", ". ", "Two" })]
    [InlineData("What?!  \n So", new[] { "What", "?!  \n ", "So" })]
    [InlineData("! ? a", new[] { "", "! ", "", "? ", "a" })]
    [InlineData("v1.2. Yes.", new[] { "v1.2", ". ", "Yes." })]
    [InlineData("a.\u00A0b", new[] { "a", ".\u00A0", "b" })]
    [InlineData("a. ", new[] { "a", ". ", "" })]
    public void Pieces_are_those_of_a_split_that_keeps_its_separators(string paragraph, string[] expected)
    {
        List<string> pieces = [];
        foreach (var (start, end) in new SentencePieces(paragraph))
        {
            pieces.Add(paragraph[start..end]);
        }

        Assert.Equal(expected, pieces);
    }
}
