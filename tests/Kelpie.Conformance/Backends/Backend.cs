using Kelpie.Sql;
using Kelpie.Sql.Schema;

namespace Kelpie.Conformance.Backends;

/// <summary>A kind of database that the suite runs against.</summary>
public abstract class Backend
{
    /// <summary>Its name in the names of tests.</summary>
    public abstract string Name { get; }

    /// <summary>Why it cannot be had here, and what would mend that; null where it can.</summary>
    public virtual string? WhyMissing => null;

    /// <summary>Whether several connections see one database.</summary>
    public virtual bool IsShared => true;

    /// <summary>Whether it is a server's, and not a file of this process.</summary>
    public virtual bool IsServed => true;

    /// <summary>Whether one connection may run a statement while it reads the rows of another.</summary>
    public virtual bool ReadsManyAtOnce => true;

    /// <summary>Whether an index may be of some rows only.</summary>
    public virtual bool HasPartialIndexes => true;

    /// <summary>Whether an index may be over expressions.</summary>
    public virtual bool HasExpressionIndexes => true;

    /// <summary>Whether names and comments may have characters beyond U+FFFF.</summary>
    public virtual bool NamesAnyCharacter => true;

    /// <summary>Whether inserts and deletes hand back rows; the number of a row inserted comes back everywhere.</summary>
    public virtual bool ReturnsRows => true;

    /// <summary>Whether updates hand back rows.</summary>
    public virtual bool ReturnsUpdatedRows => true;

    /// <summary>Whether a row that an insert leaves alone is left out of the number of rows changed.</summary>
    public virtual bool CountsOnlyNewRows => true;

    /// <summary>What the database keeps of a table that is declared, where that is not all: a comment it has no place for, for instance.</summary>
    public virtual TableDefinition Kept(TableDefinition declared) => declared;

    /// <summary>A new database with nothing in it, which goes when it is disposed.</summary>
    /// <param name="options">How its engine keeps connections.</param>
    public abstract ValueTask<TestDatabase> CreateAsync(EngineOptions? options = null);
}
