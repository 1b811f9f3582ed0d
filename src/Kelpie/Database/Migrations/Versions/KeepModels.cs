using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Database.Migrations.Versions;

/// <summary>Room for models that are learnt from the index, and for their vectors in a compact form.</summary>
internal sealed class KeepModels() : Migration("7d20c9e4", parent: "c41d07e9", "models learnt from the index", new DateOnly(2026, 11, 30))
{
    /// <inheritdoc/>
    protected override void Upgrade(OperationList op)
    {
        op.CreateTable("embedding_models", t => t
            .Column("id", BigInt, identity: true)
            .Column("model", Varchar(200))
            .Column("dimensions", BigInt)
            .Column("trained_on", BigInt)
            .Column("embedded_to", BigInt, defaultValue: DefaultValue.Of(0))
            .Column("made_at", Timestamp, defaultValue: DefaultValue.Now)
            .PrimaryKey("id")
            .Unique("model"));

        op.CreateTable("embedding_blocks", t => t
            .Column("model_id", BigInt)
            .Column("part", Varchar(10))
            .Column("block_number", BigInt)
            .Column("content", Bytes)
            .PrimaryKey("model_id", "part", "block_number")
            .ForeignKey("model_id", "embedding_models", "id", ReferentialAction.Cascade));
    }
}
