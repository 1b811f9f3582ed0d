using Kelpie.Scanning.Discovery;

namespace Kelpie.Search.Directories;

/// <summary>Which directories are asked for.</summary>
public sealed record DirectoryFilter
{
    private readonly IReadOnlyList<Glob> _with = [];

    /// <summary>
    /// What a directory must hold: something of each, one of them right in it and the others anywhere below. A pattern with a slash
    /// says where, from the directory on: <c>src/*.py</c>. None for all directories that hold files.
    /// </summary>
    /// <exception cref="KelpieException">A pattern begins at the root of the file system.</exception>
    public IReadOnlyList<Glob> With
    {
        get => _with;
        init => _with = value.FirstOrDefault(glob => glob.Scope == GlobScope.AbsolutePath) is { } rooted
            ? throw new KelpieException("bad_pattern", $"{rooted} begins at the root, and a pattern here says what a directory holds.", "Write 'README*' or 'src/*.py', and --under DIR for where to look.")
            : value;
    }

    /// <summary>Only this directory and those below it; null for all.</summary>
    public string? Under { get; init; }

    /// <summary>So many at the most; null for all.</summary>
    public int? Limit { get; init; }
}
