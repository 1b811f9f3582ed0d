using Kelpie.Sql;
using Kelpie.Sql.Bench;
using Kelpie.Sql.Sqlite;
using static Kelpie.Sql.Syntax;

// Opens the file and asks one question. The exit status says whether it was answered.
var things = new Things();
var point = Select(things.Title, things.Amount, things.Score).From(things).Where(things.Id == Param<long>("id"));
await using var engine = Engine.Create(DatabaseUrl.Parse(args[0]), [SqliteDriver.Instance]);
await using var db = await engine.ConnectAsync();
return await db.FirstOrNullAsync(point, ("id", 42L)) is ({ Length: > 0 }, _, _) ? 0 : 1;
