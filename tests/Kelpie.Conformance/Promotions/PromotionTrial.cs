using Kelpie.Conformance.Migrations;
using Kelpie.Database.Migrations;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Sql.Schema;

namespace Kelpie.Conformance.Promotions;

/// <summary>Takes an experiment with rows up through the revision that promotes it, down, and up again, on any database.</summary>
/// <param name="revision">The revision's id.</param>
/// <param name="experiment">The experiment's table.</param>
/// <param name="table">What it becomes.</param>
/// <param name="before">Rows of the experiment, in the order of its columns and of its key.</param>
/// <param name="after">What becomes of them, in the order of the table's columns and of its key.</param>
/// <param name="graph">The revisions; null for Kelpie's.</param>
internal sealed class PromotionTrial(string revision, string experiment, string table, object?[][] before, object?[][] after, RevisionGraph? graph = null)
{
    private readonly RevisionGraph _graph = graph ?? KelpieRevisions.Graph;

    /// <summary>Whoever has the experiment keeps its rows, there and back and there again.</summary>
    internal async Task AssertThereAndBackAsync(string backend)
    {
        await using var database = await BeforeAsync(backend);
        await using (var db = await database.Engine.ConnectAsync())
        {
            await FileRows.AddAsync(db);
            foreach (var sql in db.Dialect.Ddl.Compile(new Kelpie.Sql.Statements.CreateTable(Adopted)))
            {
                await db.ExecuteScriptAsync(sql);
            }

            await db.LoadAsync(new AnyTable(Adopted).Insert, before);
        }

        for (var round = 0; round < 2; round++)
        {
            var told = new Told();
            await new Migrator(database.Engine, _graph).UpgradeAsync(revision, told);
            Assert.Equal((experiment, table, (long)before.Length), told.Events.OfType<MigrationEvent.Became>().Select(became => (became.From, became.To, became.Rows)).Single());
            Assert.Equal(after, await ReadAsync(database, Created));
            await new Migrator(database.Engine, _graph).DowngradeAsync(Parent);
            Assert.Equal(before, await ReadAsync(database, Adopted));
        }
    }

    /// <summary>Whoever has none gets an empty table.</summary>
    internal async Task AssertEmptyAsync(string backend)
    {
        await using var database = await BeforeAsync(backend);
        await new Migrator(database.Engine, _graph).UpgradeAsync(revision);
        Assert.Empty(await ReadAsync(database, Created));
        await using var db = await database.Engine.ConnectAsync();
        Assert.DoesNotContain(experiment, await db.Driver.Inspector.TableNamesAsync(db));
    }

    private Migration Revision => _graph.Find(revision)!;

    private string Parent => Assert.Single(Revision.Parents);

    private TableDefinition Adopted => Operations().OfType<AdoptTable>().Single(adopt => adopt.Table.Name == experiment).Table;

    private TableDefinition Created => Operations().OfType<CreateTable>().Single(create => create.Table.Name == table).Table;

    private IReadOnlyList<Operation> Operations()
    {
        var op = new OperationList();
        Revision.Upgrade(op);
        return op.Operations;
    }

    private async Task<MigratedDatabase> BeforeAsync(string backend)
    {
        var database = await MigratedDatabase.CreateAsync(backend);
        await new Migrator(database.Engine, _graph).UpgradeAsync(Parent);
        return database;
    }

    private static async Task<IReadOnlyList<object?[]>> ReadAsync(MigratedDatabase database, TableDefinition table)
    {
        await using var db = await database.Engine.ConnectAsync();
        return await db.ListAsync(new AnyTable(table).RowsByKey, []);
    }
}
