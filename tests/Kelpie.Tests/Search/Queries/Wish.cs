using CsCheck;

namespace Kelpie.Tests.Search.Queries;

/// <summary>A well-formed query by another road: its text is written, and its meaning told, by plain logic.</summary>
internal abstract record Wish
{
    private static readonly Gen<string> Word = Gen.OneOf("ant", "anteater", "bee", "beetle", "cat", "dog");

    private static readonly Gen<Wish> Leaf = Gen.Frequency<Wish>(
        (4, Word.Select(word => (Wish)new Run([word], IsPrefix: false))),
        (1, Gen.OneOf("a", "ant", "be", "c", "beetle").Select(start => (Wish)new Run([start], IsPrefix: true))),
        (1, Gen.Select(Word.Array[2, 3], Gen.Bool).Select((words, prefix) => (Wish)new Run(words, prefix))));

    public static Gen<Wish> Any { get; } = Gen.Int[0, 4].SelectMany(OfDepth);

    /// <summary>Whether a text of these words is what is wished for.</summary>
    public abstract bool Grants(string[] words);

    private static Gen<Wish> OfDepth(int depth)
    {
        if (depth == 0)
        {
            return Leaf;
        }

        Gen<Wish> inner = Gen.Int[0, depth - 1].SelectMany(OfDepth);
        return Gen.Frequency<Wish>(
            (3, Gen.Select(inner.Array[2, 4], Gen.Bool).Select((parts, spelled) => (Wish)new Both(parts, spelled))),
            (2, inner.Array[2, 4].Select(parts => (Wish)new Either(parts))),
            (2, inner.Select(part => (Wish)new Without(part))),
            (1, Leaf));
    }

    private static string Group(Wish part, bool inParentheses) => inParentheses ? $"({part})" : part.ToString();

    private sealed record Run(string[] Words, bool IsPrefix) : Wish
    {
        public override bool Grants(string[] words) =>
            Enumerable.Range(0, Math.Max(0, words.Length - Words.Length + 1)).Any(start => StandsAt(words, start));

        public override string ToString() =>
            (Words.Length == 1 ? Words[0] : $"\"{string.Join(' ', Words)}\"") + (IsPrefix ? "*" : "");

        private bool StandsAt(string[] words, int start) =>
            words[start..(start + Words.Length - 1)].SequenceEqual(Words[..^1])
            && (IsPrefix ? words[start + Words.Length - 1].StartsWith(Words[^1], StringComparison.Ordinal) : words[start + Words.Length - 1] == Words[^1]);
    }

    private sealed record Both(Wish[] Parts, bool Spelled) : Wish
    {
        public override bool Grants(string[] words) => Parts.All(part => part.Grants(words));

        public override string ToString() =>
            string.Join(Spelled ? " AND " : " ", Parts.Select(part => Group(part, part is Either)));
    }

    private sealed record Either(Wish[] Parts) : Wish
    {
        public override bool Grants(string[] words) => Parts.Any(part => part.Grants(words));

        public override string ToString() => string.Join(" OR ", Parts.Select(part => Group(part, part is Either)));
    }

    private sealed record Without(Wish Part) : Wish
    {
        public override bool Grants(string[] words) => !Part.Grants(words);

        public override string ToString() => "NOT " + Group(Part, Part is Both or Either);
    }
}
