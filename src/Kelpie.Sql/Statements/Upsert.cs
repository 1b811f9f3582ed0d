using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Statements;

/// <summary>
/// An insert of one row that, where there is a row of the same key already, updates that one instead.
/// The key must be a primary key or a unique constraint.
/// </summary>
/// <remarks>
/// Run, it says 1 for a row that it inserted or updated, and 0 for one that it left alone; MySQL and MariaDB say 2 for one that
/// it made different, and 1 for one that it left as it was.
/// </remarks>
public sealed class Upsert : RowCommand
{
    private readonly IReadOnlyList<Assignment> _assignments;
    private readonly ConflictRule _conflict;

    internal Upsert(Table table, IReadOnlyList<Assignment> assignments, ConflictRule conflict)
        : base(Insert.BodyOf(table, assignments) with { Conflict = conflict }) => (_assignments, _conflict) = (assignments, conflict);

    /// <summary>Gives a column a value: of the new row, and of the old one unless the column is of the key. Null is NULL.</summary>
    public Upsert Set<T>(Column<T> column, Expression<T>? value) => new(
        Table, [.. _assignments, column.Gets(value)], _conflict.Proposing(column, new ProposedValue<T>(column)));

    /// <summary>Gives each of some columns the parameter of its name.</summary>
    public Upsert Columns(params IReadOnlyList<ISettable> columns) => new(
        Table,
        [.. _assignments, .. columns.Select(column => column.ToParameter())],
        columns.Aggregate(_conflict, (rule, column) => rule.Proposing(column, column.Proposed())));

    /// <summary>Gives a column a value if the row is new; an old row keeps its own.</summary>
    public Upsert SetIfNew<T>(Column<T> column, Expression<T>? value) => new(Table, [.. _assignments, column.Gets(value)], _conflict);

    /// <summary>Gives a column a value if there is a row already; <see cref="Syntax.Proposed{T}"/> is what the insert would have set.</summary>
    public Upsert SetIfOld<T>(Column<T> column, Expression<T>? value) => new(Table, _assignments, _conflict.Updating(column.Gets(value)));

    /// <summary>Updates the old row only if it meets a condition.</summary>
    public Upsert When(Expression<bool> condition) => new(Table, _assignments, _conflict with { When = condition });
}

/// <summary>What happens where a row of the same key is there already: it is updated, or, with no updates, left alone.</summary>
/// <param name="Key">The columns of a primary key or unique constraint.</param>
/// <param name="Updates">What the old row gets.</param>
public sealed record ConflictRule(IReadOnlyList<IColumn> Key, IReadOnlyList<Assignment> Updates)
{
    /// <summary>Which old rows are updated, or null for any.</summary>
    public Expression<bool>? When { get; init; }

    /// <exception cref="ArgumentException">No column is named.</exception>
    internal static ConflictRule Skipping(Table table, IReadOnlyList<IColumn> key) => key.Count > 0
        ? new ConflictRule([.. key], [])
        : throw new ArgumentException(
            $"To skip rows of {table.Name} that are there takes the columns of a primary key or unique constraint.", nameof(key));

    /// <summary>The same rule, and an old row gets what the insert would have set, unless the column is of the key.</summary>
    internal ConflictRule Proposing(IColumn column, Expression proposed) =>
        Key.Any(key => key.Name == column.Name) ? this : Updating(new Assignment(column, proposed));

    /// <summary>The same rule with one update more, in place of one of the same column.</summary>
    internal ConflictRule Updating(Assignment assignment) => this with
    {
        Updates = [.. Updates.Where(update => update.Column.Name != assignment.Column.Name), assignment],
    };
}
