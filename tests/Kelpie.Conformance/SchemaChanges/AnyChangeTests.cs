using CsCheck;
using Kelpie.Conformance.Backends;
using Kelpie.Conformance.Inspection;
using Kelpie.Sql;
using Kelpie.Sql.Schema;

namespace Kelpie.Conformance.SchemaChanges;

/// <summary>Any changes one after another of any tables; a failure prints the seed that repeats it.</summary>
public sealed class AnyChangeTests
{
    [Theory, EveryBackend]
    public async Task Whatever_is_changed(string backend)
    {
        var kind = EveryBackendAttribute.Named(backend);
        var made = 0;
        await Gen.Select(GeneratedSchemas.For(kind), Gen.Int[0, 100_000].Array[12]).SampleAsync(
            async (tables, picks) => made += await ChangeAsync(kind, tables, picks),
            iter: 25,
            threads: 1,
            print: sample => $"{string.Join(' ', sample.Item2)}\n{string.Join('\n', sample.Item1.Select(table => table.ToString()))}");
        Assert.True(made > 100, $"Only {made} changes were made.");
    }

    // The last table is referred to by none but itself, and so can lose its key.
    private static async Task<int> ChangeAsync(Backend backend, TableDefinition[] tables, int[] picks)
    {
        await using var database = await backend.CreateAsync();
        await using var db = await database.ConnectAsync();
        var changing = new ChangingTable(backend, db, saysTSql: false);
        await changing.CreateAsync(tables);
        foreach (var table in tables)
        {
            await FillAsync(changing, table);
        }

        var current = tables[^1];
        var changes = new RandomChanges(backend, tables.FirstOrDefault(table => table.Name == current.ForeignKeys.FirstOrDefault()?.ReferencedTable && table.Name != current.Name));
        var (made, serial) = (0, 0);
        foreach (var pick in picks)
        {
            if (changes.Next(current, pick, serial++) is not var (statement, after))
            {
                continue;
            }

            string[] kept = [.. after.Columns.Where(current.Columns.Contains).Select(column => db.Dialect.Quote(column.Name))];
            var rows = $"SELECT {string.Join(", ", kept)} FROM {db.Dialect.Quote(current.Name)} ORDER BY amount";
            var before = await changing.RowsAsync(rows);
            Assert.Equal(2, before.Count);
            await changing.ChangeAsync(current, statement, after);
            Assert.Equal(before, await changing.RowsAsync(rows));
            current = after;
            made++;
        }

        return made;
    }

    private static async Task FillAsync(ChangingTable changing, TableDefinition table)
    {
        for (var row = 1; row <= 2; row++)
        {
            // With its number, so that a row can refer to itself.
            var columns = table.Columns.Where(column => !column.IsIdentity || changing.Dialect.Name != "mssql").ToList();
            await changing.RunAsync(
                $"INSERT INTO {changing.Dialect.Quote(table.Name)} ({string.Join(", ", columns.Select(column => changing.Dialect.Quote(column.Name)))}) "
                + $"VALUES ({string.Join(", ", columns.Select(column => Values.Of(changing.Dialect.Name, column.Type, row)))})");
        }
    }
}
