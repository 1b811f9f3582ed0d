using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.MySql;

/// <summary>
/// Both servers set columns from left to right, and what stands further right sees the values already set
/// (<see href="https://dev.mysql.com/doc/refman/9.7/en/update.html"/>); in SQL, and on the other databases, each sees
/// the row as it was. It is the same where none reads a column that was set before it.
/// </summary>
internal static class AssignmentOrder
{
    /// <summary>Refuses assignments that need an order: of several tables at once, there is none.</summary>
    /// <exception cref="NotSupportedException">One reads a column that another sets.</exception>
    internal static void RequireNone(MySqlDialect dialect, string statement, Table table, IReadOnlyList<Assignment> assignments)
    {
        foreach (var reader in assignments)
        {
            var reads = ExpressionReads.Of(dialect, table, reader.Value);
            if (assignments.FirstOrDefault(other => other != reader && reads.Reads(other.Column.Name)) is { } written)
            {
                throw new NotSupportedException(
                    $"The {statement} sets {reader.Column.Name} from what {written.Column.Name} was, which it sets too, and takes from other tables: "
                    + $"{dialect.Product} keeps no order then. Set one of them by a statement of its own.");
            }
        }
    }

    /// <summary>The assignments in such an order, as near to the given one as can be.</summary>
    /// <param name="dialect">Whose words are used.</param>
    /// <param name="statement">What the statement does, for the message.</param>
    /// <param name="table">The table whose rows are changed.</param>
    /// <param name="assignments">What is set.</param>
    /// <param name="condition">What each of them reads besides its value, or null.</param>
    /// <exception cref="NotSupportedException">There is no such order.</exception>
    internal static IReadOnlyList<Assignment> Find(
        MySqlDialect dialect, string statement, Table table, IReadOnlyList<Assignment> assignments, Expression? condition = null)
    {
        if (assignments.Count < 2)
        {
            return assignments;
        }

        var left = assignments.Select(assignment => (Assignment: assignment, Reads: ExpressionReads.Of(dialect, table, assignment.Value, condition))).ToList();
        var ordered = new List<Assignment>(left.Count);
        while (left.Count > 0)
        {
            var next = left.FindIndex(candidate => !left.Exists(other =>
                !ReferenceEquals(other.Assignment, candidate.Assignment) && other.Reads.Reads(candidate.Assignment.Column.Name)));
            if (next < 0)
            {
                var names = string.Join(", ", left.Select(each => each.Assignment.Column.Name));
                throw new NotSupportedException(
                    $"The {statement} sets {names} each from what another of them was, and {dialect.Product} sets one after the other; "
                    + (condition is null
                        ? "read the old values first and give them as parameters, or go by a column more."
                        : "leave When(...) out, or make it an Update with Where(...) and an insert that skips existing rows."));
            }

            ordered.Add(left[next].Assignment);
            left.RemoveAt(next);
        }

        return ordered;
    }
}
