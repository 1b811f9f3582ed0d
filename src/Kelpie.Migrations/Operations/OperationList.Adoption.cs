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
        TableDefinition experiment, TableDefinition table, IReadOnlyList<(string Dialect, string Sql)> rows, IReadOnlyList<(string Dialect, string Sql)> back) =>
        Promote(experiment, table, new MoveRows(experiment.Name, table.Name, Scripts(rows), Scripts(back)));

    /// <summary>
    /// The same, where names and types of the columns say how rows get there and back, but for what is said here:
    /// <c>op.Promote(experiment, table, m => m.Rename("when", "moment"))</c>. Rows that could not get there are found before anything is run.
    /// </summary>
    /// <param name="experiment">The table that somebody may have, as it is expected.</param>
    /// <param name="table">What is made of it.</param>
    /// <param name="mapping">What names and types do not say; null where they say all.</param>
    /// <exception cref="ArgumentException">A column has no place or no way there or back.</exception>
    public void Promote(TableDefinition experiment, TableDefinition table, Func<RowMapping, RowMapping>? mapping = null)
    {
        var rules = new RowMapping();
        rules = mapping is null ? rules : mapping(rules);
        rules.Require(experiment, table);
        Promote(experiment, table, new MapRows(experiment.Name, table.Name, rules));
    }

    private void Promote(TableDefinition experiment, TableDefinition table, Operation move)
    {
        Add(new AdoptTable(experiment));
        Add(new CreateTable(table));
        Add(move);
        Add(new DropMovedTable(experiment.Name));
    }
}
