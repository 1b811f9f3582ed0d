using Kelpie.Migrations.Safety;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Operations;

/// <summary>
/// One thing a migration does, as a value. It can be replayed on a schema in memory, spelled for a database, and
/// compared with what it was when it was applied.
/// </summary>
public abstract record Operation
{
    private protected Operation()
    {
    }

    /// <summary>Whether rows that refer to others may be left alone by it, so that references must be looked over afterwards.</summary>
    internal virtual bool MayBreakReferences => false;

    /// <summary>The schema after it.</summary>
    /// <param name="before">The schema before it.</param>
    /// <exception cref="InvalidOperationException">It does not fit that schema: it names what is not there, or makes what is.</exception>
    public abstract MetaData Apply(MetaData before);

    /// <summary>The statements that do it, in order.</summary>
    /// <param name="dialect">How the database wants things said.</param>
    /// <param name="before">The schema before it.</param>
    /// <exception cref="NotSupportedException">The database has no way to do it.</exception>
    /// <exception cref="InvalidOperationException">It does not fit the schema.</exception>
    public abstract IReadOnlyList<string> Compile(Dialect dialect, MetaData before);

    /// <summary>Writes what it does in the words the checksum is made of. They must never change.</summary>
    internal abstract void Describe(CanonicalText text);
}
