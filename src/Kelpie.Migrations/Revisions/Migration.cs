using Kelpie.Migrations.Operations;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Revisions;

/// <summary>
/// One revision of a schema: what leads to it from the revision before, and what leads back. It spells the schema out and
/// never mentions the program's tables: history must not change when they do.
/// </summary>
public abstract class Migration
{
    /// <summary>A revision that follows one other, or begins a line of its own.</summary>
    /// <param name="revision">Its id: 8 to 64 lower-case hexadecimal digits, made at random once.</param>
    /// <param name="parent">The id of the revision it follows, or null where it is the first of its line.</param>
    /// <param name="message">What it does, in a line.</param>
    /// <param name="date">The day it was written.</param>
    /// <param name="branch">A name for the line that begins here: <c>name@head</c> is its newest revision.</param>
    /// <param name="dependsOn">The ids of revisions of other lines that must be applied before it.</param>
    protected Migration(
        string revision, string? parent, string message, DateOnly? date = null, string? branch = null, IReadOnlyList<string>? dependsOn = null)
        : this(revision, (IReadOnlyList<string>)(parent is null ? [] : [parent]), message, date, branch, dependsOn)
    {
    }

    /// <summary>A revision that follows several others: it merges their lines.</summary>
    /// <param name="revision">Its id: 8 to 64 lower-case hexadecimal digits, made at random once.</param>
    /// <param name="parents">The ids of the revisions it follows.</param>
    /// <param name="message">What it does, in a line.</param>
    /// <param name="date">The day it was written.</param>
    /// <param name="branch">A name for the line that begins here: <c>name@head</c> is its newest revision.</param>
    /// <param name="dependsOn">The ids of revisions of other lines that must be applied before it.</param>
    protected Migration(
        string revision,
        IReadOnlyList<string> parents,
        string message,
        DateOnly? date = null,
        string? branch = null,
        IReadOnlyList<string>? dependsOn = null) =>
        (Revision, Parents, Message, WrittenOn, Branch, DependsOn) =
        (revision, parents.ToValueList(), message, date, branch, (dependsOn ?? []).ToValueList());

    /// <summary>Its id.</summary>
    public string Revision { get; }

    /// <summary>The ids of the revisions it follows: none for the first, several for a merge.</summary>
    public ValueList<string> Parents { get; }

    /// <summary>What it does, in a line.</summary>
    public string Message { get; }

    /// <summary>The day it was written, or null where it does not say.</summary>
    public DateOnly? WrittenOn { get; }

    /// <summary>The name of the line that begins here, or null where it has none of its own.</summary>
    public string? Branch { get; }

    /// <summary>The ids of revisions of other lines that must be applied before it.</summary>
    public ValueList<string> DependsOn { get; }

    /// <summary>Its id and what it does.</summary>
    public override string ToString() => $"{Revision} ({Message})";

    /// <summary>Says what leads to this revision. Also called without a database, and more than once: it must always say the same.</summary>
    protected internal abstract void Upgrade(OperationList op);

    /// <summary>
    /// Says what leads back to the revision before. Left out, it is what undoes the upgrade, last operation first.
    /// </summary>
    protected internal virtual void Downgrade(OperationList op) => op.UndoUpgrade();

    /// <summary>What it does on the way up.</summary>
    internal IReadOnlyList<Operation> Upgrades()
    {
        var list = new OperationList();
        Upgrade(list);
        return list.Operations;
    }

    /// <summary>What it does on the way down.</summary>
    /// <param name="before">The schema before its upgrade.</param>
    /// <exception cref="InvalidOperationException">It does not say, and something that it does cannot be undone.</exception>
    internal IReadOnlyList<Operation> Downgrades(SchemaState before)
    {
        var list = new OperationList();
        Downgrade(list);
        return list.UndoesUpgrade ? Inverse.Of(Upgrades(), before) : list.Operations;
    }
}
