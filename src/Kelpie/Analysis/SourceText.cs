using System.Collections.Frozen;

namespace Kelpie.Analysis;

/// <summary>Tells the files whose names are identifiers and whose language is in their comments.</summary>
internal static class SourceText
{
    // Markup and data that programs read are cut to identifiers, too; HTML is prose between its tags.
    private static readonly FrozenSet<string> Extensions = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ".py", ".pyi", ".pyx", ".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx", ".vue", ".svelte", ".java", ".kt", ".kts", ".scala", ".groovy", ".gradle", ".clj",
        ".c", ".h", ".cc", ".cpp", ".cxx", ".hh", ".hpp", ".m", ".mm", ".cs", ".csx", ".fs", ".fsx", ".vb", ".rs", ".go", ".zig", ".nim", ".d", ".dart", ".swift",
        ".rb", ".php", ".pl", ".pm", ".lua", ".r", ".jl", ".hs", ".ml", ".mli", ".ex", ".exs", ".erl", ".el", ".lisp", ".scm", ".tcl", ".pas", ".f90", ".asm", ".s",
        ".sh", ".bash", ".zsh", ".fish", ".ps1", ".bat", ".cmd", ".sql", ".proto", ".cmake", ".mk", ".css", ".scss", ".less",
        ".json", ".jsonl", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".conf", ".xml", ".xsd", ".csproj", ".props", ".targets", ".tf");

    /// <summary>Whether a file of an extension is code.</summary>
    /// <param name="extension">The extension with its dot, in any case.</param>
    internal static bool IsCode(string extension) => Extensions.Contains(extension);
}
