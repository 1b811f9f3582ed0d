using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.SqlServer;

/// <content>Statements that change rows.</content>
internal sealed partial class SqlServerStatementCompiler
{
    private string _end = "";

    protected override void VisitInsert(InsertBody insert)
    {
        WriteIdentitySwitch(insert);
        if (insert.Conflict is { } conflict)
        {
            CheckConflict(insert.Table, conflict);
            WriteMerge(insert, conflict);
            return;
        }

        Write("INSERT INTO ").WriteName(insert.Table.Name).Write(" (").WriteAll(insert.Columns, column => WriteName(column.Name)).Write(")");
        WriteOutput(insert, "inserted");
        Write(" ");
        WriteInsertSource(insert);
    }

    protected override void VisitUpdate(UpdateBody update)
    {
        Write("UPDATE ").WriteName(update.Table.Alias ?? update.Table.Name).Write(" SET ").WriteAll(update.Assignments, WriteAssignment);
        WriteOutput(update, "inserted");
        WriteOthers(update.Table, update.From);
        WriteCondition(" WHERE ", update.Filter.Condition);
    }

    protected override void VisitDelete(DeleteBody delete)
    {
        Write("DELETE FROM ").WriteName(delete.Table.Alias ?? delete.Table.Name);
        WriteOutput(delete, "deleted");
        WriteOthers(delete.Table, delete.Using);
        WriteCondition(" WHERE ", delete.Filter.Condition);
    }

    // The table itself is named among the others: another use of it there would be taken for it.
    private void WriteOthers(Table table, FromClause? others)
    {
        if (table.Alias is null && others is null)
        {
            return;
        }

        Write(" FROM ");
        VisitTable(table);
        if (others is not null)
        {
            Write(", ");
            Write(others);
        }
    }

    private void WriteOutput(RowCommandBody command, string image)
    {
        if (command.Returning.Count == 0)
        {
            return;
        }

        (_changed, _image) = (command.Table, image);
        Write(" OUTPUT ").WriteAll(command.Returning, WriteSelected);
        _changed = null;
    }

    // A number that the database gives itself must be told to be given. The driver sends a statement with parameters as a batch
    // of its own, which ends the setting even where the statement fails.
    private void WriteIdentitySwitch(InsertBody insert)
    {
        if (!insert.Columns.Any(column => insert.Table.Definition.FindColumn(column.Name) is { IsIdentity: true }))
        {
            return;
        }

        Write("SET IDENTITY_INSERT ").WriteName(insert.Table.Name).Write(" ON; ");
        HeadAt = Length;
        _end = $"{(insert.Conflict is null ? ";" : "")} SET IDENTITY_INSERT {Dialect.Quote(insert.Table.Name)} OFF";
    }
}
