using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Runner;
using Kelpie.Migrations.Running;
using Kelpie.Sql;

// URL up|down [before|during|after N]: migrates to head or to base; killed before its N-th statement is sent, while it runs, or after it is done.
using var death = new Death(args.ElementAtOrDefault(2), int.Parse(args.ElementAtOrDefault(3) ?? "0"));
await using var engine = Engine.Create(DatabaseUrl.Parse(args[0]), Shop.Drivers);
var migrator = new Migrator(
    engine, new RevisionGraph(Shop.Revisions), MigrationCommands.Under("shop db"), new MigratorOptions { AllowDestructive = true });
try
{
    var steps = args[1] == "up" ? await migrator.UpgradeAsync() : await migrator.DowngradeAsync("base");
    Console.WriteLine($"{steps.Count} steps, {death.Statements} statements");
    return 0;
}
catch (Exception exception) when (exception is MigrationException or DatabaseException or SchemaMismatchException or RevisionException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
