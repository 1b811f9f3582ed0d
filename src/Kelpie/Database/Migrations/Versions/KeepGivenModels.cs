using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Database.Migrations.Versions;

/// <summary>Room for models that a user gives: those of a folder, and those behind an endpoint.</summary>
internal sealed class KeepGivenModels() : Migration("3ab96f52", parent: "a93f51d2", "models of folders and endpoints", new DateOnly(2026, 12, 1))
{
    /// <inheritdoc/>
    protected override void Upgrade(OperationList op)
    {
        op.AddColumn("embedding_models", "kind", Varchar(20), defaultValue: DefaultValue.Of("lsa"));
        op.AddColumn("embedding_models", "source", Text.Nullable());
        op.AddColumn("embedding_models", "fingerprint", Varchar(64).Nullable());
    }
}
