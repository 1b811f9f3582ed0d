using Kelpie.Sql.Schema;

namespace Kelpie.Database;

/// <summary><c>file_metadata</c>: one row a file, and how its text was cut.</summary>
public sealed class FilesTable : Table<FilesTable>
{
    /// <summary>Declares the table.</summary>
    public FilesTable()
        : base("file_metadata", "A file, and how its text was cut into chunks.")
    {
        Id = Column("id", Types.BigInt, identity: true);
        PathKey = Column("path_key", Types.AsciiKey(64), comment: "SHA-256 of the path's UTF-8 bytes, in lower-case hexadecimal.");
        Path = Column("file_path", Types.Text, comment: "The absolute path.");
        FileName = Column("file_name", Types.Text, comment: "The last part of the path.");
        DirectoryId = Column("directory_id", Types.BigInt, comment: "The directory's row.");
        Directory = Column("directory", Types.Text, comment: "The directory's path, for readers that do not join.");
        Size = Column("file_size", Types.BigInt, comment: "Bytes.");
        Type = Column("file_type", Types.Text, comment: "The extension in lower case, with its dot; empty for none.");
        MimeType = Column("mime_type", Types.Text.Nullable());
        Created = Column("created_date", Types.Timestamp.Nullable());
        Modified = Column("modified_date", Types.Timestamp.Nullable());
        Accessed = Column("accessed_date", Types.Timestamp.Nullable());
        Permissions = Column("permissions", Types.Varchar(8).Nullable(), comment: "Octal, three digits.");
        Hash = Column("file_hash", Types.Varchar(64).Nullable(), comment: "MD5 of the bytes, or too_large.");
        IsText = Column("is_text_file", Types.Bool);
        Encoding = Column("encoding", Types.Varchar(40).Nullable(), comment: "As Python names it.");
        Status = Column("processing_status", Types.Varchar(40), defaultValue: DefaultValue.Of("success"));
        Error = Column("error_message", Types.Text.Nullable(), comment: "Why it is not, or not quite, in the index.");
        Indexed = Column("indexed_date", Types.Timestamp, defaultValue: DefaultValue.Now);
        TextHash = Column("text_hash", Types.AsciiKey(64).Nullable(), comment: "SHA-256 of the decoded text.");
        TextLength = Column("text_length", Types.BigInt.Nullable(), comment: "Code points of the decoded text.");
        ChunkStrategy = Column("chunk_strategy", Types.Varchar(40).Nullable());
        ChunkOverlap = Column("chunk_overlap", Types.BigInt, defaultValue: DefaultValue.Of(0), comment: "Code points that two neighbours share.");
        ChunkCount = Column("chunk_count", Types.BigInt, defaultValue: DefaultValue.Of(0));
        ChunkedAt = Column("chunked_at", Types.Varchar(40).Nullable(), comment: "When an adopted database says its chunks were made; else they were when it was indexed.");
        PrimaryKey(Id);
        Unique(PathKey);
        ForeignKey(DirectoryId, Tables.Directories.Id);
        Index(DirectoryId);
        Index(Status);
    }

    /// <summary>The row's number.</summary>
    public Column<long> Id { get; }

    /// <summary>SHA-256 of the path: a path itself is too long for a key on most databases.</summary>
    public Column<string> PathKey { get; }

    /// <summary>The absolute path.</summary>
    public Column<string> Path { get; }

    /// <summary>The last part of the path.</summary>
    public Column<string> FileName { get; }

    /// <summary>The directory's row.</summary>
    public Column<long> DirectoryId { get; }

    /// <summary>The directory's path.</summary>
    public Column<string> Directory { get; }

    /// <summary>Bytes.</summary>
    public Column<long> Size { get; }

    /// <summary>The extension in lower case, with its dot; empty for none.</summary>
    public Column<string> Type { get; }

    /// <summary>The MIME type, where the extension tells one.</summary>
    public Column<string?> MimeType { get; }

    /// <summary>When the file came to be.</summary>
    public Column<DateTime?> Created { get; }

    /// <summary>When its bytes last changed.</summary>
    public Column<DateTime?> Modified { get; }

    /// <summary>When it was last read.</summary>
    public Column<DateTime?> Accessed { get; }

    /// <summary>Octal, three digits.</summary>
    public Column<string?> Permissions { get; }

    /// <summary>MD5 of the bytes, or <c>too_large</c>.</summary>
    public Column<string?> Hash { get; }

    /// <summary>Whether it holds text.</summary>
    public Column<bool> IsText { get; }

    /// <summary>The encoding, as Python names it.</summary>
    public Column<string?> Encoding { get; }

    /// <summary>What became of it, by its stored name.</summary>
    public Column<string> Status { get; }

    /// <summary>Why it is not, or not quite, in the index.</summary>
    public Column<string?> Error { get; }

    /// <summary>When it was indexed.</summary>
    public Column<DateTime> Indexed { get; }

    /// <summary>SHA-256 of the decoded text.</summary>
    public Column<string?> TextHash { get; }

    /// <summary>Code points of the decoded text.</summary>
    public Column<long?> TextLength { get; }

    /// <summary>How the text was cut, by its stored name.</summary>
    public Column<string?> ChunkStrategy { get; }

    /// <summary>Code points that two neighbouring chunks share.</summary>
    public Column<long> ChunkOverlap { get; }

    /// <summary>The number of chunks.</summary>
    public Column<long> ChunkCount { get; }

    /// <summary>When an adopted database says that its chunks were made, as text; null where they were made when it was indexed.</summary>
    public Column<string?> ChunkedAt { get; }
}
