namespace Kelpie.Scanning.Discovery;

/// <summary>
/// A pattern for names or paths, as given to <c>--include</c> and <c>--exclude</c>.
/// </summary>
/// <remarks>
/// <para>
/// <c>*</c> stands for any run of characters within a name, <c>?</c> for one character, <c>[a-z_]</c> for one of a set,
/// <c>[!0-9]</c> for one not of it, and <c>**</c> between slashes for any number of folders, none included. Everything else
/// stands for itself; a special character does so within brackets: <c>[*]</c>. A bracket that is never closed is a bracket.
/// </para>
/// <para>
/// Without a slash the pattern is compared with the name alone, at any depth. With one it is compared with the whole path
/// relative to the scanned root, or, if it starts at the root of the file system, with the absolute path. A slash at the end
/// restricts it to folders, and does not count otherwise: <c>drafts/</c> is a folder of that name anywhere.
/// </para>
/// <para>Case counts where it does for files: not on Windows and macOS.</para>
/// </remarks>
public sealed class Glob
{
    private const string AnyFolders = "**";

    private readonly GlobSegment?[] _segments;

    private Glob(string pattern, GlobSegment?[] segments, GlobScope scope, bool foldersOnly)
    {
        (Pattern, _segments, Scope, FoldersOnly) = (pattern, segments, scope, foldersOnly);
    }

    /// <summary>The pattern as it was given.</summary>
    public string Pattern { get; }

    /// <summary>Whether only folders are meant, since the pattern ends in a slash.</summary>
    public bool FoldersOnly { get; }

    /// <summary>What the pattern is compared with.</summary>
    internal GlobScope Scope { get; }

    /// <summary>Whether the last part starts with a dot, so that it asks for hidden files by name.</summary>
    internal bool AsksForHidden => _segments[^1] is { StartsWithDot: true };

    /// <summary>Reads a pattern.</summary>
    /// <param name="pattern">The pattern. On Windows a backslash counts as a slash.</param>
    /// <exception cref="FormatException">The pattern is empty or nothing but slashes.</exception>
    public static Glob Parse(string pattern) => Parse(pattern, !OperatingSystem.IsWindows() && !OperatingSystem.IsMacOS());

    /// <summary>Whether a name (for patterns without a slash) or a path with slashes matches.</summary>
    /// <param name="nameOrPath">What <see cref="Scope"/> says: a name, a relative path or an absolute one.</param>
    public bool Matches(ReadOnlySpan<char> nameOrPath)
    {
        int segment = 0, start = 0, lastAnyFolders = -1, retryFrom = 0;
        while (start <= nameOrPath.Length)
        {
            int end = EndOfPart(nameOrPath, start);
            if (segment < _segments.Length && _segments[segment] is null)
            {
                if (segment == _segments.Length - 1)
                {
                    return true;
                }

                lastAnyFolders = segment++;
                retryFrom = start;
            }
            else if (segment < _segments.Length && _segments[segment]!.Matches(nameOrPath[start..end]))
            {
                segment++;
                start = end + 1;
            }
            else if (lastAnyFolders >= 0)
            {
                // Let the last ** take one folder more. Earlier ones need not be tried again: what they could take, it can.
                retryFrom = EndOfPart(nameOrPath, retryFrom) + 1;
                (start, segment) = (retryFrom, lastAnyFolders + 1);
            }
            else
            {
                return false;
            }
        }

        return segment == _segments.Length;
    }

    /// <inheritdoc/>
    public override string ToString() => Pattern;

    /// <summary>The pattern of the files at any depth below the folders that this one matches.</summary>
    internal Glob ForContents() => Scope == GlobScope.Name
        ? new Glob(Pattern, [null, .. _segments, null], GlobScope.RelativePath, foldersOnly: false)
        : new Glob(Pattern, [.. _segments, null], Scope, foldersOnly: false);

    /// <summary>Reads a pattern with case counting as told.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="caseSensitive">Whether case counts.</param>
    /// <exception cref="FormatException">The pattern is empty or nothing but slashes.</exception>
    internal static Glob Parse(string pattern, bool caseSensitive)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        string text = OperatingSystem.IsWindows() ? pattern.Replace('\\', '/') : pattern;
        bool rooted = OperatingSystem.IsWindows() ? Path.IsPathRooted(text) : text.StartsWith('/');
        bool foldersOnly = text.EndsWith('/');
        string[] parts = [.. text.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".")];
        if (parts.Length == 0)
        {
            throw new FormatException($"\"{pattern}\" is not a pattern: it names no file. \"*\" stands for every name.");
        }

        bool hasSlash = text.AsSpan().TrimEnd('/').Contains('/');
        GlobScope scope = rooted ? GlobScope.AbsolutePath : hasSlash ? GlobScope.RelativePath : GlobScope.Name;
        GlobSegment?[] segments =
        [
            .. parts.Select(part => part == AnyFolders && scope != GlobScope.Name ? null : GlobSegment.Parse(part, caseSensitive)),
        ];
        return new Glob(pattern, segments, scope, foldersOnly);
    }

    private static int EndOfPart(ReadOnlySpan<char> path, int start)
    {
        if (start >= path.Length)
        {
            return path.Length;
        }

        int slash = path[start..].IndexOf('/');
        return slash < 0 ? path.Length : start + slash;
    }
}
