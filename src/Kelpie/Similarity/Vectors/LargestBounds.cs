namespace Kelpie.Similarity.Vectors;

/// <summary>The <paramref name="k"/> largest of many numbers, to know what is less than all of them.</summary>
/// <param name="k">How many, at least one.</param>
internal sealed class LargestBounds(int k)
{
    private readonly PriorityQueue<double, double> _largest = new();

    /// <summary>The smallest of the largest; minus infinity as long as there are fewer than were asked for.</summary>
    internal double Smallest { get; private set; } = double.NegativeInfinity;

    /// <summary>Takes a number into account.</summary>
    internal void Add(double number)
    {
        if (_largest.Count < k)
        {
            _largest.Enqueue(number, number);
        }
        else if (number > Smallest)
        {
            _largest.DequeueEnqueue(number, number);
        }

        Smallest = _largest.Count < k ? double.NegativeInfinity : _largest.Peek();
    }

    /// <summary>Takes into account what another did.</summary>
    internal void Add(LargestBounds other)
    {
        foreach (var (number, _) in other._largest.UnorderedItems)
        {
            Add(number);
        }
    }
}
