using Kelpie.Migrations.Compilation;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Migrations.Running;

/// <summary>Looks whether a schema change was done that was begun and not heard of again.</summary>
internal sealed class StatementProbe(Connection db)
{
    // Only databases that cannot undo schema changes are asked this, and these have it.
    private static readonly Query<long> Routines = Text(
        "SELECT COUNT(*) AS n FROM information_schema.routines WHERE routine_schema = database() AND routine_name = :name").Bind(Param<string>("name")).Rows(Types.BigInt);

    /// <returns>Whether it was done; null where nobody can tell by looking.</returns>
    internal async Task<bool?> WasDoneAsync(JournaledStatement statement, CancellationToken cancellationToken)
    {
        var head = StatementHead.Read(statement.Sql);
        if (await new HalfBuiltIndex(db).FindAsync(statement.Sql, cancellationToken).ConfigureAwait(false) is not null)
        {
            return false;
        }

        var columns = head is null ? ColumnClause.Read(statement.Sql) : null;
        // Its own columns first: one that a change makes for itself and drops again is in neither of the schemas.
        if (columns is { IsRepeatable: false } && await WasAlteredAsync(columns, cancellationToken).ConfigureAwait(false) is { } wasAltered)
        {
            return wasAltered;
        }

        if (head is null or { Kind: ObjectKind.Table or ObjectKind.Index }
            && await WasChangedAsync(statement, cancellationToken).ConfigureAwait(false) is { } wasChanged)
        {
            return wasChanged;
        }

        return head is not null && await IsThereAsync(head, cancellationToken).ConfigureAwait(false) is { } isThere ? isThere == head.Creates
            : columns is { IsRepeatable: true } ? false
            : null;
    }

    // A change leads from one known schema to another: it is at the one before its first statement, and at the other behind its last.
    private async Task<bool?> WasChangedAsync(JournaledStatement statement, CancellationToken cancellationToken)
    {
        var (before, after) = (statement.Change.Before.Tables, statement.Change.After.Tables);
        if (before.Equals(after))
        {
            return null;
        }

        var changing = statement.Change.Statements.Where(JournaledStatement.MayChangeTables).ToList();
        if (changing[^1] == statement.Sql && await IsAtAsync(after, before, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        return changing[0] == statement.Sql && await IsAtAsync(before, after, cancellationToken).ConfigureAwait(false) ? false : null;
    }

    private async Task<bool> IsAtAsync(MetaData schema, MetaData other, CancellationToken cancellationToken)
    {
        var touched = schema.Tables.Concat(other.Tables).Select(table => table.Name).Distinct(StringComparer.Ordinal)
            .Where(name => !Equals(schema.Find(name), other.Find(name)));
        foreach (var name in touched)
        {
            if (!IsLike(await FindAsync(name, cancellationToken).ConfigureAwait(false), schema.Find(name), other.Find(name)))
            {
                return false;
            }
        }

        return true;
    }

    // Only where the two differ: of the rest, a database may have words of its own.
    private static bool IsLike(TableDefinition? live, TableDefinition? wanted, TableDefinition? other)
    {
        if (live is null || wanted is null || other is null)
        {
            return live is null == wanted is null;
        }

        return HasLike(live.Columns, wanted.Columns, other.Columns, column => column.Name, isWhole: true)
            && HasLike(live.Checks, wanted.Checks, other.Checks, check => check.Name, isWhole: false)
            && HasLike(live.Uniques, wanted.Uniques, other.Uniques, unique => unique.Name, isWhole: true)
            && HasLike(live.ForeignKeys, wanted.ForeignKeys, other.ForeignKeys, key => key.Name, isWhole: true)
            && HasLike(live.Indexes, wanted.Indexes, other.Indexes, index => index.Name, isWhole: false)
            && (Equals(wanted.PrimaryKey?.Columns, other.PrimaryKey?.Columns) || Equals(live.PrimaryKey?.Columns, wanted.PrimaryKey?.Columns));
    }

    private static bool HasLike<T>(ValueList<T> live, ValueList<T> wanted, ValueList<T> other, Func<T, string> nameOf, bool isWhole)
        where T : class, IEquatable<T>
    {
        return wanted.Except(other).Concat(other.Except(wanted)).Select(nameOf).Distinct(StringComparer.Ordinal)
            .All(name => (Named(live, name), Named(wanted, name)) switch
            {
                (null, null) => true,
                ({ } found, { } sought) => !isWhole || found.Equals(sought),
                _ => false,
            });

        T? Named(ValueList<T> all, string name) => all.FirstOrDefault(item => nameOf(item) == name);
    }

    private async Task<bool?> IsThereAsync(StatementHead head, CancellationToken cancellationToken) => head.Kind switch
    {
        ObjectKind.Table => await FindAsync(head.Name, cancellationToken).ConfigureAwait(false) is not null,
        ObjectKind.View => (await db.Driver.Inspector.ViewsAsync(db, cancellationToken).ConfigureAwait(false)).Any(view => view.Name == head.Name),
        ObjectKind.Trigger => (await db.Driver.Inspector.TriggersAsync(db, cancellationToken).ConfigureAwait(false)).Any(trigger => trigger.Name == head.Name),
        ObjectKind.Index when head.Table is { } table =>
            (await db.Driver.Inspector.IndexNamesAsync(db, table, cancellationToken).ConfigureAwait(false)).Contains(head.Name),
        ObjectKind.Routine when !db.Dialect.HasTransactionalDdl => await db.FirstAsync(Routines, [("name", head.Name)], cancellationToken).ConfigureAwait(false) > 0,
        _ => null,
    };

    private async Task<bool?> WasAlteredAsync(ColumnClause clause, CancellationToken cancellationToken)
    {
        if (await FindAsync(clause.Table, cancellationToken).ConfigureAwait(false) is not { } table)
        {
            return null;
        }

        // All of it or nothing; what is neither is somebody else's doing.
        return clause.Come.All(Has) && !clause.Gone.Any(Has) ? true
            : !clause.Come.Any(Has) && clause.Gone.All(Has) ? false
            : null;

        bool Has(string column) => table.FindColumn(column) is not null;
    }

    private Task<TableDefinition?> FindAsync(string name, CancellationToken cancellationToken) =>
        db.Driver.Inspector.FindTableAsync(db, name, cancellationToken);
}
