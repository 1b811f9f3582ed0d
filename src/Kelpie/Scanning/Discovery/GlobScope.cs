namespace Kelpie.Scanning.Discovery;

/// <summary>What a <see cref="Glob"/> is compared with.</summary>
internal enum GlobScope
{
    /// <summary>The name alone.</summary>
    Name,

    /// <summary>The path relative to the scanned root, with slashes and none at the start.</summary>
    RelativePath,

    /// <summary>The absolute path, with slashes and without the one at the start.</summary>
    AbsolutePath,
}
