using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;

namespace Kelpie.Migrations.Tests;

/// <summary>A migration made on the spot.</summary>
internal sealed class Step(
    string revision, IReadOnlyList<string> parents, string message, Action<OperationList>? up = null, Action<OperationList>? down = null)
    : Migration(revision, parents, message)
{
    internal Step(string revision, string? parent, string message, Action<OperationList>? up = null, Action<OperationList>? down = null)
        : this(revision, (IReadOnlyList<string>)(parent is null ? [] : [parent]), message, up, down)
    {
    }

    protected internal override void Upgrade(OperationList op) => up?.Invoke(op);

    protected internal override void Downgrade(OperationList op) => down?.Invoke(op);
}
