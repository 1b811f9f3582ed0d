namespace Kelpie.Scanning.Discovery;

/// <summary>What differs between operating systems about paths.</summary>
internal static class PathRules
{
    /// <summary>As many links in a row as Linux follows before it calls them a loop.</summary>
    private const int MaxLinks = 40;

    /// <summary>Enumerates every entry of one folder, hidden ones included, and fails where listing fails.</summary>
    public static EnumerationOptions Everything { get; } = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
    };

    /// <summary>How paths are compared: case does not count on Windows and macOS.</summary>
    public static StringComparison Comparison { get; } =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>The same as <see cref="Comparison"/>, for collections.</summary>
    public static StringComparer Comparer { get; } = StringComparer.FromComparison(Comparison);

    /// <summary>The path with every symbolic link in it resolved.</summary>
    /// <param name="path">An absolute, normalised path.</param>
    /// <exception cref="IOException">The links lead in a circle, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder on the way may not be searched.</exception>
    public static string ResolveLinks(string path)
    {
        string resolved = Path.GetPathRoot(path)!;
        Stack<string> rest = new();
        PushParts(rest, path[resolved.Length..]);
        int links = 0;
        while (rest.TryPop(out string? part))
        {
            if (part is "." or "..")
            {
                // Only now: what ".." means depends on where the links before it led.
                resolved = part == "." ? resolved : Path.GetDirectoryName(resolved) ?? resolved;
                continue;
            }

            string next = Path.Join(resolved, part);
            string? target = new FileInfo(next).LinkTarget;
            if (target is null)
            {
                resolved = next;
                continue;
            }

            if (++links > MaxLinks)
            {
                throw new IOException($"The symbolic links of \"{path}\" lead in a circle.");
            }

            string targetRoot = Path.GetPathRoot(target)!;
            resolved = targetRoot.Length > 0 ? targetRoot : resolved;
            PushParts(rest, target[targetRoot.Length..]);
        }

        return resolved;
    }

    private static void PushParts(Stack<string> rest, string path)
    {
        foreach (string part in path.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            rest.Push(part);
        }
    }
}
