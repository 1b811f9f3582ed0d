using Downstream;
using Downstream.Revisions;
using Kelpie.Database;
using Kelpie.Experiments;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Sql;

if (args is not [var url])
{
    await Console.Error.WriteLineAsync("Usage: downstream URL, of a database that kelpie scan has made.").ConfigureAwait(false);
    return 2;
}

await using var database = await KelpieDatabase.OpenAsync(DatabaseUrl.Parse(url), DatabaseAccess.Write).ConfigureAwait(false);
await using var db = await database.Engine.ConnectAsync().ConfigureAwait(false);
var experiments = new ExperimentCatalog(db);
if (await experiments.FindTableAsync("summaries").ConfigureAwait(false) is null)
{
    await new Migrator(database.Engine, new RevisionGraph(new CreateSummaries())).UpgradeAsync().ConfigureAwait(false);
    await ExperimentRegistry.RecordAsync(db, "summaries", "the downstream sample").ConfigureAwait(false);
}

var table = await experiments.TableOfAsync("summaries").ConfigureAwait(false);
var summarizer = new Summarizer(db, table);
Console.WriteLine($"{await summarizer.WriteMissingAsync().ConfigureAwait(false)} written into {table}, {await summarizer.CountAsync().ConfigureAwait(false)} there");
return 0;
