using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Running;

/// <summary>The table <c>schema_revisions</c>: a row for each revision that is applied to the database.</summary>
public sealed class VersionTable : Table<VersionTable>
{
    /// <summary>The table, for queries. Use <see cref="Instance"/>.</summary>
    public VersionTable()
        : base("schema_revisions", "The revisions applied to this database.")
    {
        Revision = Column("revision", Types.Varchar(64), comment: "The revision's id.");
        Parents = Column("parents", Types.Text.Nullable(), comment: "The ids of the revisions it follows, with commas between them; NULL for the first.");
        Message = Column("message", Types.Text, comment: "What it does.");
        AppliedAt = Column("applied_at", Types.Timestamp, defaultValue: DefaultValue.Now, comment: "When it was applied or stamped, by the database's clock.");
        DurationMs = Column("duration_ms", Types.BigInt.Nullable(), comment: "How long it ran, in milliseconds; NULL where a script or a stamp put it here.");
        Checksum = Column("checksum", Types.AsciiKey(64), comment: "SHA-256 of its operations, in hexadecimal.");
        DependsOn = Column("depends_on", Types.Text.Nullable(), comment: "The ids of the revisions of other lines that it needs, with commas between them.");
        Operations = Column("operations", Types.Text.Nullable(), comment: "What it did, in the words that the checksum is made of.");
        PrimaryKey(Revision);
    }

    /// <summary>The one that statements are built on.</summary>
    public static VersionTable Instance { get; } = new();

    /// <summary>The revision's id.</summary>
    public Column<string> Revision { get; }

    /// <summary>The ids of the revisions it follows, with commas between them.</summary>
    public Column<string?> Parents { get; }

    /// <summary>What it does.</summary>
    public Column<string> Message { get; }

    /// <summary>When it was applied or stamped, in UTC.</summary>
    public Column<DateTime> AppliedAt { get; }

    /// <summary>How long it ran, in milliseconds.</summary>
    public Column<long?> DurationMs { get; }

    /// <summary>SHA-256 of its operations, in hexadecimal.</summary>
    public Column<string> Checksum { get; }

    /// <summary>The ids of the revisions of other lines that it needs, with commas between them. Not there in a table of an earlier version.</summary>
    public Column<string?> DependsOn { get; }

    /// <summary>What it did, in the words that the checksum is made of. Not there in a table of an earlier version.</summary>
    public Column<string?> Operations { get; }

    internal static ValueList<string> ToIds(string? stored) => stored is null ? [] : stored.Split(',').ToValueList();
}
