using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Running;

/// <summary>
/// The table <c>schema_journal</c>: how far the revision at hand has come, where a database cannot undo schema changes. It is there
/// only while one is under way.
/// </summary>
internal sealed class JournalTable : Table<JournalTable>
{
    /// <summary>The table, for queries. Use <see cref="Instance"/>.</summary>
    public JournalTable()
        : base("schema_journal", "How far the revision at hand has come.")
    {
        Revision = Column("revision", Types.Varchar(64), comment: "The revision's id.");
        Direction = Column("direction", Types.Varchar(16), comment: "upgrade or downgrade.");
        Statements = Column("statements", Types.AsciiKey(64), comment: "SHA-256 of its statements that are done, and of the one that was begun, in hexadecimal.");
        Finished = Column("finished", Types.BigInt, comment: "How many of them are done.");
        Begun = Column("begun", Types.BigInt.Nullable(), comment: "The number of the one that was begun, from 0; NULL between two.");
        Parents = Column("parents", Types.Text.Nullable(), comment: "The ids of the revisions it follows, with commas between them; NULL for the first.");
        LastKey = Column("last_key", Types.BigInt.Nullable(), comment: "Of one that goes in batches: the last key that is done.");
        PrimaryKey(Revision);
    }

    /// <summary>The one that statements are built on.</summary>
    public static JournalTable Instance { get; } = new();

    /// <summary>The revision's id.</summary>
    public Column<string> Revision { get; }

    /// <summary>Which way it is run.</summary>
    public Column<string> Direction { get; }

    /// <summary>SHA-256 of its statements that are done, and of the one that was begun, in hexadecimal.</summary>
    public Column<string> Statements { get; }

    /// <summary>How many of them are done.</summary>
    public Column<long> Finished { get; }

    /// <summary>The number of the one that was begun, from 0.</summary>
    public Column<long?> Begun { get; }

    /// <summary>The ids of the revisions it follows, for a program that does not know the revision.</summary>
    public Column<string?> Parents { get; }

    /// <summary>The last key that a statement in batches is done with.</summary>
    public Column<long?> LastKey { get; }
}
