using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.Compilation;

/// <content>Statements that change rows.</content>
public abstract partial class StatementCompiler
{
    private Table? _returnedFrom;

    /// <summary>Any statement that changes rows.</summary>
    protected internal void VisitRowCommand(RowCommandBody command)
    {
        switch (command)
        {
            case InsertBody insert:
                CheckColumns($"insert into {insert.Table.Name}", insert.Table, insert.Columns);
                CheckReturning(command, dialect.Capabilities.InsertReturns, "an insert");
                VisitInsert(insert);
                break;
            case UpdateBody update:
                CheckColumns($"update of {update.Table.Name}", update.Table, [.. update.Assignments.Select(assignment => assignment.Column)]);
                CheckFilter("update", update.Table, update.Filter);
                CheckReturning(command, dialect.Capabilities.UpdateReturns, "an update");
                Refuse(update.From is not null && !dialect.Capabilities.HasUpdateFrom, "UPDATE that takes from other tables", "set a column to a subquery");
                VisitUpdate(update);
                break;
            case DeleteBody delete:
                CheckFilter("delete", delete.Table, delete.Filter);
                CheckReturning(command, dialect.Capabilities.DeleteReturns, "a delete");
                Refuse(delete.Using is not null && !dialect.Capabilities.HasDeleteUsing, "DELETE that looks at other tables", "say Where(Exists(...)) or Where(key.In(...))");
                VisitDelete(delete);
                break;
            default:
                throw new NotSupportedException($"{dialect.Name} has no way to write a {command.GetType().Name}.");
        }
    }

    /// <summary>A whole <c>INSERT</c>.</summary>
    protected virtual void VisitInsert(InsertBody insert)
    {
        WriteInsertHead(insert);
        WriteInsertSource(insert);
        WriteConflict(insert);
        WriteReturning(insert);
    }

    /// <summary>An <c>INSERT</c> up to its values.</summary>
    protected void WriteInsertHead(InsertBody insert)
    {
        Write("INSERT INTO ");
        VisitTable(insert.Table);
        Write(" (").WriteAll(insert.Columns, column => WriteName(column.Name)).Write(") ");
    }

    /// <summary>Where the values of an insert come from.</summary>
    protected virtual void WriteInsertSource(InsertBody insert)
    {
        switch (insert.Source)
        {
            case InsertSource.Row row:
                Write("VALUES (").WriteAll(row.Values, value => Write(value)).Write(")");
                break;
            case InsertSource.Places places:
                WritePlaces(insert, places.Rows);
                break;
            case InsertSource.Query query:
                VisitQuery(query.Body);
                break;
        }
    }

    /// <summary>Rows of parameters that go by their place.</summary>
    protected void WritePlaces(InsertBody insert, int rows)
    {
        Write("VALUES ");
        for (var row = 0; row < rows; row++)
        {
            Write(row == 0 ? "(" : ", (").WriteAll(insert.Columns, column => WritePlace(column.SqlType, isNamed: insert.Returning.Count > 0)).Write(")");
        }
    }

    /// <summary>What happens where a row of the same key is there already.</summary>
    protected virtual void WriteConflict(InsertBody insert)
    {
        if (insert.Conflict is not { } conflict)
        {
            return;
        }

        CheckConflict(insert.Table, conflict);
        Write(" ON CONFLICT (").WriteAll(conflict.Key, column => WriteName(column.Name)).Write(")");
        if (conflict.Updates.Count == 0)
        {
            Write(" DO NOTHING");
            return;
        }

        Write(" DO UPDATE SET ").WriteAll(conflict.Updates, WriteAssignment);
        WriteCondition(" WHERE ", conflict.When);
    }

    /// <summary>A whole <c>UPDATE</c>.</summary>
    protected virtual void VisitUpdate(UpdateBody update)
    {
        Write("UPDATE ");
        VisitTable(update.Table);
        Write(" SET ").WriteAll(update.Assignments, WriteAssignment);
        if (update.From is { } others)
        {
            Write(" FROM ");
            Write(others);
        }

        WriteCondition(" WHERE ", update.Filter.Condition);
        WriteReturning(update);
    }

    /// <summary>A whole <c>DELETE</c>.</summary>
    protected virtual void VisitDelete(DeleteBody delete)
    {
        Write("DELETE FROM ");
        VisitTable(delete.Table);
        if (delete.Using is { } others)
        {
            Write(" USING ");
            Write(others);
        }

        WriteCondition(" WHERE ", delete.Filter.Condition);
        WriteReturning(delete);
    }

    /// <summary>What a statement hands back of the rows it has changed.</summary>
    protected virtual void WriteReturning(RowCommandBody command)
    {
        if (command.Returning.Count == 0)
        {
            return;
        }

        _returnedFrom = command.Table;
        Write(" RETURNING ").WriteAll(command.Returning, WriteSelected);
        _returnedFrom = null;
    }

    /// <summary>A column and the value it gets.</summary>
    protected virtual void WriteAssignment(Assignment assignment) => WriteName(assignment.Column.Name).Write(" = ").Write(assignment.Value);

    /// <summary>A condition behind its keyword; nothing where there is none.</summary>
    protected void WriteCondition(string keyword, Expression? condition)
    {
        if (condition is not null)
        {
            Write(keyword).WriteTruth(condition);
        }
    }

    /// <summary>Refuses what the database cannot do, before it is sent.</summary>
    /// <exception cref="NotSupportedException">It cannot do it.</exception>
    protected void Refuse(bool isAsked, string what, string wayAround)
    {
        if (isAsked)
        {
            throw new NotSupportedException($"{dialect.Name} has no {what}; {wayAround}.");
        }
    }

    /// <summary>Refuses an upsert that says when to update and not what.</summary>
    protected static void CheckConflict(Table table, ConflictRule conflict)
    {
        if (conflict is { Updates.Count: 0, When: not null })
        {
            throw new InvalidOperationException($"The upsert into {table.Name} says When(...) and updates nothing; say Set or SetIfOld too.");
        }
    }

    /// <summary>Whether a statement hands back nothing but the number that the database gives to the one row it inserts.</summary>
    protected static bool ReturnsIdentityOnly(RowCommandBody command) =>
        command is InsertBody { Source: InsertSource.Row, Returning: [IColumn column] }
        && command.Table.Definition.FindColumn(column.Name) is { IsIdentity: true };

    private void CheckReturning(RowCommandBody command, ReturnedRows can, string statement)
    {
        if (command.Returning.Count == 0 || can == ReturnedRows.All || (can == ReturnedRows.IdentityOnly && ReturnsIdentityOnly(command)))
        {
            return;
        }

        throw new NotSupportedException(
            $"{dialect.Name} hands back {(can == ReturnedRows.IdentityOnly ? "the identity of one row inserted, and nothing else of" : "nothing from")} {statement}; select the rows by their key in the same transaction.");
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

    private static void CheckFilter(string verb, Table table, RowFilter filter)
    {
        if (filter.Condition is null && !filter.All)
        {
            throw new InvalidOperationException(
                $"The {verb} on {table.Name} says neither Where(...) nor AllRows(): which rows is it meant for?");
        }
    }
}
