namespace Kelpie.Sql.Bench;

/// <summary>By Kelpie.Sql.</summary>
internal sealed class OwnWork(Connection db) : IStatementWork
{
    public ValueTask DisposeAsync() => db.DisposeAsync();

    public Task<(string Name, int Amount, double Score)?> FindAsync(long id) => db.FirstOrNullAsync(Statements.Point, ("id", id));

    public Task<List<(long Id, string Name, int Amount, double Score, DateTime Made)>> PageAsync(long first) =>
        db.ListAsync(Statements.Hundred, ("first", first), ("last", first + Statements.Page));

    public Task<int> AddAsync(Thing thing) => db.ExecuteAsync(
        Statements.Add, ("id", thing.Id), ("title", thing.Name), ("amount", thing.Amount), ("score", thing.Score), ("made", thing.Made));

    public Task<int> ChangeAsync(long id, string name, int amount) =>
        db.ExecuteAsync(Statements.Change, ("title", name), ("amount", amount), ("id", id));

    public Task<int> PutAsync(Thing thing) => db.ExecuteAsync(
        Statements.Put, ("id", thing.Id), ("title", thing.Name), ("amount", thing.Amount), ("score", thing.Score), ("made", thing.Made));
}
