namespace Kelpie.Sql.Bench;

/// <summary>One way to do what is measured, as a data layer would offer it.</summary>
internal interface IStatementWork : IAsyncDisposable
{
    Task<(string Name, int Amount, double Score)?> FindAsync(long id);

    Task<List<(long Id, string Name, int Amount, double Score, DateTime Made)>> PageAsync(long first);

    Task<int> AddAsync(Thing thing);

    Task<int> ChangeAsync(long id, string name, int amount);

    Task<int> PutAsync(Thing thing);
}
