namespace Kelpie.Experiments.Review;

/// <summary>What a review of an experiment found.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Sampled">How many of its rows were looked at one by one; all of them up to a hundred thousand.</param>
/// <param name="Findings">What it found, what is in the way first.</param>
public sealed record ExperimentReview(Experiment Experiment, long Sampled, IReadOnlyList<ReviewFinding> Findings)
{
    /// <summary>Whether nothing is in the way of a promotion.</summary>
    public bool IsReady => Findings.All(finding => finding.Severity != ReviewSeverity.InTheWay);
}

/// <summary>How much a finding matters.</summary>
public enum ReviewSeverity
{
    /// <summary>The table cannot become one of Kelpie's like this.</summary>
    InTheWay,

    /// <summary>It can, and should be better.</summary>
    Advice,
}

/// <summary>One thing that a review found.</summary>
/// <param name="Rule">The rule's name, for programs.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Column">The column it is about, or null for the whole table.</param>
/// <param name="Reason">What there is, with counts and examples.</param>
/// <param name="Remedy">What to do.</param>
public sealed record ReviewFinding(string Rule, ReviewSeverity Severity, string? Column, string Reason, string Remedy)
{
    internal static ReviewFinding InTheWay(string rule, string? column, string reason, string remedy) => new(rule, ReviewSeverity.InTheWay, column, reason, remedy);

    internal static ReviewFinding Advice(string rule, string? column, string reason, string remedy) => new(rule, ReviewSeverity.Advice, column, reason, remedy);
}
