using System.Globalization;
using System.Net;

namespace Kelpie.Embedding.Endpoints;

/// <summary>What went wrong at an endpoint, in words: what, where, and what to do next.</summary>
internal sealed class EndpointErrors(EndpointAddress address, EndpointKey key)
{
    private const int LongestQuote = 200;

    internal KelpieException Away(Exception inner) => new(
        "endpoint_away",
        $"The endpoint {address} is away: {Quoted(inner.InnerException?.Message ?? inner.Message)}.",
        "Start it, and run the command again.",
        inner);

    internal KelpieException Lost(Exception inner, int attempts) => new(
        "endpoint_away",
        $"The endpoint {address} broke off the connection, {Times(attempts)}: {Quoted(inner.Message)}.",
        "Look at what it says itself, and run the command again.",
        inner);

    internal KelpieException Hangs(TimeSpan timeout) => new(
        "endpoint_hangs",
        $"The endpoint {address} has not answered within {timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds.",
        "Look whether it is busy or still loading the model, and run the command again.");

    internal KelpieException Busy(HttpStatusCode status, string said, int attempts) => new(
        "endpoint_busy",
        $"The endpoint {address} answered with {(int)status}, {Times(attempts)}{Said(said)}.",
        "Run the command again later; it goes on where it stopped.");

    internal KelpieException AsksToWait(TimeSpan wait) => new(
        "endpoint_busy",
        $"The endpoint {address} wants to be left alone for {Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)} seconds.",
        "Run the command again then; it goes on where it stopped.");

    // What a server says of a wrong key may hold a part of it.
    internal KelpieException Refused(HttpStatusCode status, string said) => status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
        ? new KelpieException(
            "endpoint_refuses",
            $"The endpoint {address} answered with {(int)status}: {(key.Header is null ? "it wants a key" : "it does not take the key")}.",
            "Put its key into the environment, as KELPIE_API_KEY, or else as OPENAI_API_KEY.")
        : new KelpieException(
            "endpoint_refuses",
            $"The endpoint {address} answered with {(int)status}{Said(said)}.",
            "Look whether the address and the model's name are right, and whether the server has that model.");

    internal KelpieException Garbage(string what, Exception? inner = null) => new(
        "endpoint_garbage",
        $"The endpoint {address} answered what are no vectors: {what}.",
        "Look whether the address is that of an API as OpenAI's, /v1 included.",
        inner);

    private static string Times(int attempts) => attempts == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{attempts} times");

    private string Said(string said) => Quoted(said) is { Length: > 0 } text ? $": {text}" : "";

    // One line, not too long, and without the key, whatever the server has made of it.
    private string Quoted(string text)
    {
        var line = string.Join(' ', key.Hide(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
        line = string.Concat(line.Where(c => !char.IsControl(c)));
        return line.Length <= LongestQuote ? line : line[..LongestQuote] + "...";
    }
}
