namespace Kelpie.Scanning.Discovery;

/// <summary>A folder within a walk.</summary>
/// <param name="Path">Its absolute path, as seen from the root that was given.</param>
/// <param name="RealPath">The same with every symbolic link resolved: its identity.</param>
/// <param name="RelativePath">Its path relative to the root, with slashes; empty for the root itself.</param>
/// <param name="Depth">Levels below the root; 0 for the root itself.</param>
internal sealed record WalkLocation(string Path, string RealPath, string RelativePath, int Depth)
{
    /// <summary>The location of a root.</summary>
    /// <param name="root">The root.</param>
    public static WalkLocation Of(ScanRoot root) => new(root.Path, root.RealPath, "", 0);

    /// <summary>A real folder within this one.</summary>
    /// <param name="name">The folder's name.</param>
    public WalkLocation Enter(string name)
    {
        string path = PathOf(name);
        string realPath = ReferenceEquals(Path, RealPath) ? path : System.IO.Path.Join(RealPath, name);
        return new WalkLocation(path, realPath, RelativePathOf(name), Depth + 1);
    }

    /// <summary>A folder that a symbolic link within this one leads to.</summary>
    /// <param name="name">The link's name.</param>
    /// <param name="realPath">Where it leads, without links.</param>
    public WalkLocation Follow(string name, string realPath) => new(PathOf(name), realPath, RelativePathOf(name), Depth + 1);

    /// <summary>The path of something within this folder.</summary>
    /// <param name="name">Its name.</param>
    public string PathOf(ReadOnlySpan<char> name) => System.IO.Path.Join(Path, name);

    /// <summary>The path of something within this folder, relative to the root and with slashes.</summary>
    /// <param name="name">Its name.</param>
    public string RelativePathOf(ReadOnlySpan<char> name) =>
        RelativePath.Length == 0 ? name.ToString() : string.Concat(RelativePath, "/", name);

    /// <summary>The absolute path of something within this folder, with slashes and none at the start.</summary>
    /// <param name="name">Its name.</param>
    public string AbsolutePathOf(ReadOnlySpan<char> name)
    {
        string path = PathOf(name);
        return OperatingSystem.IsWindows() ? path.Replace('\\', '/').TrimStart('/') : path.TrimStart('/');
    }
}
