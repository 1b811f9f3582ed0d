using Kelpie.Migrations.Compilation;
using Kelpie.Migrations.Operations;
using Kelpie.Sql;
using Kelpie.Sql.Inspection;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Running;

/// <summary>
/// What a statement outside a transaction leaves behind that builds an index and fails, or is killed: an index of that name, which nobody
/// uses, and which stands in the way of the next attempt or, with <c>IF NOT EXISTS</c>, is taken for what is wanted.
/// </summary>
internal sealed class HalfBuiltIndex(Connection db)
{
    /// <summary>The one that stands in the way of a statement; null where none does.</summary>
    internal async Task<InvalidIndex?> FindAsync(string statement, CancellationToken cancellationToken)
    {
        if (!SqlScript.RunsOutsideTransaction(statement) || StatementHead.Read(statement) is not { Creates: true, Kind: ObjectKind.Index, Name: var name })
        {
            return null;
        }

        var invalid = await db.Driver.Inspector.InvalidIndexesAsync(db, cancellationToken).ConfigureAwait(false);
        return invalid.FirstOrDefault(index => index.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Drops it.</summary>
    internal async Task DropAsync(string statement, CancellationToken cancellationToken)
    {
        if (await FindAsync(statement, cancellationToken).ConfigureAwait(false) is { } left)
        {
            foreach (var drop in db.Dialect.Ddl.Compile(new Kelpie.Sql.Statements.DropIndex(new IndexDefinition(left.Name, left.Table, []))))
            {
                await db.ExecuteScriptAsync(drop, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
