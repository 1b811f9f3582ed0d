namespace Kelpie.Scanning.Discovery;

/// <summary>What an element of a pattern stands for.</summary>
internal enum GlobTokenKind
{
    /// <summary>A character, itself.</summary>
    Literal,

    /// <summary><c>?</c>: one character.</summary>
    AnyOne,

    /// <summary><c>*</c>: any number of characters.</summary>
    AnyRun,

    /// <summary><c>[...]</c>: one character of a set.</summary>
    Set,
}
