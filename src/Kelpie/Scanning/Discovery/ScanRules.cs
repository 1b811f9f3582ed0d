using System.Collections.Frozen;
using Kelpie.Chunking;

namespace Kelpie.Scanning.Discovery;

/// <summary>Which files a scan takes. The defaults are the original program's.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>Exclusion wins over everything and keeps the scan out of folders as well.</item>
/// <item>Once anything is included, only files that match an inclusion are taken; for these the lists of skipped extensions and
/// names do not count. The lists of skipped folders still do.</item>
/// <item>Hidden files and folders are passed over, unless <see cref="Hidden"/> is set. An inclusion that starts with a dot
/// (<c>.gitignore</c>, <c>.*rc</c>) asks for the hidden files that it matches, too.</item>
/// <item>The scanned root itself is never judged: whoever names a folder wants it, whatever it is called.</item>
/// </list>
/// </remarks>
public sealed class ScanRules
{
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _skippedFolders =
        SkippedContent.Directories.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _skippedNames =
        SkippedContent.FileNames.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _skippedExtensions =
        SkippedContent.Extensions.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly GlobSet _included = new([]);
    private readonly GlobSet _excluded = new([]);

    /// <summary>The rules with nothing changed.</summary>
    public static ScanRules Default { get; } = new();

    /// <summary>Patterns to which files are limited; none: all files.</summary>
    public IReadOnlyList<Glob> Include
    {
        get;
        init
        {
            field = [.. value];
            _included = new GlobSet(field.Select(glob => glob.FoldersOnly ? glob.ForContents() : glob));
        }
    }

    = [];

    /// <summary>Patterns of files and folders to leave out.</summary>
    public IReadOnlyList<Glob> Exclude
    {
        get;
        init
        {
            field = [.. value];
            _excluded = new GlobSet(field);
        }
    }

    = [];

    /// <summary>Whether hidden files and folders are taken: on Unix those whose name starts with a dot.</summary>
    public bool Hidden { get; init; }

    /// <summary>How many levels of folders below the root are entered. 20 unless set.</summary>
    public int MaxDepth { get; init; } = 20;

    /// <summary>The size in bytes above which a file's content is not read. 100 MiB unless set.</summary>
    public long MaxFileSize { get; init; } = 100L * 1024 * 1024;

    /// <summary>Whether a folder is entered.</summary>
    /// <param name="location">The folder it is in.</param>
    /// <param name="name">Its name.</param>
    /// <param name="hidden">Whether the system calls it hidden.</param>
    internal bool Enters(WalkLocation location, ReadOnlySpan<char> name, bool hidden) =>
        (Hidden || !hidden)
        && !_skippedFolders.Contains(name)
        && (_excluded.IsEmpty || !_excluded.MatchesFolder(location, name));

    /// <summary>Whether a file is taken.</summary>
    /// <param name="location">The folder it is in.</param>
    /// <param name="name">Its name.</param>
    /// <param name="hidden">Whether the system calls it hidden.</param>
    internal bool Takes(WalkLocation location, ReadOnlySpan<char> name, bool hidden)
    {
        if (!_excluded.IsEmpty && _excluded.MatchesFile(location, name))
        {
            return false;
        }

        if (hidden && !Hidden)
        {
            return !_included.IsEmpty && _included.MatchesHiddenFile(location, name);
        }

        return _included.IsEmpty
            ? !_skippedNames.Contains(name) && !_skippedExtensions.Contains(FileExtension.Of(name))
            : _included.MatchesFile(location, name);
    }
}
