using Kelpie.Sql.Schema;

namespace Kelpie.Database;

/// <summary><c>processing_stats</c>: one row a scan.</summary>
public sealed class SessionsTable : Table<SessionsTable>
{
    /// <summary>Declares the table.</summary>
    public SessionsTable()
        : base("processing_stats", "A scan: what was asked, what came of it.")
    {
        Id = Column("id", Types.BigInt, identity: true);
        SessionId = Column("session_id", Types.Varchar(64));
        Status = Column("session_status", Types.Varchar(40), comment: "running, completed, interrupted or failed.");
        Roots = Column("roots", Types.Json, comment: "The directories asked for, as a JSON array.");
        TotalFiles = Counter("total_files");
        SuccessfulFiles = Counter("successful_files");
        FailedFiles = Counter("failed_files");
        PermissionDeniedFiles = Counter("permission_denied_files");
        SizeLimitExceededFiles = Counter("size_limit_exceeded_files");
        EncodingErrorFiles = Counter("encoding_error_files");
        FileNotFoundFiles = Counter("file_not_found_files");
        TimeoutFiles = Counter("timeout_files");
        UnknownErrorFiles = Counter("unknown_error_files");
        SkippedFiles = Counter("skipped_files");
        UnchangedFiles = Counter("unchanged_files");
        RemovedFiles = Counter("removed_files");
        TotalBytes = Counter("total_bytes");
        TotalChunks = Counter("total_chunks");
        Start = Column("start_time", Types.Timestamp);
        End = Column("end_time", Types.Timestamp.Nullable());
        Seconds = Column("duration_seconds", Types.DoublePrecision.Nullable());
        PrimaryKey(Id);
        Unique(SessionId);
    }

    /// <summary>The row's number.</summary>
    public Column<long> Id { get; }

    /// <summary>The scan's name: its start and a random part.</summary>
    public Column<string> SessionId { get; }

    /// <summary><c>running</c>, <c>completed</c>, <c>interrupted</c> or <c>failed</c>.</summary>
    public Column<string> Status { get; }

    /// <summary>The directories asked for, as a JSON array.</summary>
    public Column<string> Roots { get; }

    /// <summary>Files found.</summary>
    public Column<long> TotalFiles { get; }

    /// <summary>Files read and indexed.</summary>
    public Column<long> SuccessfulFiles { get; }

    /// <summary>Files that failed, for whatever reason.</summary>
    public Column<long> FailedFiles { get; }

    /// <summary>Files that may not be read.</summary>
    public Column<long> PermissionDeniedFiles { get; }

    /// <summary>Files over the size limit.</summary>
    public Column<long> SizeLimitExceededFiles { get; }

    /// <summary>Files that no encoding fits.</summary>
    public Column<long> EncodingErrorFiles { get; }

    /// <summary>Files that went away meanwhile.</summary>
    public Column<long> FileNotFoundFiles { get; }

    /// <summary>Files that took too long.</summary>
    public Column<long> TimeoutFiles { get; }

    /// <summary>Files that failed otherwise.</summary>
    public Column<long> UnknownErrorFiles { get; }

    /// <summary>Files that hold no text.</summary>
    public Column<long> SkippedFiles { get; }

    /// <summary>Files that were in the index as they are.</summary>
    public Column<long> UnchangedFiles { get; }

    /// <summary>Files that left the index.</summary>
    public Column<long> RemovedFiles { get; }

    /// <summary>Bytes read.</summary>
    public Column<long> TotalBytes { get; }

    /// <summary>Chunks written.</summary>
    public Column<long> TotalChunks { get; }

    /// <summary>When it began.</summary>
    public Column<DateTime> Start { get; }

    /// <summary>When it ended.</summary>
    public Column<DateTime?> End { get; }

    /// <summary>How long it took.</summary>
    public Column<double?> Seconds { get; }

    private Column<long> Counter(string name) => Column(name, Types.BigInt, defaultValue: DefaultValue.Of(0));
}
