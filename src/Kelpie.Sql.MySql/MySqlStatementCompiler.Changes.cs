using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.MySql;

/// <content>Statements that change rows.</content>
internal sealed partial class MySqlStatementCompiler
{
    private Table? _insertedInto;
    private bool _handsRowsBack;

    // The numbered column whose value is handed back by LAST_INSERT_ID.
    private string? _returnedNumber;

    private string ProposedRow => _insertedInto?.Name == "proposed" ? "proposed_row" : "proposed";

    protected override void VisitInsert(Table table, IReadOnlyList<Assignment> assignments, ConflictRule? conflict)
    {
        IColumn[] columns = [.. assignments.Select(assignment => assignment.Column)];
        WriteInsertHead(table, columns);
        RefuseOwnRows("insert into", table, [.. assignments.Select(assignment => assignment.Value)]);
        if (conflict is not null)
        {
            UpsertRules.Check(dialect, table, columns, conflict);
        }

        Write("(").WriteAll(assignments, WriteNumbered).Write(")");
        WriteConflict(conflict);
    }

    protected override void VisitInsertRows(Table table, IReadOnlyList<IColumn> columns, int rows, ConflictRule? conflict)
    {
        if (conflict is not null)
        {
            UpsertRules.Check(dialect, table, columns, conflict);
        }

        base.VisitInsertRows(table, columns, rows, conflict);
    }

    protected override void VisitUpdate(Table table, IReadOnlyList<Assignment> assignments, RowFilter filter)
    {
        RefuseOwnRows("update of", table, [.. assignments.Select(assignment => assignment.Value), filter.Condition]);
        base.VisitUpdate(table, AssignmentOrder.Find(dialect, $"update of {table.Name}", table, assignments), filter);
    }

    protected override void VisitDelete(Table table, RowFilter filter)
    {
        RefuseOwnRows("delete on", table, [filter.Condition]);
        base.VisitDelete(table, filter);
    }

    protected override void VisitReturning(RowCommand command, IReadOnlyList<Expression> columns)
    {
        _handsRowsBack = true;
        if (dialect.HasReturning)
        {
            if (command is Update)
            {
                throw new NotSupportedException(
                    $"{dialect.Product} hands back no rows of an update, as is asked of {command.Table.Name}; in a transaction, select them before (or after) by their key.");
            }

            base.VisitReturning(command, columns);
            return;
        }

        _returnedNumber = command is Insert or Upsert && columns is [IColumn { Name: var name }] && command.Table.Definition.FindColumn(name) is { IsIdentity: true }
            ? name
            : throw new NotSupportedException(
                $"{dialect.Product} hands back nothing of the rows it changes but the number that an insert gives; in a transaction, select what is wanted of {command.Table.Name} by its key.");
        WriteStatement(command).Write("; SELECT CAST(LAST_INSERT_ID() AS SIGNED) AS ").WriteName(_returnedNumber);
    }

    protected override void WriteInsertHead(Table table, IReadOnlyList<IColumn> columns)
    {
        CheckColumns($"insert into {table.Name}", table, columns);
        _insertedInto = table;
        Write("INSERT INTO ").WriteName(table.Name);
        Write(" (").WriteAll(columns, column => WriteName(column.Name)).Write(") VALUES ");
    }

    protected override void WriteConflict(ConflictRule? conflict)
    {
        if (conflict is null)
        {
            return;
        }

        var table = _insertedInto!;
        if (_handsRowsBack && (conflict.Updates.Count == 0 || conflict.When is not null))
        {
            throw new NotSupportedException(
                $"{dialect.Product} would hand back rows of {table.Name} that the upsert leaves alone, which the others do not; select by the key afterwards, or let the upsert set a column without When(...).");
        }

        if (conflict.Updates.Count == 0 && conflict.When is not null)
        {
            throw new InvalidOperationException(
                $"The upsert into {table.Name} says When(...) and updates nothing; say Set or SetIfOld too.");
        }

        Write(dialect.HasRowAlias ? $" AS {ProposedRow} ON DUPLICATE KEY UPDATE " : " ON DUPLICATE KEY UPDATE ");
        var updates = AssignmentOrder.Find(dialect, $"upsert into {table.Name}", table, conflict.Updates, conflict.When);
        if (_returnedNumber is { } number && !updates.Any(update => update.Column.Name == number))
        {
            WriteName(number).Write(" = LAST_INSERT_ID(");
            WriteOld(table, number).Write("), ");
        }

        if (updates.Count == 0)
        {
            // Not INSERT IGNORE, which takes every other error for a warning, too.
            var key = conflict.Key[0].Name;
            WriteName(key).Write(" = ");
            WriteOld(table, key);
            return;
        }

        WriteAll(updates, update => WriteUpdated(table, update, conflict.When));
    }

    protected override void VisitProposedValue(string column) => _ = dialect.HasRowAlias
        ? Write(ProposedRow).Write(".").WriteName(column)
        : Write("VALUES(").WriteName(column).Write(")");

    // There is no WHERE: a row that does not meet the condition keeps each value that it has.
    private void WriteUpdated(Table table, Assignment update, Expression? when)
    {
        WriteName(update.Column.Name).Write(" = ");
        if (when is null)
        {
            WriteNumbered(update);
            return;
        }

        Write("IF(").Write(when).Write(", ").Write(update.Value).Write(", ");
        WriteOld(table, update.Column.Name).Write(")");
    }

    // A number that the statement gives itself is no news to the server, unless it is told.
    private void WriteNumbered(Assignment assignment) => _ = assignment.Column.Name == _returnedNumber
        ? Write("LAST_INSERT_ID(").Write(assignment.Value).Write(")")
        : Write(assignment.Value);

    private StatementCompiler WriteOld(Table table, string column) => WriteName(table.Name).Write(".").WriteName(column);

    // https://dev.mysql.com/doc/refman/9.7/en/update.html: "You cannot update a table and select directly from the same table in a subquery."
    private void RefuseOwnRows(string statement, Table table, ReadOnlySpan<Expression?> expressions)
    {
        if (!dialect.QueriesChangedTable && ExpressionReads.Of(dialect, table, expressions).Queries(table.Name))
        {
            throw new NotSupportedException(
                $"The {statement} {table.Name} has a query on {table.Name} itself within, which {dialect.Product} refuses; run the query before, and give what it finds as parameters.");
        }
    }
}
