namespace Kelpie.Migrations.Authoring;

/// <summary>What a token of C# is, as far as is needed here.</summary>
internal enum CSharpTokenKind
{
    /// <summary>A name or a keyword.</summary>
    Word,

    /// <summary>A text, a character or a number.</summary>
    Literal,

    /// <summary>One character of punctuation.</summary>
    Mark,
}

/// <summary>A token of C#, and where it stands.</summary>
internal readonly record struct CSharpToken(CSharpTokenKind Kind, string Text, int Start)
{
    internal int End => Start + Text.Length;

    internal bool Is(string text) => Kind != CSharpTokenKind.Literal && Text == text;
}
