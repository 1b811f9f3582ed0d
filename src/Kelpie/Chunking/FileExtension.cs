namespace Kelpie.Chunking;

/// <summary>The extension of a file name, and the file type an envelope makes of it.</summary>
public static class FileExtension
{
    private const string TypeWithoutExtension = "txt";

    /// <summary>The extension of a file name as written, with its dot, or an empty span.</summary>
    /// <remarks>
    /// The rule is that of Python's <c>os.path.splitext</c>: dots at the start of a name do not begin an extension (<c>.bashrc</c>,
    /// <c>..old</c>), and a dot at its end is none. <see cref="Path.GetExtension(string)"/> would say <c>.bashrc</c>.
    /// </remarks>
    /// <param name="name">A file name without folders.</param>
    /// <returns>The extension, for example <c>.py</c> or <c>.JPG</c>; empty if there is none.</returns>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> name)
    {
        var dot = name.LastIndexOf('.');
        var onlyDotsBefore = dot <= 0 || name[..dot].IndexOfAnyExcept('.') < 0;
        return onlyDotsBefore || dot == name.Length - 1 ? [] : name[dot..];
    }

    /// <summary>The extension of a path as written, with its dot, or an empty string.</summary>
    /// <param name="path">A path or a file name.</param>
    /// <returns>As <see cref="Of(ReadOnlySpan{char})"/> says of the path's last part.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    public static string OfPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Of(Path.GetFileName(path.AsSpan())).ToString();
    }

    /// <summary>The extension of a file name in lower case, with its dot, or an empty string: as databases keep it.</summary>
    /// <param name="name">A file name without folders.</param>
    public static string LowerCaseOf(ReadOnlySpan<char> name) => Of(name).ToString().ToLowerInvariant();

    /// <summary>The file type that envelopes tell: the extension as written, without its dot, or <c>txt</c>.</summary>
    /// <param name="extension">The extension, with or without its dot; empty for a file that has none.</param>
    /// <returns>The file type, for example <c>py</c>, <c>JPG</c> or <c>txt</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="extension"/> is null.</exception>
    public static string ToFileType(string extension)
    {
        ArgumentNullException.ThrowIfNull(extension);
        var name = extension.TrimStart('.');
        return name.Length == 0 ? TypeWithoutExtension : name;
    }
}
