namespace Kelpie.Scanning.Discovery;

/// <summary>Several patterns, of which one is enough.</summary>
/// <param name="globs">The patterns.</param>
internal sealed class GlobSet(IEnumerable<Glob> globs)
{
    private readonly Glob[] _globs = [.. globs];

    /// <summary>Whether there is no pattern at all, and so nothing matches.</summary>
    public bool IsEmpty => _globs.Length == 0;

    /// <summary>Whether one of the patterns matches a file.</summary>
    /// <param name="location">Where the file is.</param>
    /// <param name="name">The file's name.</param>
    public bool MatchesFile(WalkLocation location, ReadOnlySpan<char> name) => Matches(location, name, isFolder: false, onlyAskingForHidden: false);

    /// <summary>Whether one of the patterns matches a folder.</summary>
    /// <param name="location">Where the folder is.</param>
    /// <param name="name">The folder's name.</param>
    public bool MatchesFolder(WalkLocation location, ReadOnlySpan<char> name) => Matches(location, name, isFolder: true, onlyAskingForHidden: false);

    /// <summary>Whether one of the patterns that ask for hidden files by a dot of their own matches a file.</summary>
    /// <param name="location">Where the file is.</param>
    /// <param name="name">The file's name.</param>
    public bool MatchesHiddenFile(WalkLocation location, ReadOnlySpan<char> name) => Matches(location, name, isFolder: false, onlyAskingForHidden: true);

    private bool Matches(WalkLocation location, ReadOnlySpan<char> name, bool isFolder, bool onlyAskingForHidden)
    {
        string? relative = null, absolute = null;
        foreach (Glob glob in _globs)
        {
            if ((glob.FoldersOnly && !isFolder) || (onlyAskingForHidden && !glob.AsksForHidden))
            {
                continue;
            }

            ReadOnlySpan<char> text = glob.Scope switch
            {
                GlobScope.Name => name,
                GlobScope.RelativePath => relative ??= location.RelativePathOf(name),
                _ => absolute ??= location.AbsolutePathOf(name),
            };
            if (glob.Matches(text))
            {
                return true;
            }
        }

        return false;
    }
}
