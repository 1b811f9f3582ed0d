using System.Collections.Frozen;

namespace Kelpie.Scanning.Discovery;

/// <summary>
/// What a scan passes over unless told otherwise. The classes are the original program's ("What it scans"); within a class the
/// list is of the extensions in common use.
/// </summary>
public static class SkippedContent
{
    /// <summary>Names of folders that hold version control data, packages, environments, build output. Compared exactly.</summary>
    public static FrozenSet<string> Directories { get; } = FrozenSet.ToFrozenSet(
    [
        // Version control
        ".git", ".svn", ".hg", ".bzr",
        // Caches of tools
        "__pycache__", ".pytest_cache", ".tox",
        // Packages
        "node_modules", ".npm", ".yarn", "vendor",
        // Editors
        ".vscode", ".idea", ".vs",
        // Python environments
        "venv", ".venv", "env", ".env",
        // Build output
        "build", "dist", ".build", ".dist", "target", "bin", "obj", ".gradle", ".mvn",
    ],
    StringComparer.Ordinal);

    /// <summary>Names of files that programs write for themselves. Compared without regard to case.</summary>
    public static FrozenSet<string> FileNames { get; } = FrozenSet.ToFrozenSet(
        ["package-lock.json", "yarn.lock", "thumbs.db", "desktop.ini", ".ds_store", ".env"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Extensions, with their dot, of files that hold no text to search. Compared without regard to case.</summary>
    public static FrozenSet<string> Extensions { get; } = FrozenSet.ToFrozenSet(
    [
        // Executables
        ".exe", ".com", ".msi", ".app", ".apk", ".appimage", ".deb", ".rpm", ".class", ".pyc", ".pyo",
        // Libraries and object files
        ".dll", ".so", ".dylib", ".a", ".lib", ".o", ".obj", ".pdb",
        // Disk images
        ".iso", ".img", ".dmg", ".vmdk", ".vdi", ".vhd", ".vhdx", ".qcow2",
        // Archives
        ".zip", ".tar", ".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz", ".zst", ".lz", ".lz4", ".lzma", ".7z", ".rar", ".cab",
        ".jar", ".war", ".ear", ".whl", ".nupkg",
        // Video
        ".mp4", ".m4v", ".mkv", ".avi", ".mov", ".wmv", ".flv", ".webm", ".mpg", ".mpeg", ".3gp", ".ogv", ".vob",
        // Audio
        ".mp3", ".wav", ".flac", ".aac", ".ogg", ".oga", ".opus", ".wma", ".m4a", ".aif", ".aiff", ".mid", ".midi",
        // Pictures
        ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".ico", ".svg", ".webp", ".heic", ".heif", ".avif", ".psd",
        ".raw", ".cr2", ".nef", ".dng",
        // Spreadsheets
        ".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".numbers",
        // Slides
        ".ppt", ".pptx", ".pptm", ".pps", ".ppsx", ".odp",
        // Databases and what lies beside them
        ".db", ".db-wal", ".db-shm", ".db-journal", ".sqlite", ".sqlite-wal", ".sqlite-shm", ".sqlite-journal",
        ".sqlite3", ".sqlite3-wal", ".sqlite3-shm", ".sqlite3-journal",
        // Data and leftovers of programs
        ".bin", ".dat", ".lock", ".tmp", ".temp", ".cache",
    ],
    StringComparer.OrdinalIgnoreCase);
}
