namespace Kelpie.Analysis;

/// <summary>What a character is to the reading of terms.</summary>
internal enum LetterKind : byte
{
    /// <summary>Neither of the others: it separates.</summary>
    None,

    /// <summary>A letter that is no capital.</summary>
    Lower,

    /// <summary>A capital.</summary>
    Upper,

    /// <summary>A decimal digit.</summary>
    Digit,

    /// <summary>A mark on the letter before it.</summary>
    Mark,

    /// <summary>A character of a script that writes words without spaces and with few characters each: Chinese and Japanese.</summary>
    Ideograph,
}
