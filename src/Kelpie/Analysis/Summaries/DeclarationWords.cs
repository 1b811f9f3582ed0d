using System.Collections.Frozen;

namespace Kelpie.Analysis;

/// <summary>The words of programming languages by which a declaration is known.</summary>
internal static class DeclarationWords
{
    /// <summary>What may stand before the word that says what is declared.</summary>
    public static FrozenSet<string> Modifiers { get; } = Set(
        "abstract async case const crate create data default export extern external file final if inline internal local open or override "
        + "partial private protected pub public readonly replace sealed static suspend temp temporary unsafe virtual");

    /// <summary>What is declared; the name follows.</summary>
    public static FrozenSet<string> Kinds { get; } = Set(
        "actor class def defn defun enum extension fn fun func function index interface macro_rules method mod module object proc "
        + "procedure protocol record struct sub table trait trigger type typedef union view");

    /// <summary>What may stand between the two.</summary>
    public static FrozenSet<string> Between { get; } = Set("class exists if not struct");

    /// <summary>What begins a statement rather than the declaration of a function.</summary>
    public static FrozenSet<string> Statements { get; } = Set(
        "assert await case catch defer delete do echo elif else elsif exit for foreach from go goto if import in include lock match new "
        + "not of print raise require return select sizeof switch throw try typeof unless until using when while with yield");

    private static FrozenSet<string> Set(string words) => FrozenSet.ToFrozenSet(words.Split(' '), StringComparer.OrdinalIgnoreCase);
}
