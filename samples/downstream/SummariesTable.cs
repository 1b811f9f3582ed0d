using Kelpie.Database;
using Kelpie.Sql.Schema;

namespace Downstream;

/// <summary><c>exp_summaries</c>: what a file is about, in a sentence, by each of several models.</summary>
internal sealed class SummariesTable : Table<SummariesTable>
{
    /// <summary>Declares the table.</summary>
    public SummariesTable()
        : base("exp_summaries", "What a file is about, in a sentence.")
    {
        Id = Column("id", Types.BigInt, identity: true);
        FileId = Column("file_id", Types.BigInt);
        Model = Column("model", Types.Varchar(80), comment: "Who wrote it.");
        Summary = Column("summary", Types.Text);
        PrimaryKey(Id);
        Unique(FileId, Model);
        ForeignKey(FileId, Tables.Files.Id, ReferentialAction.Cascade);
    }

    /// <summary>The row's number.</summary>
    internal Column<long> Id { get; }

    /// <summary>The file's row.</summary>
    internal Column<long> FileId { get; }

    /// <summary>Who wrote it.</summary>
    internal Column<string> Model { get; }

    /// <summary>The sentence.</summary>
    internal Column<string> Summary { get; }
}
