using Kelpie.Sql.Schema;

namespace Kelpie.Experiments;

/// <summary>
/// <c>exp_registry</c>: who keeps which experiment, since when. An experiment itself: nobody needs it, the first record makes it, and
/// programs in other languages may write into it as well.
/// </summary>
public sealed class RegistryTable : Table<RegistryTable>
{
    /// <summary>Declares the table.</summary>
    public RegistryTable()
        : base("exp_registry", "Who keeps which experiment.")
    {
        Experiment = Column("experiment", Types.Varchar(64), comment: "Its name, without exp_.");
        Owner = Column("owner", Types.Varchar(200), comment: "Who keeps it.");
        Since = Column("since", Types.Timestamp, comment: "Since when, UTC.");
        PrimaryKey(Experiment);
    }

    /// <summary>The experiment's name, without <c>exp_</c>.</summary>
    public Column<string> Experiment { get; }

    /// <summary>Who keeps it.</summary>
    public Column<string> Owner { get; }

    /// <summary>Since when, UTC.</summary>
    public Column<DateTime> Since { get; }
}
