namespace Kelpie.Bench;

/// <summary>A figure, and what it is meant to reach.</summary>
internal sealed record Measurement(string What, string Value, string Target, bool? IsMet)
{
    internal static void Print(IReadOnlyList<Measurement> all)
    {
        Console.WriteLine("| what | measured | target | met |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var one in all)
        {
            Console.WriteLine($"| {one.What} | {one.Value} | {one.Target} | {(one.IsMet is { } met ? met ? "yes" : "no" : "")} |");
        }
    }

    /// <summary>The middle of several: what a noisy machine does now and then does not count.</summary>
    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
