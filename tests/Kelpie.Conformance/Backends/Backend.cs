using Kelpie.Sql;

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

    /// <summary>Whether several readers may be open on one connection.</summary>
    public virtual bool HasSeveralReaders => true;

    /// <summary>Whether inserts and deletes hand back rows, beyond the number of a row inserted.</summary>
    public virtual bool ReturnsRows => true;

    /// <summary>Whether updates hand back rows.</summary>
    public virtual bool ReturnsUpdatedRows => true;

    /// <summary>Whether rows that an insert skips are left out of the number of rows changed.</summary>
    public virtual bool CountsSkippedRows => true;

    /// <summary>A new database with nothing in it, which goes when it is disposed.</summary>
    /// <param name="options">How its engine keeps connections.</param>
    public abstract ValueTask<TestDatabase> CreateAsync(EngineOptions? options = null);
}
