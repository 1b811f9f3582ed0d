using Kelpie.Sql.Schema;

namespace Kelpie.Database;

/// <summary><c>embedding_models</c>: the models that were learnt from the index itself.</summary>
public sealed class ModelsTable : Table<ModelsTable>
{
    /// <summary>Declares the table.</summary>
    public ModelsTable()
        : base("embedding_models", "A model that was learnt from the index itself.")
    {
        Id = Column("id", Types.BigInt, identity: true);
        Model = Column("model", Types.Varchar(200), comment: "Its name and version, as the vectors have it.");
        Dimensions = Column("dimensions", Types.BigInt, comment: "The numbers of a vector.");
        TrainedOn = Column("trained_on", Types.BigInt, comment: "The chunks that there were then.");
        EmbeddedTo = Column("embedded_to", Types.BigInt, defaultValue: DefaultValue.Of(0), comment: "The last chunk that was looked at; one before it without a vector has no word.");
        Made = Column("made_at", Types.Timestamp, defaultValue: DefaultValue.Now);
        PrimaryKey(Id);
        Unique(Model);
    }

    /// <summary>The row's number.</summary>
    public Column<long> Id { get; }

    /// <summary>Its name and version.</summary>
    public Column<string> Model { get; }

    /// <summary>The numbers of a vector.</summary>
    public Column<long> Dimensions { get; }

    /// <summary>The chunks that there were when it was trained.</summary>
    public Column<long> TrainedOn { get; }

    /// <summary>The last chunk that was looked at: one before it without a vector has no word that the model knows.</summary>
    public Column<long> EmbeddedTo { get; }

    /// <summary>When it was trained.</summary>
    public Column<DateTime> Made { get; }
}
