using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.MySql;

/// <content>Statements that change rows.</content>
internal sealed partial class MySqlStatementCompiler
{
    private Table? _insertedInto;
    private Table? _changed;
    private bool _handsRowsBack;
    private int _apart;

    // The numbered column whose value is handed back by LAST_INSERT_ID.
    private string? _returnedNumber;

    private string ProposedRow => _insertedInto?.Name == "proposed" ? "proposed_row" : "proposed";

    protected override void VisitInsert(InsertBody insert)
    {
        _changed = _insertedInto = insert.Table;
        _handsRowsBack = insert.Returning.Count > 0;
        if (insert.Conflict is { } conflict)
        {
            UpsertRules.Check(dialect, insert.Table, insert.Columns, conflict);
        }

        // The core has seen to it that it is one column, and the number.
        _returnedNumber = _handsRowsBack && dialect.Capabilities.InsertReturns == ReturnedRows.IdentityOnly ? ((IColumn)insert.Returning[0]).Name : null;
        Write("INSERT INTO ").WriteName(insert.Table.Name);
        Write(" (").WriteAll(insert.Columns, column => WriteName(column.Name)).Write(") ");
        WriteInsertSource(insert);
        WriteConflict(insert);
        WriteReturning(insert);
    }

    protected override void WriteInsertSource(InsertBody insert)
    {
        switch (insert.Source)
        {
            case InsertSource.Row row:
                Write("VALUES (");
                for (var i = 0; i < row.Values.Count; i++)
                {
                    Write(i > 0 ? ", " : "");
                    WriteNumbered(new Assignment(insert.Columns[i], row.Values[i]));
                }

                Write(")");
                break;
            case InsertSource.Query:
                // Before the query and not before the INSERT, https://dev.mysql.com/doc/refman/9.7/en/with.html.
                HeadAt = Length;
                (_changed, _insertedInto) = (null, null);
                base.WriteInsertSource(insert);
                _insertedInto = insert.Table;
                break;
            default:
                base.WriteInsertSource(insert);
                break;
        }
    }

    protected override void VisitUpdate(UpdateBody update)
    {
        _changed = update.Table;
        var statement = $"update of {update.Table.Name}";
        if (update.From is not { } others)
        {
            base.VisitUpdate(update with { Assignments = AssignmentOrder.Find(dialect, statement, update.Table, update.Assignments) });
        }
        else
        {
            AssignmentOrder.RequireNone(dialect, statement, update.Table, update.Assignments);
            Write("UPDATE ");
            VisitTable(update.Table);
            Write(" CROSS JOIN ");
            Write(others);
            Write(" SET ").WriteAll(update.Assignments, assignment =>
            {
                WriteName(update.Table.Alias ?? update.Table.Name).Write(".");
                WriteAssignment(assignment);
            });
            WriteCondition(" WHERE ", update.Filter.Condition);
        }

        RefuseCommonTables("UPDATE");
    }

    protected override void VisitDelete(DeleteBody delete)
    {
        _changed = delete.Table;
        if (delete.Using is not { } others)
        {
            base.VisitDelete(delete);
        }
        else
        {
            Refuse(delete.Returning.Count > 0, "DELETE through other tables that hands back rows", "say Where(Exists(...)) instead of Using(...)");
            Write("DELETE ").WriteName(delete.Table.Alias ?? delete.Table.Name).Write(" FROM ");
            VisitTable(delete.Table);
            Write(" CROSS JOIN ");
            Write(others);
            WriteCondition(" WHERE ", delete.Filter.Condition);
        }

        RefuseCommonTables("DELETE");
    }

    protected override void WriteReturning(RowCommandBody command)
    {
        if (_returnedNumber is { } number)
        {
            Write("; SELECT CAST(LAST_INSERT_ID() AS SIGNED) AS ").WriteName(number);
            return;
        }

        base.WriteReturning(command);
    }

    protected override void WriteConflict(InsertBody insert)
    {
        if (insert.Conflict is not { } conflict)
        {
            return;
        }

        var table = insert.Table;
        CheckConflict(table, conflict);
        if (_handsRowsBack && (conflict.Updates.Count == 0 || conflict.When is not null))
        {
            throw new NotSupportedException(
                $"{dialect.Product} would hand back rows of {table.Name} that the upsert leaves alone, which the others do not; select by the key afterwards, or let the upsert set a column without When(...).");
        }

        if (insert.Source is InsertSource.Query)
        {
            // The key is what it was; a query's rows have no other name.
            var same = conflict.Key[0].Name;
            Write(" ON DUPLICATE KEY UPDATE ").WriteName(same).Write(" = VALUES(").WriteName(same).Write(")");
            return;
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

    // https://mariadb.com/docs/server/reference/sql-statements/data-manipulation/selecting-data/common-table-expressions/with
    private void RefuseCommonTables(string statement) => Refuse(
        HasCommonTables && dialect.Name == "mariadb", $"common table expressions for {statement}", "use AsTable(...) in place of AsCommonTable(...)");
}
