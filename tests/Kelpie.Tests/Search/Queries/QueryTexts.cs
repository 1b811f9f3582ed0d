using CsCheck;

namespace Kelpie.Tests.Search.Queries;

/// <summary>Texts that nobody meant as a query, or nearly so.</summary>
internal static class QueryTexts
{
    private static readonly string[] Fragments =
    [
        " ", " ", " ", "\t", "\n", "\"", "\"", "(", ")", "*", "'", "''", ";", "^", "+", "-", "{", "}", ":", "\\", "%", "_", ",", "\0",
        "AND", "OR", "NOT", " AND ", " OR ", " NOT ", " NOT (", "NEAR(", "NEAR/2", "and", "content:", "content : ", "--", "/*",
        "it's", "dog", "cats", "dog*", "a", "B", "7", "é", "e\u0301", "\u0301", "ſ", "ß", "İ", "日本", "हिन्दी", "🐈", "🤔", "\ud83d", "\udc08",
        "\ufffe", "\uffff", "\ue000", "\u200b", "\u00a0", "\u2028", "\ufeff",
    ];

    public static Gen<string> Any { get; } =
        Gen.Frequency((12, Gen.OneOf(Fragments)), (2, Gen.Char[' ', '~'].Select(char.ToString)), (1, Gen.Char.Select(char.ToString)))
            .Array[0, 25].Select(string.Concat);
}
