using System.Globalization;

namespace Kelpie.Sql.Bench;

/// <summary>A figure, and what it is meant to reach.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Own">What ours took.</param>
/// <param name="Other">What the other took.</param>
/// <param name="Ratio">The figure that has a target.</param>
/// <param name="Target">The target, in words.</param>
/// <param name="IsMet">Whether it is reached; null where there is none.</param>
internal sealed record Figure(string What, string Own, string Other, string Ratio, string Target, bool? IsMet);

internal static class Figures
{
    internal static Figure AtMost(string what, string own, string other, double ratio, double target) => new(
        what, own, other, Invariant($"{ratio:0.00}x"), Invariant($"at most {target:0.00}x"), Math.Round(ratio, 2) <= target);

    internal static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    internal static void Print(Figure one) => Console.WriteLine(
        $"| {one.What} | {one.Own} | {one.Other} | {one.Ratio} | {one.Target} | {(one.IsMet is { } met ? met ? "yes" : "no" : "")} |");

    internal static void PrintHead()
    {
        Console.WriteLine("| what | Kelpie.Sql | the other | ratio | target | met |");
        Console.WriteLine("|---|---|---|---|---|---|");
    }

    /// <summary>The middle of several: what a noisy machine does now and then does not count.</summary>
    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
