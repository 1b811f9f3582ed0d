using Kelpie.Sql.Statements;

namespace Kelpie.Sql.Bench;

/// <summary>A database with the table, and rows in it.</summary>
internal static class Filled
{
    internal static async Task<Connection> OpenAsync(Engine engine, int rows = Statements.Rows)
    {
        var db = await engine.ConnectAsync();
        foreach (var sql in db.Dialect.Ddl.Compile(new CreateTable(Statements.T.Definition)))
        {
            await db.ExecuteScriptAsync(sql);
        }

        await using var transaction = await db.BeginAsync();
        await db.LoadAsync(Statements.Load, Thing.Some(rows));
        await transaction.CommitAsync();
        return db;
    }
}
