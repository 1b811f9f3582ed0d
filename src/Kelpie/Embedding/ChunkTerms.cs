using Kelpie.Analysis;
using Kelpie.Chunking;
using Kelpie.Embedding.Lsa;

namespace Kelpie.Embedding;

/// <summary>The terms of a chunk, as models learn from them: code and prose each as what it is, both as stems.</summary>
internal static class ChunkTerms
{
    private static readonly TermRules Prose = TermRules.Prose("en");
    private static readonly string Code = ChunkStrategy.CodeDiscrete.StoredName;

    /// <summary>Puts the terms of a text into a bag, in place of what is in it.</summary>
    /// <param name="bag">The bag.</param>
    /// <param name="text">The text.</param>
    /// <param name="strategy">How its file was cut, by its stored name; null for a question.</param>
    internal static void Fill(TermBag bag, string text, string? strategy)
    {
        bag.Clear();
        var rules = strategy == Code ? TermRules.Code : Prose;
        Span<char> letters = stackalloc char[TermReader.MaximumLength];
        foreach (var term in new TermReader(text, rules))
        {
            term.CopyTo(letters);
            bag.Add(rules.IsStemmed ? PorterStemmer.Stem(letters[..term.Length]) : term);
        }
    }
}
