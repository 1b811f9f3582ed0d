namespace Kelpie.Onnx.Tokenizing;

/// <summary>Cuts texts into the numbers that a model knows.</summary>
internal abstract class TextTokenizer
{
    /// <summary>What fills up the shorter texts of a batch.</summary>
    internal abstract int Padding { get; }

    /// <summary>The numbers of a text, those that stand at its ends included.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">So many at the most: what comes behind is cut off.</param>
    internal TokenizedText Tokenize(string text, int most)
    {
        var room = most - 2;
        var inner = Inner(text, room);
        var count = Math.Min(inner.Count, room);
        var ids = new long[count + 2];
        ids[0] = First;
        for (var i = 0; i < count; i++)
        {
            ids[i + 1] = inner[i];
        }

        ids[^1] = Last;
        return new TokenizedText(ids, inner.Count > room);
    }

    /// <summary>What stands before a text.</summary>
    protected abstract int First { get; }

    /// <summary>What stands behind it.</summary>
    protected abstract int Last { get; }

    /// <summary>The numbers of a text, without those at its ends: all of them, or more than are asked for.</summary>
    protected abstract IReadOnlyList<int> Inner(string text, int wanted);
}

/// <summary>A text in numbers.</summary>
/// <param name="Ids">The numbers.</param>
/// <param name="WasTruncated">Whether its end was cut off.</param>
internal readonly record struct TokenizedText(long[] Ids, bool WasTruncated);
