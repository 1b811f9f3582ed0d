using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;

namespace Kelpie.Migrations.Runner;

/// <summary>A revision made on the spot; without a way down of its own, it is undone by what undoes each operation.</summary>
public sealed class Revision(string revision, string? parent, string message, Action<OperationList> up, Action<OperationList>? down = null)
    : Migration(revision, parent, message)
{
    protected override void Upgrade(OperationList op) => up(op);

    protected override void Downgrade(OperationList op)
    {
        if (down is null)
        {
            base.Downgrade(op);
        }
        else
        {
            down(op);
        }
    }
}
