using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;

namespace Kelpie.Migrations.Tests.Guide.Shop;

internal sealed class DropNotes() : Migration("b7730e1d", parent: "08d4c6b9", "no notes any more", new DateOnly(2026, 5, 4))
{
    protected internal override void Upgrade(OperationList op) => op.DropColumn("orders", "note");
}
