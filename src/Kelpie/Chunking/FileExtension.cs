namespace Kelpie.Chunking;

/// <summary>The extension of a file name, and the file type an envelope makes of it.</summary>
public static class FileExtension
{
    private const string TypeWithoutExtension = "txt";

    /// <summary>The extension of a path as written, with its dot, or an empty string.</summary>
    /// <remarks>
    /// The rule is that of Python's <c>PurePath.suffix</c>: a name that only begins with a dot (<c>.bashrc</c>) or ends with one has no
    /// extension. <see cref="Path.GetExtension(string)"/> would say <c>.bashrc</c>.
    /// </remarks>
    /// <param name="path">A path or a file name.</param>
    /// <returns>The extension, for example <c>.py</c> or <c>.JPG</c>; empty if there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    public static string Of(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var name = Path.GetFileName(path.AsSpan());
        var dot = name.LastIndexOf('.');
        return dot > 0 && dot < name.Length - 1 ? name[dot..].ToString() : "";
    }

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
