namespace Kelpie.Embedding.Models;

/// <summary>What kinds of models there are, as the database has them.</summary>
public static class ModelKinds
{
    /// <summary>Learnt from the index itself.</summary>
    public const string Lsa = "lsa";

    /// <summary>A sentence model in a folder.</summary>
    public const string Onnx = "onnx";

    /// <summary>A model behind an address that speaks as OpenAI's does.</summary>
    public const string Endpoint = "endpoint";
}
