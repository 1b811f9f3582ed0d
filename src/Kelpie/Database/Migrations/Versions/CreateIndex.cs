using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Database.Migrations.Versions;

/// <summary>Files, chunks, their full text, and the history of scans.</summary>
internal sealed class CreateIndex() : Migration("5e1fa0c3", parent: null, "files, chunks and full text", new DateOnly(2026, 11, 22))
{
    /// <inheritdoc/>
    protected override void Upgrade(OperationList op)
    {
        op.CreateTable("directory_structure", t => t
            .Column("id", BigInt, identity: true)
            .Column("path_key", AsciiKey(64))
            .Column("directory_path", Text)
            .Column("parent_directory", Text.Nullable())
            .Column("file_count", BigInt, defaultValue: DefaultValue.Of(0))
            .Column("total_size", BigInt, defaultValue: DefaultValue.Of(0))
            .Column("last_updated", Timestamp)
            .PrimaryKey("id")
            .Unique("path_key"));

        op.CreateTable("file_metadata", t => t
            .Column("id", BigInt, identity: true)
            .Column("path_key", AsciiKey(64))
            .Column("file_path", Text)
            .Column("file_name", Text)
            .Column("directory_id", BigInt)
            .Column("directory", Text)
            .Column("file_size", BigInt)
            .Column("file_type", Text)
            .Column("mime_type", Text.Nullable())
            .Column("created_date", Timestamp.Nullable())
            .Column("modified_date", Timestamp.Nullable())
            .Column("accessed_date", Timestamp.Nullable())
            .Column("permissions", Varchar(8).Nullable())
            .Column("file_hash", Varchar(64).Nullable())
            .Column("is_text_file", Bool)
            .Column("encoding", Varchar(40).Nullable())
            .Column("processing_status", Varchar(40), defaultValue: DefaultValue.Of("success"))
            .Column("error_message", Text.Nullable())
            .Column("indexed_date", Timestamp, defaultValue: DefaultValue.Now)
            .Column("text_hash", AsciiKey(64).Nullable())
            .Column("text_length", BigInt.Nullable())
            .Column("chunk_strategy", Varchar(40).Nullable())
            .Column("chunk_overlap", BigInt, defaultValue: DefaultValue.Of(0))
            .Column("chunk_count", BigInt, defaultValue: DefaultValue.Of(0))
            .PrimaryKey("id")
            .Unique("path_key")
            .ForeignKey("directory_id", "directory_structure", "id")
            .Index("directory_id")
            .Index("processing_status"));

        op.CreateTable("chunks", t => t
            .Column("id", BigInt, identity: true)
            .Column("file_id", BigInt)
            .Column("chunk_index", BigInt)
            .Column("content", Text)
            .Column("char_count", BigInt)
            .Column("line_count", BigInt)
            .Column("word_count", BigInt)
            .PrimaryKey("id")
            .Unique("file_id", "chunk_index")
            .ForeignKey("file_id", "file_metadata", "id", ReferentialAction.Cascade));

        op.CreateTable("content_analysis", t => t
            .Column("file_id", BigInt)
            .Column("file_hash", Varchar(64).Nullable())
            .Column("word_count", BigInt.Nullable())
            .Column("char_count", BigInt.Nullable())
            .Column("language", Varchar(40).Nullable())
            .Column("topic_summary", Text.Nullable())
            .Column("keywords", Json.Nullable())
            .Column("tfidf_keywords", Json.Nullable())
            .Column("lda_topics", Json.Nullable())
            .Column("sentiment_score", DoublePrecision.Nullable())
            .Column("processing_status", Varchar(40), defaultValue: DefaultValue.Of("success"))
            .Column("error_message", Text.Nullable())
            .Column("analysis_date", Timestamp, defaultValue: DefaultValue.Now)
            .Column("processing_time_seconds", DoublePrecision.Nullable())
            .PrimaryKey("file_id")
            .ForeignKey("file_id", "file_metadata", "id", ReferentialAction.Cascade));

        op.CreateTable("text_chunks", t => t
            .Column("id", BigInt, identity: true)
            .Column("file_id", BigInt)
            .Column("chunk_index", BigInt)
            .Column("chunk_text", Text)
            .Column("chunk_embedding", Bytes.Nullable())
            .PrimaryKey("id")
            .ForeignKey("file_id", "file_metadata", "id", ReferentialAction.Cascade)
            .Index("file_id", "chunk_index"));

        op.CreateTable("embeddings_index", t => t
            .Column("id", BigInt, identity: true)
            .Column("chunk_id", BigInt)
            .Column("model", Varchar(200))
            .Column("dimensions", BigInt)
            .Column("embedding", Bytes)
            .PrimaryKey("id")
            .Unique("chunk_id", "model")
            .ForeignKey("chunk_id", "chunks", "id", ReferentialAction.Cascade));

        op.CreateTable("processing_stats", t => t
            .Column("id", BigInt, identity: true)
            .Column("session_id", Varchar(64))
            .Column("session_status", Varchar(40))
            .Column("roots", Json)
            .Column("total_files", BigInt, defaultValue: DefaultValue.Of(0))
            .Column("successful_files", BigInt, defaultValue: DefaultValue.Of(0))
            .Column("failed_files", BigInt, defaultValue: DefaultValue.Of(0))
            .Column("permission_denied_files", BigInt, defaultValue: DefaultValue.Of(0))
            .Column("size_limit_exceeded_files", BigInt, defaultValue: DefaultValue.Of(0))
            .Column("encoding_error_files", BigInt, defaultValue: DefaultValue.Of(0))
            .Column("file_not_found_files", BigInt, defaultValue: DefaultValue.Of(0))
            .Column("timeout_files", BigInt, defaultValue: DefaultValue.Of(0))
            .Column("unknown_error_files", BigInt, defaultValue: DefaultValue.Of(0))
            .Column("skipped_files", BigInt, defaultValue: DefaultValue.Of(0))
            .Column("unchanged_files", BigInt, defaultValue: DefaultValue.Of(0))
            .Column("removed_files", BigInt, defaultValue: DefaultValue.Of(0))
            .Column("total_bytes", BigInt, defaultValue: DefaultValue.Of(0))
            .Column("total_chunks", BigInt, defaultValue: DefaultValue.Of(0))
            .Column("start_time", Timestamp)
            .Column("end_time", Timestamp.Nullable())
            .Column("duration_seconds", DoublePrecision.Nullable())
            .PrimaryKey("id")
            .Unique("session_id"));

        op.Script(
            ("sqlite", SchemaScript.Read("sqlite.sql")),
            ("postgresql", SchemaScript.Read("postgresql.sql")),
            ("mysql", SchemaScript.Read("mysql.sql")),
            ("mariadb", SchemaScript.Read("mysql.sql")),
            ("mssql", SchemaScript.Read("mssql.sql")));
    }

    /// <inheritdoc/>
    protected override void Downgrade(OperationList op)
    {
        op.Script(
            ("sqlite", SchemaScript.Read("sqlite.down.sql")),
            ("postgresql", SchemaScript.Read("postgresql.down.sql")),
            ("mysql", SchemaScript.Read("mysql.down.sql")),
            ("mariadb", SchemaScript.Read("mysql.down.sql")),
            ("mssql", SchemaScript.Read("mssql.down.sql")));
        op.DropTable("processing_stats");
        op.DropTable("embeddings_index");
        op.DropTable("text_chunks");
        op.DropTable("content_analysis");
        op.DropTable("chunks");
        op.DropTable("file_metadata");
        op.DropTable("directory_structure");
    }
}
