using Kelpie.Sql.Schema;

namespace Kelpie.Database;

/// <summary>Kelpie's tables, each declared once. Queries, DDL and comparisons all speak of these.</summary>
public static class Tables
{
    /// <summary>The directories that files were found in.</summary>
    public static DirectoriesTable Directories { get; } = new();

    /// <summary>One row a file.</summary>
    public static FilesTable Files { get; } = new();

    /// <summary>The text of the files, in pieces.</summary>
    public static ChunksTable Chunks { get; } = new();

    /// <summary>What is known of a file's text.</summary>
    public static AnalysesTable Analyses { get; } = new();

    /// <summary>First-generation chunks of adopted databases.</summary>
    public static TextChunksTable TextChunks { get; } = new();

    /// <summary>The vectors of the chunks.</summary>
    public static EmbeddingsTable Embeddings { get; } = new();

    /// <summary>The models that give chunks their vectors.</summary>
    public static ModelsTable Models { get; } = new();

    /// <summary>Models and their vectors, in blocks.</summary>
    public static ModelBlocksTable ModelBlocks { get; } = new();

    /// <summary>One row a scan.</summary>
    public static SessionsTable Sessions { get; } = new();

    /// <summary>In how many files terms are.</summary>
    public static TermFrequenciesTable TermFrequencies { get; } = new();

    /// <summary>All of them.</summary>
    public static MetaData MetaData { get; } =
        MetaData.Of(Directories, Files, Chunks, Analyses, TextChunks, Embeddings, Sessions, Models, ModelBlocks, TermFrequencies);
}
