using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.Compilation;

/// <content>Statements.</content>
public abstract partial class StatementCompiler
{
    private Table? _returnedFrom;

    /// <summary>A whole <c>SELECT</c>.</summary>
    protected internal virtual void VisitSelect(IReadOnlyList<Expression> columns, SelectParts parts)
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

    /// <summary>An <c>INSERT</c> of one row, and what happens where it is there already.</summary>
    protected internal virtual void VisitInsert(Table table, IReadOnlyList<Assignment> assignments, ConflictRule? conflict)
    {
        WriteInsertHead(table, [.. assignments.Select(assignment => assignment.Column)]);
        Write("(").WriteAll(assignments, assignment => Write(assignment.Value)).Write(")");
        WriteConflict(conflict);
    }

    /// <summary>An <c>INSERT</c> of many rows whose values go by place.</summary>
    protected internal virtual void VisitInsertRows(Table table, IReadOnlyList<IColumn> columns, int rows, ConflictRule? conflict)
    {
        WriteInsertHead(table, columns);
        for (var row = 0; row < rows; row++)
        {
            Write(row == 0 ? "(" : ", (").WriteAll(columns, column => WritePlace(column.SqlType)).Write(")");
        }

        WriteConflict(conflict);
    }

    /// <summary>A whole <c>UPDATE</c>.</summary>
    protected internal virtual void VisitUpdate(Table table, IReadOnlyList<Assignment> assignments, RowFilter filter)
    {
        CheckColumns($"update of {table.Name}", table, [.. assignments.Select(assignment => assignment.Column)]);
        Write("UPDATE ");
        VisitTable(table);
        Write(" SET ").WriteAll(assignments, WriteAssignment);
        WriteFilter("update", table, filter);
    }

    /// <summary>A whole <c>DELETE</c>.</summary>
    protected internal virtual void VisitDelete(Table table, RowFilter filter)
    {
        Write("DELETE FROM ");
        VisitTable(table);
        WriteFilter("delete", table, filter);
    }

    /// <summary>A statement that changes rows, and the values of them it hands back.</summary>
    protected internal virtual void VisitReturning(RowCommand command, IReadOnlyList<Expression> columns)
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

    /// <summary>What happens where a row of the same key is there already.</summary>
    protected virtual void WriteConflict(ConflictRule? conflict)
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

    /// <summary>An <c>INSERT</c> up to its values.</summary>
    protected virtual void WriteInsertHead(Table table, IReadOnlyList<IColumn> columns)
    {
        CheckColumns($"insert into {table.Name}", table, columns);
        Write("INSERT INTO ");
        VisitTable(table);
        Write(" (").WriteAll(columns, column => WriteName(column.Name)).Write(") VALUES ");
    }

    /// <summary>Refuses columns of another table, a column twice, and none at all.</summary>
    // What one database refuses another does in its own way: SQLite takes the last of two values for a column.
    protected static void CheckColumns(string statement, Table table, IReadOnlyList<IColumn> columns)
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

    /// <summary>A column and the value it gets.</summary>
    protected virtual void WriteAssignment(Assignment assignment) => WriteName(assignment.Column.Name).Write(" = ").Write(assignment.Value);

    /// <summary>A value among those of a result, with its name if it has one.</summary>
    // Only here does a label stand behind its value; elsewhere the value stands alone.
    protected virtual void WriteSelected(Expression column)
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

    /// <summary>One criterion of an <c>ORDER BY</c>.</summary>
    // By its label, so that a constant within is one parameter and not two, which a database takes for two values.
    protected virtual void WriteOrdering(Ordering ordering)
    {
        _ = ordering.Expression is ILabelled labelled ? WriteName(labelled.Label) : Write(ordering.Expression);
        Write(ordering.IsDescending ? " DESC" : "");
    }

    /// <summary>A condition behind its keyword; nothing where there is none.</summary>
    protected virtual void WriteCondition(string keyword, Expression? condition)
    {
        if (condition is not null)
        {
            Write(keyword).Write(condition);
        }
    }

    /// <summary>The rows that a statement changes.</summary>
    protected void WriteFilter(string verb, Table table, RowFilter filter)
    {
        if (filter.Condition is null && !filter.All)
        {
            throw new InvalidOperationException(
                $"The {verb} on {table.Name} says neither Where(...) nor AllRows(): which rows is it meant for?");
        }

        WriteCondition(" WHERE ", filter.Condition);
    }
}
