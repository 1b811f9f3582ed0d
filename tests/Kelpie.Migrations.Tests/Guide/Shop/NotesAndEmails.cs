using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;

namespace Kelpie.Migrations.Tests.Guide.Shop;

/// <summary>Notes and emails.</summary>
internal sealed class NotesAndEmails() : Migration("08d4c6b9", parents: ["1be9a2c4", "e37f5a60"], "notes and emails", new DateOnly(2026, 4, 9))
{
    /// <inheritdoc/>
    protected internal override void Upgrade(OperationList op)
    {
    }
}
