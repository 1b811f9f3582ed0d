using Kelpie.Migrations.Compilation;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Migrations.Running;

/// <summary>Looks whether a schema change was done that was begun and not heard of again.</summary>
internal sealed class StatementProbe(Connection db)
{
    // Only databases that cannot undo schema changes are ever asked, and these have this.
    private static readonly Query<long> Routines = Text(
        "SELECT COUNT(*) AS n FROM information_schema.routines WHERE routine_schema = database() AND routine_name = :name").Bind(Param<string>("name")).Rows(Types.BigInt);

    /// <returns>Whether it was done; null where nobody can tell by looking.</returns>
    internal async Task<bool?> WasDoneAsync(JournaledStatement statement, CancellationToken cancellationToken)
    {
        // A change of one statement leads from one known schema to another.
        if (statement.Change is { Statements.Count: 1, Operations.Count: > 0 } change && !change.Before.Tables.Equals(change.After.Tables)
            && await IsAtAsync(change, change.After.Tables, cancellationToken).ConfigureAwait(false) is var isDone
            && (isDone || await IsAtAsync(change, change.Before.Tables, cancellationToken).ConfigureAwait(false)))
        {
            return isDone;
        }

        return StatementHead.Read(statement.Sql) is { } head
            ? await IsThereAsync(head, cancellationToken).ConfigureAwait(false) is { } isThere ? isThere == head.Creates : null
            : await WasAlteredAsync(ColumnClause.Read(statement.Sql), cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> IsAtAsync(CompiledChange change, MetaData schema, CancellationToken cancellationToken)
    {
        var touched = change.Before.Tables.Tables.Concat(change.After.Tables.Tables).Select(table => table.Name).Distinct(StringComparer.Ordinal)
            .Where(name => !Equals(change.Before.Tables.Find(name), change.After.Tables.Find(name)));
        foreach (var name in touched)
        {
            if (!Equals(await FindAsync(name, cancellationToken).ConfigureAwait(false), schema.Find(name)))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool?> IsThereAsync(StatementHead head, CancellationToken cancellationToken) => head.Kind switch
    {
        ObjectKind.Table => await FindAsync(head.Name, cancellationToken).ConfigureAwait(false) is not null,
        ObjectKind.View => (await db.Driver.Inspector.ViewsAsync(db, cancellationToken).ConfigureAwait(false)).Any(view => view.Name == head.Name),
        ObjectKind.Trigger => (await db.Driver.Inspector.TriggersAsync(db, cancellationToken).ConfigureAwait(false)).Any(trigger => trigger.Name == head.Name),
        ObjectKind.Index when head.Table is { } table =>
            (await db.Driver.Inspector.IndexNamesAsync(db, table, cancellationToken).ConfigureAwait(false)).Contains(head.Name),
        ObjectKind.Routine => await db.FirstAsync(Routines, [("name", head.Name)], cancellationToken).ConfigureAwait(false) > 0,
        _ => null,
    };

    private async Task<bool?> WasAlteredAsync(ColumnClause? clause, CancellationToken cancellationToken)
    {
        if (clause is null)
        {
            return null;
        }

        if (clause.Gone is null && clause.Come is null)
        {
            // To say what a column is can be said twice.
            return false;
        }

        return await FindAsync(clause.Table, cancellationToken).ConfigureAwait(false) is { } table
            ? (clause.Come is null || table.FindColumn(clause.Come) is not null) && (clause.Gone is null || table.FindColumn(clause.Gone) is null)
            : null;
    }

    private Task<TableDefinition?> FindAsync(string name, CancellationToken cancellationToken) =>
        db.Driver.Inspector.FindTableAsync(db, name, cancellationToken);
}
