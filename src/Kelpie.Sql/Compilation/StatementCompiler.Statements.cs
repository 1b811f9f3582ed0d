using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.Compilation;

/// <content>Statements.</content>
public abstract partial class StatementCompiler
{
    private Table? _returnedFrom;

    internal void VisitSelect(IReadOnlyList<Expression> columns, SelectParts parts)
    {
        Write(parts.IsDistinct ? "SELECT DISTINCT " : "SELECT ").WriteAll(columns, WriteSelected);
        if (parts.From is { } source)
        {
            Write(" FROM ");
            source.Accept(this);
        }

        WriteCondition(" WHERE ", parts.Where);
        if (parts.GroupBy.Count > 0)
        {
            Write(" GROUP BY ").WriteAll(parts.GroupBy, key => Write(key));
        }

        WriteCondition(" HAVING ", parts.Having);
        if (parts.OrderBy.Count > 0)
        {
            Write(" ORDER BY ").WriteAll(parts.OrderBy, WriteOrdering);
        }

        WriteLimit(parts.Limit, parts.Offset);
    }

    internal void VisitInsert(Table table, IReadOnlyList<Assignment> assignments, ConflictRule? conflict)
    {
        WriteInsertHead(table, [.. assignments.Select(assignment => assignment.Column)]);
        Write("(").WriteAll(assignments, assignment => Write(assignment.Value)).Write(")");
        WriteConflict(conflict);
    }

    internal void VisitInsertRows(Table table, IReadOnlyList<IColumn> columns, int rows, ConflictRule? conflict)
    {
        WriteInsertHead(table, columns);
        for (var row = 0; row < rows; row++)
        {
            Write(row == 0 ? "(" : ", (").WriteAll(columns, _ => WritePlace()).Write(")");
        }

        WriteConflict(conflict);
    }

    internal void VisitUpdate(Table table, IReadOnlyList<Assignment> assignments, RowFilter filter)
    {
        CheckColumns($"update of {table.Name}", table, [.. assignments.Select(assignment => assignment.Column)]);
        Write("UPDATE ");
        VisitTable(table);
        Write(" SET ").WriteAll(assignments, WriteAssignment);
        WriteFilter("update", table, filter);
    }

    internal void VisitDelete(Table table, RowFilter filter)
    {
        Write("DELETE FROM ");
        VisitTable(table);
        WriteFilter("delete", table, filter);
    }

    internal virtual void VisitReturning(RowCommand command, IReadOnlyList<Expression> columns)
    {
        command.Accept(this);
        _returnedFrom = command.Table;
        Write(" RETURNING ").WriteAll(columns, WriteSelected);
        _returnedFrom = null;
    }

    /// <summary>How many rows, and how many passed over before.</summary>
    protected virtual void WriteLimit(Expression<long>? limit, Expression<long>? offset)
    {
        if (limit is not null)
        {
            Write(" LIMIT ").Write(limit);
        }

        if (offset is not null)
        {
            Write(" OFFSET ").Write(offset);
        }
    }

    private protected virtual void WriteConflict(ConflictRule? conflict)
    {
        if (conflict is null)
        {
            return;
        }

        Write(" ON CONFLICT (").WriteAll(conflict.Key, column => WriteName(column.Name)).Write(")");
        if (conflict.Updates.Count == 0)
        {
            if (conflict.When is not null)
            {
                throw new InvalidOperationException(
                    $"The upsert into {conflict.Key[0].Table.Name} says When(...) and updates nothing; say Set or SetIfOld too.");
            }

            Write(" DO NOTHING");
            return;
        }

        Write(" DO UPDATE SET ").WriteAll(conflict.Updates, WriteAssignment);
        WriteCondition(" WHERE ", conflict.When);
    }

    private void WriteInsertHead(Table table, IReadOnlyList<IColumn> columns)
    {
        CheckColumns($"insert into {table.Name}", table, columns);
        Write("INSERT INTO ");
        VisitTable(table);
        Write(" (").WriteAll(columns, column => WriteName(column.Name)).Write(") VALUES ");
    }

    // What one database refuses another does in its own way: SQLite takes the last of two values for a column.
    private static void CheckColumns(string statement, Table table, IReadOnlyList<IColumn> columns)
    {
        if (columns.Count == 0)
        {
            throw new InvalidOperationException($"The {statement} sets no column; say Set(column, value).");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (column.Table.Name != table.Name)
            {
                throw new InvalidOperationException($"The {statement} sets {column.Table.Name}.{column.Name}, a column of another table.");
            }

            if (!names.Add(column.Name))
            {
                throw new InvalidOperationException($"The {statement} sets the column {column.Name} twice.");
            }
        }
    }

    private void WriteAssignment(Assignment assignment) => WriteName(assignment.Column.Name).Write(" = ").Write(assignment.Value);

    // Only here does a label stand behind its value; elsewhere the value stands alone.
    private void WriteSelected(Expression column)
    {
        if (column is ILabelled labelled)
        {
            VisitLabelled(labelled.Inner, labelled.Label);
        }
        else
        {
            Write(column);
        }
    }

    // By its label, so that a constant within is one parameter and not two, which a database takes for two values.
    private void WriteOrdering(Ordering ordering)
    {
        _ = ordering.Expression is ILabelled labelled ? WriteName(labelled.Label) : Write(ordering.Expression);
        Write(ordering.IsDescending ? " DESC" : "");
    }

    private void WriteCondition(string keyword, Expression? condition)
    {
        if (condition is not null)
        {
            Write(keyword).Write(condition);
        }
    }

    private void WriteFilter(string verb, Table table, RowFilter filter)
    {
        if (filter.Condition is null && !filter.All)
        {
            throw new InvalidOperationException(
                $"The {verb} on {table.Name} says neither Where(...) nor AllRows(): which rows is it meant for?");
        }

        WriteCondition(" WHERE ", filter.Condition);
    }
}
