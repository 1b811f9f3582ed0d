using Kelpie.Sql.Schema;

namespace Kelpie.Database;

/// <summary><c>content_analysis</c>: what is known of a file's text; one row a file.</summary>
public sealed class AnalysesTable : Table<AnalysesTable>
{
    /// <summary>Declares the table.</summary>
    public AnalysesTable()
        : base("content_analysis", "What is known of a file's text; one row a file.")
    {
        FileId = Column("file_id", Types.BigInt);
        FileHash = Column("file_hash", Types.Varchar(64).Nullable(), comment: "The hash of the text that was analysed.");
        WordCount = Column("word_count", Types.BigInt.Nullable());
        CharCount = Column("char_count", Types.BigInt.Nullable(), comment: "Code points.");
        Language = Column("language", Types.Varchar(40).Nullable());
        Summary = Column("topic_summary", Types.Text.Nullable());
        Keywords = Column("keywords", Types.Json.Nullable());
        TfidfKeywords = Column("tfidf_keywords", Types.Json.Nullable());
        Topics = Column("lda_topics", Types.Json.Nullable());
        Sentiment = Column("sentiment_score", Types.DoublePrecision.Nullable());
        Status = Column("processing_status", Types.Varchar(40), defaultValue: DefaultValue.Of("success"));
        Error = Column("error_message", Types.Text.Nullable());
        Analysed = Column("analysis_date", Types.Timestamp, defaultValue: DefaultValue.Now);
        Seconds = Column("processing_time_seconds", Types.DoublePrecision.Nullable());
        TfidfDocuments = Column(
            "tfidf_documents", Types.BigInt.Nullable(),
            comment: "The files of the index when tfidf_keywords were ranked, 0 before that; null where there is no analysis yet, -1 where another program made it.");
        PrimaryKey(FileId);
        Index(TfidfDocuments);
        ForeignKey(FileId, Tables.Files.Id, ReferentialAction.Cascade);
    }

    /// <summary>The file's row.</summary>
    public Column<long> FileId { get; }

    /// <summary>The hash of the text that was analysed.</summary>
    public Column<string?> FileHash { get; }

    /// <summary>Words.</summary>
    public Column<long?> WordCount { get; }

    /// <summary>Code points.</summary>
    public Column<long?> CharCount { get; }

    /// <summary>The language's code.</summary>
    public Column<string?> Language { get; }

    /// <summary>What it is about.</summary>
    public Column<string?> Summary { get; }

    /// <summary>A JSON array.</summary>
    public Column<string?> Keywords { get; }

    /// <summary>A JSON array.</summary>
    public Column<string?> TfidfKeywords { get; }

    /// <summary>A JSON array.</summary>
    public Column<string?> Topics { get; }

    /// <summary>From -1 to 1.</summary>
    public Column<double?> Sentiment { get; }

    /// <summary>What became of the analysis.</summary>
    public Column<string> Status { get; }

    /// <summary>Why it failed.</summary>
    public Column<string?> Error { get; }

    /// <summary>When it was made.</summary>
    public Column<DateTime> Analysed { get; }

    /// <summary>How long it took.</summary>
    public Column<double?> Seconds { get; }

    /// <summary>The files of the index when the TF-IDF keywords were ranked; null where there is no analysis yet, -1 where another program made it.</summary>
    public Column<long?> TfidfDocuments { get; }
}
