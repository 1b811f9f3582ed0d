namespace Kelpie.Search.Queries;

/// <summary>The kinds of <see cref="QueryToken"/>.</summary>
internal enum QueryTokenKind
{
    /// <summary>A word, a prefix, a phrase, or something without a word in it.</summary>
    Operand,

    /// <summary>An opening parenthesis; its <see cref="Close"/> follows.</summary>
    Open,

    /// <summary>The closing parenthesis of an <see cref="Open"/>.</summary>
    Close,

    /// <summary>AND by itself.</summary>
    And,

    /// <summary>OR by itself.</summary>
    Or,

    /// <summary>NOT by itself.</summary>
    Not,
}
