using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Bench;

/// <summary>A table with a column of each of the usual kinds.</summary>
internal sealed class Things : Table<Things>
{
    public Things()
        : base("things")
    {
        Id = Column("id", Types.BigInt);
        Title = Column("title", Types.Text);
        Amount = Column("amount", Types.Integer);
        Score = Column("score", Types.DoublePrecision);
        Made = Column("made", Types.Timestamp);
        PrimaryKey(Id);
    }

    internal Column<long> Id { get; }

    internal Column<string> Title { get; }

    internal Column<int> Amount { get; }

    internal Column<double> Score { get; }

    internal Column<DateTime> Made { get; }
}

/// <summary>A row of the table, before it is one.</summary>
internal sealed record Thing(long Id, string Name, int Amount, double Score, DateTime Made)
{
    private static readonly DateTime First = new(2026, 11, 22, 8, 0, 0, DateTimeKind.Utc);

    internal static Thing Of(long id) => new(id, $"thing number {id}", (int)(id * 7 % 1000), id / 8.0, First.AddTicks(id * 10_000_010));

    internal static IReadOnlyList<Thing> Some(int count) => [.. Enumerable.Range(1, count).Select(id => Of(id))];
}
