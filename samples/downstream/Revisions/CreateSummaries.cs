using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Downstream.Revisions;

/// <summary>The first revision of this project's own line. The files that it refers to came with a revision of Kelpie's.</summary>
internal sealed class CreateSummaries() : Migration(
    "d0c5a1e7", parent: null, "summaries of files", new DateOnly(2026, 11, 30), branch: "downstream", dependsOn: ["5e1fa0c3"])
{
    /// <inheritdoc/>
    protected override void Upgrade(OperationList op) => op.CreateTable("exp_summaries", t => t
        .Column("id", BigInt, identity: true)
        .Column("file_id", BigInt)
        .Column("model", Varchar(80))
        .Column("summary", Text)
        .PrimaryKey("id")
        .Unique("file_id", "model")
        .ForeignKey("file_id", "file_metadata", "id", ReferentialAction.Cascade));
}
