using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.SqlServer;

/// <content>Inserts that meet rows which are there: <c>MERGE</c>.</content>
internal sealed partial class SqlServerStatementCompiler
{
    /// <summary>What the rows to insert are called.</summary>
    private const string Proposed = "proposed";

    // HOLDLOCK: without it another transaction may insert the same key between the search and the insert.
    private void WriteMerge(InsertBody insert, ConflictRule conflict)
    {
        var missing = conflict.Key.FirstOrDefault(key => insert.Columns.All(column => column.Name != key.Name));
        Refuse(missing is not null, $"upsert into {insert.Table.Name} whose key {missing?.Name} is not among the values", "give it a value");
        Write("MERGE INTO ");
        VisitTarget(insert.Table);
        Write(" USING ");
        WriteProposed(insert, conflict);
        Write(" ON ").WriteAll(conflict.Key, key => WriteSameKey(insert.Table, key), " AND ");
        if (conflict.Updates.Count > 0)
        {
            Write(" WHEN MATCHED");
            WriteCondition(" AND ", conflict.When);
            Write(" THEN UPDATE SET ").WriteAll(conflict.Updates, WriteAssignment);
        }

        Write(" WHEN NOT MATCHED THEN INSERT (").WriteAll(insert.Columns, column => WriteName(column.Name));
        Write(") VALUES (").WriteAll(insert.Columns, column => VisitProposedValue(column.Name)).Write(")");
        WriteOutput(insert, "inserted");
        _end = ";" + _end;
    }

    private void VisitTarget(Table table)
    {
        WriteName(table.Name).Write(" WITH (HOLDLOCK)");
        WriteAlias(table.Alias);
    }

    private void WriteSameKey(Table table, IColumn key)
    {
        var target = $"{Dialect.Quote(table.Alias ?? table.Name)}.{Dialect.Quote(key.Name)}";
        var proposed = $"{Proposed}.{Dialect.Quote(key.Name)}";
        Write($"{target} = {proposed}");
        if (IsPadded((Expression)key, (Expression)key))
        {
            Write($" AND DATALENGTH({target}) = DATALENGTH({proposed})");
        }
    }

    private void WriteProposed(InsertBody insert, ConflictRule conflict)
    {
        var columns = string.Join(", ", insert.Columns.Select(column => Dialect.Quote(column.Name)));
        if (insert.Source is InsertSource.Row or InsertSource.Places { Rows: 1 } || conflict.Updates.Count > 0)
        {
            Write("(");
            WriteRows(insert, numbered: false);
            Write($") AS {Proposed} ({columns})");
            return;
        }

        // Of rows of one key, all would be inserted: neither is there when the other is looked for. The first is taken.
        var isNumbered = insert.Source is InsertSource.Places;
        Write($"(SELECT {columns} FROM (SELECT {columns}, ROW_NUMBER() OVER (PARTITION BY ").WriteAll(conflict.Key, key => WriteKey(key.Name, (Expression)key));
        Write($" ORDER BY {(isNumbered ? "place_of_row" : "(SELECT NULL)")}) AS place_of_key FROM (");
        WriteRows(insert, isNumbered);
        Write($") AS given ({(isNumbered ? "place_of_row, " : "")}{columns})) AS placed WHERE place_of_key = 1");
        foreach (var key in conflict.Key.Where(key => key.SqlType.IsNullable))
        {
            // A key with a NULL in it is like no other.
            Write(" OR ").WriteName(key.Name).Write(" IS NULL");
        }

        Write($") AS {Proposed}");
    }

    private void WriteRows(InsertBody insert, bool numbered)
    {
        switch (insert.Source)
        {
            case InsertSource.Query query:
                VisitQuery(WithoutIdleOrder(query.Body));
                break;
            case InsertSource.Places places when numbered:
                Write("VALUES ");
                for (var row = 0; row < places.Rows; row++)
                {
                    Write(row == 0 ? $"({row}, " : $", ({row}, ")
                        .WriteAll(insert.Columns, column => WritePlace(column.SqlType, isNamed: true)).Write(")");
                }

                break;
            default:
                WriteInsertSource(insert);
                break;
        }
    }

    private void WriteKey(string name, Expression column)
    {
        WriteName(name);
        if (IsPadded(column, column))
        {
            Write(", DATALENGTH(").WriteName(name).Write(")");
        }
    }
}
