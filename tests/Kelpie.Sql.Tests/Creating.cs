using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.Tests;

internal static class Creating
{
    /// <summary>Creates tables with their indexes.</summary>
    internal static async Task CreateAsync(this Connection db, params Table[] tables)
    {
        foreach (var sql in tables.SelectMany(table => db.Dialect.Ddl.Compile(new CreateTable(table.Definition))))
        {
            await db.ExecuteScriptAsync(sql);
        }
    }
}
