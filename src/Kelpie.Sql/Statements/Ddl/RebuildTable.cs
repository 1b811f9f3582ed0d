using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Statements;

/// <summary>
/// Makes a table anew under its name, with its rows: the way to alter a table where the database has no other
/// (<see cref="Compilation.DdlCompiler.NeedsRebuild"/>). Foreign keys must not be enforced meanwhile.
/// </summary>
/// <remarks>
/// On SQLite the session's <c>legacy_alter_table</c> is on for a moment and off behind it; a session that has it on for itself
/// turns it on again.
/// </remarks>
/// <param name="Before">The table as it is.</param>
/// <param name="After">The table as it is to be, of the same name.</param>
/// <param name="Copies">What the columns that are not new get.</param>
public sealed record RebuildTable(TableDefinition Before, TableDefinition After, ValueList<ColumnCopy> Copies) : DdlStatement
{
    /// <summary>The names of the other tables and views, none of which the table gets while both are there.</summary>
    public ValueList<string> Taken { get; init; } = [];

    /// <summary>Statements that bring back what goes with the old table and is not in <see cref="After"/>, such as triggers.</summary>
    public ValueList<string> Restore { get; init; } = [];
}

/// <summary>What a column of a rebuilt table gets.</summary>
/// <param name="Column">The column of the new table.</param>
/// <param name="Value">Its value in SQL, over the columns of the old table.</param>
public sealed record ColumnCopy(string Column, string Value);
