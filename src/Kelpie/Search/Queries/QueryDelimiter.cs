namespace Kelpie.Search.Queries;

/// <summary>What a character of a query does to the text around it.</summary>
internal enum QueryDelimiter : byte
{
    /// <summary>Nothing: it is text.</summary>
    None,

    /// <summary>It parts one piece from the next: white space, or a parenthesis that is to be ignored.</summary>
    Space,

    /// <summary>It opens or closes a phrase.</summary>
    Quote,

    /// <summary>It opens a group.</summary>
    Open,

    /// <summary>It closes a group.</summary>
    Close,
}
