using System.Runtime.InteropServices;

namespace Kelpie.Onnx.Tests.Models;

/// <summary>A network in ONNX form that looks each token up in a table, and no more: what comes of it can be reckoned by hand.</summary>
internal sealed record TinyNetwork(float[][] Table)
{
    private const int Float = 1;
    private const int Int64 = 7;

    /// <summary>Whether it has the input token_type_ids, whose zeros then add this to each number.</summary>
    internal float? TypeShift { get; init; }

    /// <summary>What its output is called.</summary>
    internal string Output { get; init; } = "last_hidden_state";

    /// <summary>Whether it makes one vector a text itself: the mean of all tokens, padding included.</summary>
    internal bool IsWhole { get; init; }

    internal byte[] ToBytes()
    {
        var width = Table[0].Length;
        var tokens = IsWhole || TypeShift is not null ? "tokens" : Output;
        var graph = new Protobuf()
            .Message(1, Node("Gather", ["table", "input_ids"], tokens))
            .Text(2, "tiny")
            .Message(5, Tensor("table", [Table.Length, width], [.. Table.SelectMany(row => row)]))
            .Message(11, Value("input_ids", Int64, "batch", "length"))
            .Message(11, Value("attention_mask", Int64, "batch", "length"));
        if (TypeShift is { } shift)
        {
            graph.Message(5, Tensor("types", [2, width], [.. Enumerable.Repeat(shift, width), .. Enumerable.Repeat(float.NaN, width)]))
                .Message(1, Node("Gather", ["types", "token_type_ids"], "shifts"))
                .Message(1, Node("Add", ["tokens", "shifts"], Output))
                .Message(11, Value("token_type_ids", Int64, "batch", "length"));
        }

        if (IsWhole)
        {
            graph.Message(1, Node("ReduceMean", ["tokens"], Output)
                .Message(5, new Protobuf().Text(1, "axes").Number(8, 1).Number(20, 7))
                .Message(5, new Protobuf().Text(1, "keepdims").Number(3, 0).Number(20, 2)));
        }

        graph.Message(12, IsWhole ? Value(Output, Float, "batch", width) : Value(Output, Float, "batch", "length", width));
        return new Protobuf().Number(1, 8).Message(7, graph).Message(8, new Protobuf().Text(1, "").Number(2, 13)).ToArray();
    }

    private static Protobuf Node(string operation, string[] inputs, string output)
    {
        var node = new Protobuf();
        foreach (var input in inputs)
        {
            node.Text(1, input);
        }

        return node.Text(2, output).Text(4, operation);
    }

    private static Protobuf Tensor(string name, int[] shape, float[] values)
    {
        var tensor = new Protobuf();
        foreach (var dimension in shape)
        {
            tensor.Number(1, dimension);
        }

        return tensor.Number(2, Float).Text(8, name).Bytes(9, MemoryMarshal.AsBytes(values.AsSpan()));
    }

    private static Protobuf Value(string name, int type, params object[] shape)
    {
        var dimensions = new Protobuf();
        foreach (var dimension in shape)
        {
            dimensions.Message(1, dimension is int number ? new Protobuf().Number(1, number) : new Protobuf().Text(2, (string)dimension));
        }

        return new Protobuf().Text(1, name).Message(2, new Protobuf().Message(1, new Protobuf().Number(1, type).Message(2, dimensions)));
    }
}
