namespace Kelpie.Sql;

/// <summary>
/// How often what failed in passing is tried again. Connections that cannot be opened for now are, always; units of work only
/// when they are run by <see cref="Engine.RunAsync{T}"/> or <see cref="Engine.TransactAsync{T}"/>.
/// </summary>
public sealed record RetryPolicy
{
    /// <summary>Six tries within two seconds or so, beside the time they take themselves.</summary>
    public static RetryPolicy Default { get; } = new();

    /// <summary>One try, and no other.</summary>
    public static RetryPolicy None { get; } = new() { Attempts = 1 };

    /// <summary>How many tries there are, the first one among them.</summary>
    public int Attempts { get; init; } = 6;

    /// <summary>The wait before the second try; each further one is twice as long.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>No wait is longer.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The part of each wait that is left to chance, 0 to 1, so that those who collided do not meet again.</summary>
    public double Jitter { get; init; } = 0.5;

    /// <summary>How long to wait after a try that failed.</summary>
    /// <param name="attempt">Which one it was, from 1.</param>
    /// <param name="chance">A number from 0 to 1.</param>
    internal TimeSpan WaitAfter(int attempt, double chance)
    {
        // Beyond 2^40 any wait is the longest one, and a TimeSpan overflows.
        var grown = FirstWait.TotalMilliseconds * Math.Pow(2, Math.Min(attempt - 1, 40));
        return TimeSpan.FromMilliseconds(Math.Min(grown, MaxWait.TotalMilliseconds) * (1 - (Jitter * chance)));
    }

    internal void Check()
    {
        if (Attempts < 1 || FirstWait < TimeSpan.Zero || MaxWait < TimeSpan.Zero || Jitter is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(EngineOptions.Retry), this, "EngineOptions.Retry must have 1 attempt or more, no wait below zero, and a jitter from 0 to 1.");
        }
    }
}
