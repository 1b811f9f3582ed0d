using Kelpie.Sql.Schema;

namespace Kelpie.Database.Copying;

/// <summary><c>kelpie_copy</c>: in a target, while it is being copied into, which copy that is. It goes when the copy is done.</summary>
internal sealed class CopiesTable : Table<CopiesTable>
{
    /// <summary>Declares the table.</summary>
    public CopiesTable()
        : base("kelpie_copy", "The copy that is being made here, until it is done.")
    {
        Token = Column("token", Types.Uuid, comment: "No other copy has it.");
        Source = Column("source", Types.Text, comment: "Where the rows come from, without a password.");
        Experiments = Column("experiments", Types.Bool, comment: "Whether experiments are copied, too.");
        IsReady = Column("is_ready", Types.Bool, comment: "Whether the tables are there and were emptied, so that what they hold is the copy's.");
        PrimaryKey(Token);
    }

    internal static CopiesTable Instance { get; } = new();

    /// <summary>No other copy has it.</summary>
    public Column<Guid> Token { get; }

    /// <summary>Where the rows come from.</summary>
    public Column<string> Source { get; }

    /// <summary>Whether experiments are copied, too.</summary>
    public Column<bool> Experiments { get; }

    /// <summary>Whether what the tables hold is the copy's.</summary>
    public Column<bool> IsReady { get; }
}
