namespace Kelpie.Analysis;

/// <summary>A line of code.</summary>
/// <param name="content">See <see cref="Content"/>.</param>
/// <param name="isComment">See <see cref="IsComment"/>.</param>
/// <param name="opensBlock">See <see cref="OpensBlock"/>.</param>
/// <param name="isIndented">See <see cref="IsIndented"/>.</param>
internal readonly ref struct CodeLine(ReadOnlySpan<char> content, bool isComment, bool opensBlock, bool isIndented)
{
    /// <summary>The line, or what it says if it is a comment; trimmed.</summary>
    public ReadOnlySpan<char> Content { get; } = content;

    /// <summary>Whether it is nothing but a comment.</summary>
    public bool IsComment { get; } = isComment;

    /// <summary>Whether a comment that may have several lines begins here.</summary>
    public bool OpensBlock { get; } = opensBlock;

    /// <summary>Whether white space precedes it.</summary>
    public bool IsIndented { get; } = isIndented;
}
