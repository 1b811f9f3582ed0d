using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;

namespace Kelpie.Migrations.Tests;

/// <summary>A migration made on the spot, whose downgrade is derived.</summary>
internal sealed class Undoable(string revision, string? parent, string message, Action<OperationList> up) : Migration(revision, parent, message)
{
    protected internal override void Upgrade(OperationList op) => up(op);
}
