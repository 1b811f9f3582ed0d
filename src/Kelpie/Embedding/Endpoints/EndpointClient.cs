using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Kelpie.Embedding.Endpoints;

/// <summary>Sends requests to an endpoint: with a timeout each, and again, a few times, where it is busy or the connection is lost.</summary>
internal sealed class EndpointClient : IDisposable
{
    // Some hundred vectors of some thousand numbers as text; whoever sends more sends something else.
    private const int LargestAnswer = 64 << 20;

    private readonly EndpointAddress _address;
    private readonly EndpointOptions _options;
    private readonly EndpointKey _key;
    private readonly EndpointErrors _errors;
    private readonly HttpClient _http;

    internal EndpointClient(EndpointAddress address, EndpointOptions options)
    {
        (_address, _options) = (address, options);
        _key = new EndpointKey(address, options.Environment);
        _errors = new EndpointErrors(address, _key);
        // A redirection might lead to another host, with the texts; and what is on this machine needs no proxy.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = !address.Base.IsLoopback })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
    }

    /// <summary>The vectors of some texts, as the server orders them.</summary>
    /// <exception cref="KelpieException">It is away, busy, hangs, refuses, or answers something else.</exception>
    internal async Task<IReadOnlyList<EndpointVector?>> SendAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new EndpointRequest(_address.Model, texts), EndpointJson.Default.EndpointRequest);
        var wait = _options.FirstWait;
        for (var attempt = 1; ; attempt++)
        {
            var (vectors, failure, asked) = await TryAsync(body, attempt, cancellationToken).ConfigureAwait(false);
            if (vectors is not null)
            {
                return vectors;
            }

            // One that is not there at all is likely to stay away: it gets one more chance.
            if (attempt >= (failure!.InnerException is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } ? Math.Min(2, _options.Attempts) : _options.Attempts))
            {
                throw failure;
            }

            if (asked > _options.LongestWait)
            {
                throw _errors.AsksToWait(asked.Value);
            }

            await Task.Delay(asked ?? wait, _options.Clock, cancellationToken).ConfigureAwait(false);
            wait = wait * 2 > _options.LongestWait ? _options.LongestWait : wait * 2;
        }
    }

    public void Dispose() => _http.Dispose();

    // Either vectors, or why there are none and how long the server wants to be left alone. What another attempt would not mend is thrown.
    private async Task<(IReadOnlyList<EndpointVector?>? Vectors, KelpieException? Failure, TimeSpan? Asked)> TryAsync(byte[] body, int attempt, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, _options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _address.Embeddings) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Authorization = _key.Header;
            using var response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
            var answer = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return (Read(answer), null, null);
            }

            var said = Message(answer);
            return response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)response.StatusCode >= 500
                ? (null, _errors.Busy(response.StatusCode, said, attempt), Asked(response))
                : throw _errors.Refused(response.StatusCode, said);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw _errors.Hangs(_options.Timeout);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw _errors.Garbage($"more than {LargestAnswer >> 20} MiB", exception);
        }
        catch (HttpRequestException exception)
        {
            var isAway = exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;
            return (null, isAway ? _errors.Away(exception) : _errors.Lost(exception, attempt), null);
        }
    }

    private IReadOnlyList<EndpointVector?> Read(byte[] answer)
    {
        try
        {
            return JsonSerializer.Deserialize(answer, EndpointJson.Default.EndpointResponse)?.Data ?? throw _errors.Garbage("it has no data");
        }
        catch (JsonException exception)
        {
            throw _errors.Garbage(answer.Length == 0 ? "it is empty" : $"it is not JSON of that form, at {exception.Path ?? "$"}", exception);
        }
    }

    // {"error": {"message": "..."}}, as OpenAI's does, or {"error": "..."}, or whatever it is.
    private static string Message(byte[] answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            var error = json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("error", out var inner) ? inner : json.RootElement;
            error = error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out var message) ? message : error;
            return error.ValueKind == JsonValueKind.String ? error.GetString()! : error.GetRawText();
        }
        catch (JsonException)
        {
            return System.Text.Encoding.UTF8.GetString(answer);
        }
    }

    private TimeSpan? Asked(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } moment } => moment - _options.Clock.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero,
        _ => null,
    };
}
