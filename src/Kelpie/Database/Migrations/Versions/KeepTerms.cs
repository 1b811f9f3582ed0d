using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Database.Migrations.Versions;

/// <summary>Document frequencies of the whole index, and whether a file's analysis is up to them.</summary>
internal sealed class KeepTerms() : Migration("a93f51d2", parent: "7d20c9e4", "document frequencies", new DateOnly(2026, 12, 1))
{
    /// <inheritdoc/>
    protected override void Upgrade(OperationList op)
    {
        op.CreateTable("term_frequencies", t => t
            .Column("id", BigInt, identity: true)
            .Column("documents", BigInt)
            .Column("content", Bytes)
            .PrimaryKey("id"));
        op.AddColumn("content_analysis", "tfidf_documents", BigInt.Nullable());
        // What another program has found out stays until the file changes.
        op.Sql("UPDATE content_analysis SET tfidf_documents = -1 WHERE keywords IS NOT NULL", undo: "");
        op.CreateIndex("content_analysis", "tfidf_documents");
    }
}
