using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Bench.FirstQuery;

/// <summary>The columns of interest of the table that the other benchmarks fill.</summary>
internal sealed class Things : Table<Things>
{
    public Things()
        : base("things")
    {
        Id = Column("id", Types.BigInt);
        Title = Column("title", Types.Text);
        Amount = Column("amount", Types.Integer);
        Score = Column("score", Types.DoublePrecision);
        PrimaryKey(Id);
    }

    internal Column<long> Id { get; }

    internal Column<string> Title { get; }

    internal Column<int> Amount { get; }

    internal Column<double> Score { get; }
}
