namespace Kelpie.Analysis;

/// <summary>The ISO 639-1 codes that mean something to the code.</summary>
internal static class LanguageCodes
{
    /// <summary>English.</summary>
    public const string English = "en";

    /// <summary>No language is clearly ahead of the others.</summary>
    public const string Unknown = "unknown";
}
