using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Operations;

/// <content>Tables of others that become the schema's.</content>
public sealed partial class OperationList
{
    /// <summary>
    /// Makes a table of one that no revision has made, with its rows where somebody has it and empty where nobody has:
    /// <see cref="AdoptTable"/>, <see cref="CreateTable"/>, <see cref="MoveRows"/>, <see cref="DropMovedTable"/>. Undone, it hands the
    /// table back with its rows.
    /// </summary>
    /// <param name="experiment">The table that somebody may have, as it is expected.</param>
    /// <param name="table">What is made of it.</param>
    /// <param name="rows">How rows get there, for each kind of database: an <c>INSERT INTO ... SELECT</c>.</param>
    /// <param name="back">How they get back.</param>
    /// <exception cref="ArgumentException">There is no script, or a dialect is named twice.</exception>
    public void Promote(
        TableDefinition experiment, TableDefinition table, IReadOnlyList<(string Dialect, string Sql)> rows, IReadOnlyList<(string Dialect, string Sql)> back)
    {
        Add(new AdoptTable(experiment));
        Add(new CreateTable(table));
        Add(new MoveRows(experiment.Name, table.Name, Scripts(rows), Scripts(back)));
        Add(new DropMovedTable(experiment.Name));
    }
}
