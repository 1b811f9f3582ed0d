using System.Collections.Frozen;

namespace Kelpie.Scanning.Reading;

/// <summary>Extensions of files that are text although no MIME type says so.</summary>
public static class TextExtensions
{
    /// <summary>The extensions in lower case, with their dot.</summary>
    public static FrozenSet<string> All { get; } = FrozenSet.ToFrozenSet(
    [
        // Prose and notes
        ".adoc", ".asciidoc", ".org", ".wiki", ".textile", ".mdx", ".nfo", ".log",
        // Data and settings
        ".jsonl", ".ndjson", ".json5", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".conf", ".config", ".properties", ".env",
        ".xsd", ".xslt", ".plist", ".graphql", ".proto", ".po", ".sub", ".ass", ".ipynb",
        // Source text
        ".pyi", ".pyw", ".pyx", ".cjs", ".jsx", ".ts", ".tsx", ".vue", ".svelte", ".scss", ".sass", ".less", ".kt", ".kts", ".groovy",
        ".rs", ".go", ".php", ".swift", ".m", ".mm", ".cs", ".csx", ".fs", ".fsx", ".vb", ".ml", ".mli", ".erl", ".ex", ".exs", ".elm",
        ".lua", ".r", ".jl", ".dart", ".nim", ".zig", ".clj", ".lisp", ".el", ".scm", ".f90", ".f", ".for", ".asm", ".s", ".sv", ".vhdl",
        ".bash", ".zsh", ".fish", ".cmd", ".ps1", ".psm1", ".awk", ".sed", ".mk", ".cmake", ".gradle", ".tf", ".sol",
        // Projects
        ".csproj", ".fsproj", ".vbproj", ".props", ".targets", ".sln", ".slnx", ".gitignore", ".editorconfig",
    ],
    StringComparer.Ordinal);
}
