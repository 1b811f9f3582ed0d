namespace Kelpie.Embedding.Endpoints;

/// <summary>How endpoints are spoken to.</summary>
public sealed record EndpointOptions
{
    /// <summary>The usual way, with the key of the environment.</summary>
    public static EndpointOptions Default { get; } = new();

    /// <summary>How many texts go into one request.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>How long an answer may take; a server may have to load the model first.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often a request is sent at the most, where the server is busy or the connection is lost.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The wait before the second attempt; each further one is twice as long.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait; a server that asks for a longer one is not waited for.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Reads a variable of the environment, for the key.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Waits and moments.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
