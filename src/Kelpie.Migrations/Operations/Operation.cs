using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Operations;

/// <summary>
/// One thing a migration does, as a value. It can be replayed on a schema in memory, spelled for a database, undone, and
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
    public abstract SchemaState Apply(SchemaState before);

    /// <summary>The statements that do it, in order.</summary>
    /// <param name="dialect">How the database wants things said.</param>
    /// <param name="before">The schema before it.</param>
    /// <exception cref="NotSupportedException">The database has no way to do it.</exception>
    /// <exception cref="InvalidOperationException">It does not fit the schema.</exception>
    public abstract IReadOnlyList<string> Compile(Dialect dialect, SchemaState before);

    /// <summary>What undoes it, in order: it leads from the schema after it back to the one before. Rows that it destroyed do not come back.</summary>
    /// <param name="before">The schema before it.</param>
    /// <exception cref="InvalidOperationException">Nothing undoes it, or it does not say what does; the message says what to write.</exception>
    public abstract IReadOnlyList<Operation> Invert(SchemaState before);

    /// <summary>Writes what it does in the words the checksum is made of. They must never change.</summary>
    internal abstract void Describe(CanonicalText text);
}

/// <summary>An operation that is one change of the schema.</summary>
public abstract record SchemaOperation : Operation
{
    private protected SchemaOperation()
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Compile(Dialect dialect, SchemaState before) => dialect.Ddl.Compile(ToStatement(before));

    /// <summary>The change, as the SQL toolkit says it.</summary>
    /// <param name="before">The schema before it.</param>
    /// <exception cref="InvalidOperationException">It does not fit the schema.</exception>
    public abstract DdlStatement ToStatement(SchemaState before);
}

/// <summary>An operation that alters one table that is there. Several of them on one table can be one rebuild of it.</summary>
/// <param name="Table">The table's name.</param>
public abstract record TableOperation(string Table) : SchemaOperation
{
    /// <inheritdoc/>
    public override SchemaState Apply(SchemaState before) => before with { Tables = Apply(before.Tables) };

    /// <summary>The tables after it.</summary>
    private protected abstract MetaData Apply(MetaData before);
}
