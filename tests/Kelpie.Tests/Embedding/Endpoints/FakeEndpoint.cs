using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Kelpie.Tests.Embedding.Endpoints;

/// <summary>An endpoint on this machine that answers as a test has it. Each connection is one request.</summary>
public sealed class FakeEndpoint : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<FakeRequest, byte[]?> _answer;
    private readonly ConcurrentBag<Task> _conversations = [];
    private readonly Task _listening;

    /// <param name="answer">The bytes of the answer, its head included; null to say nothing and keep the connection.</param>
    public FakeEndpoint(Func<FakeRequest, byte[]?> answer)
    {
        _answer = answer;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _listening = ListenAsync();
    }

    public int Port { get; }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/v1#toy");

    /// <summary>What was asked, in order.</summary>
    public ConcurrentQueue<FakeRequest> Requests { get; } = [];

    /// <summary>One that gives each text a vector of what it holds: garden, sea, and all else.</summary>
    public static FakeEndpoint Toy() => new(request => Vectors(request.Inputs.Select(ToyVector)));

    public static float[] ToyVector(string text) =>
        [1, text.Split("garden").Length - 1, text.Split("sea").Length - 1];

    /// <summary>An answer of vectors in order.</summary>
    public static byte[] Vectors(IEnumerable<float[]> vectors) => Json(
        $$"""{"object": "list", "model": "toy", "data": [{{string.Join(", ", vectors.Select((vector, i) => $$"""{"object": "embedding", "index": {{i}}, "embedding": [{{string.Join(", ", vector.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}}]}"""))}}]}""");

    public static byte[] Json(string body) => Answer("200 OK", body);

    public static byte[] Answer(string status, string body, string header = "") =>
        Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{header}Connection: close\r\n\r\n{body}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _listening;
        await Task.WhenAll(_conversations);
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                _conversations.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var request = await ReadAsync(stream);
                Requests.Enqueue(request);
                if (_answer(request) is not { } bytes)
                {
                    await Task.Delay(Timeout.Infinite, _stop.Token);
                    return;
                }

                await stream.WriteAsync(bytes, _stop.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
            {
                // The other side has gone, or the test is over.
            }
        }
    }

    private async Task<FakeRequest> ReadAsync(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var buffer = new byte[65536];
        while (true)
        {
            var text = Encoding.UTF8.GetString([.. bytes]);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0)
            {
                var head = text[..end];
                var length = head.Split("\r\n").Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                    .Select(line => int.Parse(line["Content-Length:".Length..], CultureInfo.InvariantCulture)).SingleOrDefault();
                if (bytes.Count >= Encoding.UTF8.GetByteCount(head) + 4 + length)
                {
                    return new FakeRequest(head, text[(end + 4)..]);
                }
            }

            var read = await stream.ReadAsync(buffer, _stop.Token);
            bytes.AddRange(read > 0 ? buffer[..read] : throw new IOException("The request was broken off."));
        }
    }
}

/// <summary>What was asked of it.</summary>
public sealed record FakeRequest(string Head, string Body)
{
    public IReadOnlyList<string> Inputs => [.. JsonNode.Parse(Body)!["input"]!.AsArray().Select(text => (string)text!)];
}
