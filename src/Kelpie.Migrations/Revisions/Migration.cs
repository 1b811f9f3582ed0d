using Kelpie.Migrations.Operations;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Revisions;

/// <summary>
/// One revision of a schema: what leads to it from the revision before, and what leads back. It spells the schema out and
/// never mentions the program's tables: history must not change when they do.
/// </summary>
public abstract class Migration
{
    /// <summary>A revision that follows one other, or begins a history.</summary>
    /// <param name="revision">Its id: 8 to 64 lower-case hexadecimal digits, made at random once.</param>
    /// <param name="parent">The id of the revision it follows, or null where it is the first.</param>
    /// <param name="message">What it does, in a line.</param>
    /// <param name="date">The day it was written.</param>
    protected Migration(string revision, string? parent, string message, DateOnly? date = null)
        : this(revision, (IReadOnlyList<string>)(parent is null ? [] : [parent]), message, date)
    {
    }

    /// <summary>A revision that follows several others: it merges their lines.</summary>
    /// <param name="revision">Its id: 8 to 64 lower-case hexadecimal digits, made at random once.</param>
    /// <param name="parents">The ids of the revisions it follows.</param>
    /// <param name="message">What it does, in a line.</param>
    /// <param name="date">The day it was written.</param>
    protected Migration(string revision, IReadOnlyList<string> parents, string message, DateOnly? date = null) =>
        (Revision, Parents, Message, WrittenOn) = (revision, parents.ToValueList(), message, date);

    /// <summary>Its id.</summary>
    public string Revision { get; }

    /// <summary>The ids of the revisions it follows: none for the first, several for a merge.</summary>
    public ValueList<string> Parents { get; }

    /// <summary>What it does, in a line.</summary>
    public string Message { get; }

    /// <summary>The day it was written, or null where it does not say.</summary>
    public DateOnly? WrittenOn { get; }

    /// <summary>Its id and what it does.</summary>
    public override string ToString() => $"{Revision} ({Message})";

    /// <summary>Says what leads to this revision. Also called without a database, and more than once: it must always say the same.</summary>
    protected internal abstract void Upgrade(OperationList op);

    /// <summary>Says what leads back to the revision before.</summary>
    protected internal abstract void Downgrade(OperationList op);

    internal IReadOnlyList<Operation> OperationsOf(MigrationDirection direction)
    {
        var list = new OperationList();
        if (direction == MigrationDirection.Upgrade)
        {
            Upgrade(list);
        }
        else
        {
            Downgrade(list);
        }

        return list.Operations;
    }
}
