namespace Kelpie.Scanning.Discovery;

/// <summary>
/// What counts as a file's extension: as in Python, which named the extensions of existing databases, dots at the start of a
/// name do not begin one, so <c>.bashrc</c> has none.
/// </summary>
public static class FileExtension
{
    /// <summary>The extension of a file name as written, with its dot, or an empty span.</summary>
    /// <param name="name">A file name without folders.</param>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> name)
    {
        int dot = name.LastIndexOf('.');
        bool onlyDotsBefore = dot <= 0 || name[..dot].IndexOfAnyExcept('.') < 0;
        return onlyDotsBefore || dot == name.Length - 1 ? [] : name[dot..];
    }

    /// <summary>The extension of a file name in lower case, with its dot, or an empty string.</summary>
    /// <param name="name">A file name without folders.</param>
    public static string LowerCaseOf(ReadOnlySpan<char> name)
    {
        ReadOnlySpan<char> extension = Of(name);
        return extension.IsEmpty ? "" : extension.ToString().ToLowerInvariant();
    }
}
