using Kelpie.Sql.Schema;

namespace Kelpie.Database;

/// <summary><c>embedding_models</c>: the models that give chunks their vectors.</summary>
public sealed class ModelsTable : Table<ModelsTable>
{
    /// <summary>Declares the table.</summary>
    public ModelsTable()
        : base("embedding_models", "A model that gives chunks their vectors: learnt from the index itself, a folder, or an endpoint.")
    {
        Id = Column("id", Types.BigInt, identity: true);
        Model = Column("model", Types.Varchar(200), comment: "Its name and version, as the vectors have it.");
        Dimensions = Column("dimensions", Types.BigInt, comment: "The numbers of a vector.");
        TrainedOn = Column("trained_on", Types.BigInt, comment: "The chunks that there were when it was learnt from them; else 0.");
        EmbeddedTo = Column("embedded_to", Types.BigInt, defaultValue: DefaultValue.Of(0), comment: "The last chunk that was looked at; one before it without a vector has no word.");
        Made = Column("made_at", Types.Timestamp, defaultValue: DefaultValue.Now);
        Kind = Column("kind", Types.Varchar(20), defaultValue: DefaultValue.Of("lsa"), comment: "lsa, onnx or endpoint.");
        Source = Column("source", Types.Text.Nullable(), comment: "The folder, or the URL, never with a password; nothing where it is learnt from the index.");
        Fingerprint = Column("fingerprint", Types.Varchar(64).Nullable(), comment: "SHA-256 of the files of a folder: what tells that it is still the same model.");
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

    /// <summary>When it was trained, or given.</summary>
    public Column<DateTime> Made { get; }

    /// <summary>What kind of model it is, as <see cref="Kelpie.Embedding.Models.ModelKinds"/> names them.</summary>
    public Column<string> Kind { get; }

    /// <summary>Where it is: a folder or a URL.</summary>
    public Column<string?> Source { get; }

    /// <summary>What tells that the same model is there still.</summary>
    public Column<string?> Fingerprint { get; }
}
