using System.Net;
using System.Net.Sockets;
using Kelpie.Embedding.Endpoints;
using Microsoft.Extensions.AI;

namespace Kelpie.Tests.Embedding.Endpoints;

/// <summary>What servers may answer, and what becomes of it.</summary>
public sealed class EndpointEmbeddingGeneratorTests
{
    private const string Key = "sk-very-secret";

    private static readonly EndpointOptions Quick = new()
    {
        FirstWait = TimeSpan.FromMilliseconds(1),
        LongestWait = TimeSpan.FromSeconds(30),
        Timeout = TimeSpan.FromSeconds(30),
        BatchSize = 3,
        Environment = _ => null,
    };

    [Fact]
    public async Task Texts_go_in_batches_and_vectors_come_in_order()
    {
        await using var endpoint = FakeEndpoint.Toy();
        var texts = new[] { "garden", "sea", "garden sea", "garden garden", "", "sea\n\"sea\" 日", "none" };
        Assert.Equal(texts.Select(FakeEndpoint.ToyVector), await VectorsAsync(endpoint, texts));
        Assert.Equal([3, 3, 1], endpoint.Requests.Select(request => request.Inputs.Count));
        var request = endpoint.Requests.First();
        Assert.StartsWith("POST /v1/embeddings HTTP/1.1\r\n", request.Head, StringComparison.Ordinal);
        Assert.Contains("\"model\":\"toy\"", request.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", request.Head, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_index_of_each_says_where_it_belongs()
    {
        await using var endpoint = Answering("""{"data": [{"index": 2, "embedding": [3]}, {"index": 0, "embedding": [1]}, {"index": 1, "embedding": [2]}]}""");
        Assert.Equal([[1f], [2f], [3f]], await VectorsAsync(endpoint, "a", "b", "c"));
        await using var silent = Answering("""{"data": [{"embedding": [1]}, {"embedding": [2]}]}""");
        Assert.Equal([[1f], [2f]], await VectorsAsync(silent, "a", "b"));
    }

    [Theory]
    [InlineData("429 Too Many Requests", "Retry-After: 0\r\n")]
    [InlineData("429 Too Many Requests", "")]
    [InlineData("503 Service Unavailable", "Retry-After: Tue, 01 Dec 2020 00:00:00 GMT\r\n")]
    [InlineData("500 Internal Server Error", "")]
    public async Task One_that_is_busy_is_asked_again(string status, string header)
    {
        var asked = 0;
        await using var endpoint = new FakeEndpoint(request => Interlocked.Increment(ref asked) < 3 ? FakeEndpoint.Answer(status, "{}", header) : FakeEndpoint.Vectors(request.Inputs.Select(FakeEndpoint.ToyVector)));
        Assert.Equal([[1f, 1, 0]], await VectorsAsync(endpoint, "garden"));
        Assert.Equal(3, endpoint.Requests.Count);
    }

    [Fact]
    public async Task It_is_waited_for_as_long_as_it_asks()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var asked = 0;
        await using var endpoint = new FakeEndpoint(request => Interlocked.Increment(ref asked) < 2 ? FakeEndpoint.Answer("429 Too Many Requests", "{}", "Retry-After: 1\r\n") : FakeEndpoint.Vectors([[1]]));
        await VectorsAsync(endpoint, "garden");
        Assert.True(clock.ElapsedMilliseconds >= 990, $"{clock.ElapsedMilliseconds} ms");
    }

    [Fact]
    public async Task One_that_stays_busy_is_given_up_and_one_that_asks_for_too_long_is_not_waited_for()
    {
        await using var busy = new FakeEndpoint(_ => FakeEndpoint.Answer("429 Too Many Requests", """{"error": {"message": "slow down."}}""", "Retry-After: 0\r\n"));
        await FailsAsync(busy, "endpoint_busy", $"The endpoint {busy.Url} answered with 429, 5 times: slow down.", requests: 5);
        await using var patient = new FakeEndpoint(_ => FakeEndpoint.Answer("429 Too Many Requests", "{}", "Retry-After: 3600\r\n"));
        await FailsAsync(patient, "endpoint_busy", $"The endpoint {patient.Url} wants to be left alone for 3600 seconds.", requests: 1);
    }

    [Fact]
    public async Task One_that_hangs_is_not_waited_for_for_ever()
    {
        await using var endpoint = new FakeEndpoint(_ => null);
        await FailsAsync(endpoint, "endpoint_hangs", $"The endpoint {endpoint.Url} has not answered within 0.2 seconds.", Quick with { Timeout = TimeSpan.FromMilliseconds(200) }, requests: 1);
        await using var head = new FakeEndpoint(_ => "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"u8.ToArray());
        await Assert.ThrowsAsync<KelpieException>(() => VectorsAsync(head, Quick with { Timeout = TimeSpan.FromMilliseconds(500) }, "a"));
    }

    [Theory]
    [InlineData("<html>hello</html>", "it is not JSON of that form, at $")]
    [InlineData("", "it is empty")]
    [InlineData("null", "it has no data")]
    [InlineData("{}", "it has no data")]
    [InlineData("""{"data": "none"}""", "it is not JSON of that form, at $.data")]
    [InlineData("""{"data": [{"index": 0, "embedding": [1]}, {"index": 1, "embed""", "it is not JSON of that form, at $.data[1]")]
    [InlineData("""{"data": [{"index": 0, "embedding": [1]}]}""", "1 of them for 2 texts")]
    [InlineData("""{"data": [{"embedding": [1]}, {"embedding": [1]}, {"embedding": [1]}]}""", "3 of them for 2 texts")]
    [InlineData("""{"data": [{"index": 0, "embedding": [1]}, {"index": 0, "embedding": [1]}]}""", "number 1 says that it is of text 0, of which there is another, or none")]
    [InlineData("""{"data": [{"index": 0, "embedding": [1]}, {"index": 7, "embedding": [1]}]}""", "number 1 says that it is of text 7, of which there is another, or none")]
    [InlineData("""{"data": [{"index": 0, "embedding": [1, 2]}, {"index": 1, "embedding": [1]}]}""", "one of 1 numbers, where its others have 2")]
    [InlineData("""{"data": [{"index": 0, "embedding": [1]}, {"index": 1, "embedding": []}]}""", "number 1 is empty")]
    [InlineData("""{"data": [{"index": 0, "embedding": [1]}, null]}""", "number 1 is empty")]
    [InlineData("""{"data": [{"index": 0, "embedding": [NaN]}, {"index": 1, "embedding": [1]}]}""", "it is not JSON of that form, at $.data[0].embedding[0]")]
    public async Task What_are_no_vectors_is_said_to_be_so(string body, string what)
    {
        await using var endpoint = Answering(body);
        await FailsAsync(endpoint, "endpoint_garbage", $"The endpoint {endpoint.Url} answered what are no vectors: {what}", requests: 1);
    }

    [Fact]
    public async Task A_second_batch_of_another_size_is_refused()
    {
        var asked = 0;
        await using var endpoint = new FakeEndpoint(request => FakeEndpoint.Vectors(request.Inputs.Select(_ => new float[Interlocked.Increment(ref asked) <= 3 ? 2 : 3])));
        var refused = await Assert.ThrowsAsync<KelpieException>(() => VectorsAsync(endpoint, "a", "b", "c", "d"));
        Assert.EndsWith("one of 3 numbers, where its others have 2.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_an_answer_is_asked_for_again_a_few_times()
    {
        await using var endpoint = new FakeEndpoint(_ => [.. FakeEndpoint.Vectors([[1, 2], [3, 4]])[..^20]]);
        await FailsAsync(endpoint, "endpoint_away", $"The endpoint {endpoint.Url} broke off the connection, 5 times: ", requests: 5);
        var asked = 0;
        await using var mended = new FakeEndpoint(_ => Interlocked.Increment(ref asked) == 1 ? [] : FakeEndpoint.Vectors([[1, 2]]));
        Assert.Equal([[1f, 2]], await VectorsAsync(mended, "a"));
    }

    [Fact]
    public async Task One_that_is_away_is_said_to_be_away()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var generator = new EndpointEmbeddingGenerator(EndpointAddress.Parse($"http://127.0.0.1:{port}/v1#toy"), Quick);
        var refused = await Assert.ThrowsAsync<KelpieException>(() => generator.GenerateAsync(["a"]));
        Assert.Equal(("endpoint_away", "Start it, and run the command again."), (refused.Error, refused.Hint));
        Assert.StartsWith($"The endpoint http://127.0.0.1:{port}/v1#toy is away: Connection refused", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_of_the_environment_goes_to_the_server_and_nowhere_else()
    {
        foreach (var (status, says) in new[] { ("401 Unauthorized", "it does not take the key"), ("403 Forbidden", "it does not take the key"), ("400 Bad Request", "wrong: ***"), ("500 Oops", "wrong: ***") })
        {
            await using var endpoint = new FakeEndpoint(_ => FakeEndpoint.Answer(status, $$$"""{"error": {"message": "wrong: {{{Key}}}"}}"""));
            var refused = await Assert.ThrowsAsync<KelpieException>(() => VectorsAsync(endpoint, Quick with { Environment = name => name == "KELPIE_API_KEY" ? Key : "sk-other" }, "a"));
            Assert.Contains(says, refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(Key, refused.ToString() + refused.Hint, StringComparison.Ordinal);
            Assert.Contains($"\r\nAuthorization: Bearer {Key}\r\n", endpoint.Requests.First().Head + "\r\n", StringComparison.Ordinal);
            Assert.DoesNotContain(Key, endpoint.Requests.First().Body, StringComparison.Ordinal);
        }

        await using var other = new FakeEndpoint(_ => FakeEndpoint.Answer("401 Unauthorized", "{}"));
        await Assert.ThrowsAsync<KelpieException>(() => VectorsAsync(other, Quick with { Environment = name => name == "OPENAI_API_KEY" ? Key : null }, "a"));
        Assert.Contains(Key, other.Requests.Single().Head, StringComparison.Ordinal);
        var keyless = await Assert.ThrowsAsync<KelpieException>(() => VectorsAsync(other, "a"));
        Assert.Equal(("endpoint_refuses", $"The endpoint {other.Url} answered with 401: it wants a key.", "Put its key into the environment, as KELPIE_API_KEY, or else as OPENAI_API_KEY."), (keyless.Error, keyless.Message, keyless.Hint));
    }

    [Theory]
    [InlineData("http://192.0.2.1/v1#m", null)]
    [InlineData("https://192.0.2.1/v1#m", Key)]
    [InlineData("http://127.0.0.1/v1#m", Key)]
    public void The_key_of_another_program_is_not_sent_where_others_can_read_it(string url, string? expected) =>
        Assert.Equal(expected, new EndpointKey(EndpointAddress.Parse(url), name => name == "OPENAI_API_KEY" ? Key : null).Header?.Parameter);

    [Theory]
    [InlineData("404 Not Found", """{"error": "model 'toy' not found"}""", "answered with 404: model 'toy' not found.")]
    [InlineData("302 Found", "", "answered with 302.")]
    [InlineData("400 Bad Request", "too\r\nlong", "answered with 400: too long.")]
    public async Task What_another_attempt_would_not_mend_is_asked_for_once(string status, string body, string says)
    {
        await using var endpoint = new FakeEndpoint(_ => FakeEndpoint.Answer(status, body, "Location: http://192.0.2.1/\r\n"));
        await FailsAsync(endpoint, "endpoint_refuses", $"The endpoint {endpoint.Url} {says}", requests: 1);
    }

    [Fact]
    public async Task Who_gives_up_is_not_told_that_the_endpoint_hangs()
    {
        await using var endpoint = new FakeEndpoint(_ => null);
        using var generator = new EndpointEmbeddingGenerator(EndpointAddress.Parse(endpoint.Url), Quick);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => generator.GenerateAsync(["a"], cancellationToken: stop.Token));
        await Assert.ThrowsAsync<NotSupportedException>(() => generator.GenerateAsync(["a"], new EmbeddingGenerationOptions { Dimensions = 7 }));
    }

    private static FakeEndpoint Answering(string body) => new(_ => FakeEndpoint.Json(body));

    private static Task<List<float[]>> VectorsAsync(FakeEndpoint endpoint, params string[] texts) => VectorsAsync(endpoint, Quick, texts);

    private static async Task<List<float[]>> VectorsAsync(FakeEndpoint endpoint, EndpointOptions options, params string[] texts)
    {
        using var generator = new EndpointEmbeddingGenerator(EndpointAddress.Parse(endpoint.Url), options);
        return [.. (await generator.GenerateAsync(texts)).Select(embedding => embedding.Vector.ToArray())];
    }

    private static async Task FailsAsync(FakeEndpoint endpoint, string error, string says, EndpointOptions? options = null, int requests = 1)
    {
        var refused = await Assert.ThrowsAsync<KelpieException>(() => VectorsAsync(endpoint, options ?? Quick, "a", "b"));
        Assert.StartsWith(says, refused.Message, StringComparison.Ordinal);
        Assert.Equal(error, refused.Error);
        Assert.NotEmpty(refused.Hint);
        Assert.Equal(requests, endpoint.Requests.Count);
    }
}
