namespace Kelpie.Retrieval.Bench.Measures;

/// <summary>Whether one ranking is better than another, or was lucky: the paired randomisation test.</summary>
internal static class Randomisation
{
    private const int Rounds = 20_000;

    /// <summary>
    /// How probable a difference of the means at least as large would be if it did not matter which of the two a figure comes from:
    /// the share of so many random exchanges, question by question, that bring about as much. The same every time.
    /// </summary>
    /// <param name="one">Figures of the one, question by question.</param>
    /// <param name="other">Those of the other, for the same questions.</param>
    /// <exception cref="ArgumentException">There are not as many of both.</exception>
    internal static double Probability(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        if (one.Count != other.Count)
        {
            throw new ArgumentException("Both must have a figure for each question.", nameof(other));
        }

        double[] differences = [.. one.Zip(other, (a, b) => a - b)];
        var seen = Math.Abs(differences.Sum());
        var random = new Random(1);
        var asMuch = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var sum = 0.0;
            foreach (var difference in differences)
            {
                sum += random.Next(2) == 0 ? difference : -difference;
            }

            // What is equal but for rounding is as much.
            asMuch += Math.Abs(sum) >= seen - 1e-12 ? 1 : 0;
        }

        return (asMuch + 1.0) / (Rounds + 1);
    }
}
