using Kelpie.Cli.Tests.Running;
using Kelpie.Onnx.Tests.Models;
using Kelpie.Tests.Embedding.Endpoints;

namespace Kelpie.Cli.Tests.Commands;

/// <summary>Models that the user gives, from <c>embed</c> to <c>similar</c></summary>
public sealed class ModelCommands : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public ModelCommands()
    {
        _sandbox.Library.Add("garden.md", "A garden with a garden in it.");
        _sandbox.Library.Add("sea.md", "The sea, and the sea again.");
        _sandbox.Library.Add("kettle.md", "Of kettles: a kettle and a ship.");
    }

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task A_folder_gives_vectors_and_goes_on_doing_so()
    {
        using var folder = new TinyModel();
        await _sandbox.ScanAsync();
        Assert.Equal("3 chunks embedded by tiny\n", (await _sandbox.RunAsync("embed", "--model", folder.Path)).Exits(0).Output);
        Assert.Equal(_sandbox.Library.PathOf("garden.md"), Found(await _sandbox.RunAsync("similar", "gardens", "--limit", "1")));
        Assert.Equal("tiny", (string)(await _sandbox.RunAsync("similar", "ship", "--model", folder.Path, "--json")).Exits(0).Json["query_metadata"]!["model"]!);

        var search = (await _sandbox.RunAsync("search", "gardens", "--json")).Exits(0).Json;
        Assert.Equal("tiny", (string)search["query_metadata"]!["model"]!);
        Assert.Equal((1, 1), ((int)search["results"]![0]!["full_text_rank"]!, (int)search["results"]![0]!["similarity_rank"]!));

        _sandbox.Library.Add("new.md", "A ship in the harbour.");
        Assert.Contains("1 chunk embedded by tiny\n", (await _sandbox.ScanAsync()).Error, StringComparison.Ordinal);

        folder.Delete("vocab.txt");
        (await _sandbox.RunAsync("similar", "ship")).Fails(1, "The model tiny is not to be had: The folder ", "has no tokenizer");
        _sandbox.Library.Add("newer.md", "Another ship.");
        var scan = await _sandbox.ScanAsync();
        Assert.Contains("1 chunk waits for a vector of tiny: The model tiny is not to be had: ", scan.Error, StringComparison.Ordinal);
        Assert.Contains("Fetch the files of the tokenizer too. kelpie embed does what is left.\n", scan.Error, StringComparison.Ordinal);
        (await _sandbox.RunAsync("find", "ship")).Exits(0);
        Assert.StartsWith("tiny and its vectors", (await _sandbox.RunAsync("embed", "--remove", "tiny")).Exits(0).Output, StringComparison.Ordinal);
        (await _sandbox.RunAsync("embed", "--remove", "tiny")).Fails(1, "There is no model tiny here.");
    }

    [Fact]
    public async Task An_endpoint_gives_vectors_and_its_key_is_seen_nowhere()
    {
        const string Key = "sk-very-secret";
        await using var endpoint = FakeEndpoint.Toy();
        await _sandbox.ScanAsync();
        var embed = (await _sandbox.RunWithAsync([("KELPIE_API_KEY", Key)], "embed", "--model", endpoint.Url, "--verbose", "--json")).Exits(0);
        Assert.Equal(("toy", 3), ((string)embed.Json["models"]![0]!["model"]!, (int)embed.Json["models"]![0]!["embedded"]!));
        var similar = await _sandbox.RunWithAsync([("KELPIE_API_KEY", Key)], "similar", "by the sea", "--limit", "1", "--verbose");
        Assert.Equal(_sandbox.Library.PathOf("sea.md"), Found(similar));
        Assert.All(endpoint.Requests, request => Assert.Contains("Authorization: Bearer " + Key, request.Head, StringComparison.Ordinal));
        Assert.DoesNotContain(Key, embed.Output + embed.Error + similar.Output + similar.Error, StringComparison.Ordinal);
        Assert.Equal(-1, (await File.ReadAllBytesAsync(_sandbox.DatabasePath)).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Key)));
    }

    [Fact]
    public async Task An_endpoint_that_is_away_refuses_likeness_alone_and_the_other_models_go_on()
    {
        await _sandbox.ScanAsync();
        await _sandbox.RunAsync("embed");
        await using (var endpoint = FakeEndpoint.Toy())
        {
            (await _sandbox.RunAsync("embed", "--model", endpoint.Url)).Exits(0);
        }

        (await _sandbox.RunAsync("similar", "sea")).Fails(1, "The model toy is not to be had: The endpoint http://127.0.0.1:", "is away: Connection refused", "Start it");
        (await _sandbox.RunAsync("similar", "sea", "--model", "lsa")).Exits(0);
        var search = (await _sandbox.RunAsync("search", "sea")).Exits(0);
        Assert.Contains("is away: Connection refused; so full text alone answers. Start it", search.Error, StringComparison.Ordinal);
        Assert.Contains("full text 1", Assert.Single(search.Lines), StringComparison.Ordinal);
        _sandbox.Library.Add("new.md", "A garden by the sea.");
        var scan = await _sandbox.ScanAsync();
        Assert.Contains("1 chunk embedded by lsa-", scan.Error, StringComparison.Ordinal);
        Assert.Contains("1 chunk waits for a vector of toy: ", scan.Error, StringComparison.Ordinal);
        var embed = await _sandbox.RunAsync("embed");
        Assert.Equal(1, embed.ExitCode);
        Assert.StartsWith("0 chunks embedded by lsa-", embed.Output, StringComparison.Ordinal);
        Assert.StartsWith("1 chunk waits for a vector of toy: ", embed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_input_is_said_to_be_so()
    {
        await _sandbox.ScanAsync();
        (await _sandbox.RunAsync("embed", "--model", "minilm")).Fails(1, "There is no model minilm here.");
        (await _sandbox.RunAsync("embed", "--model", "./minilm")).Fails(1, "There is no folder ", "minilm.");
        (await _sandbox.RunAsync("embed", "--model", _sandbox.Library.Root)).Fails(1, "has neither model.onnx nor onnx/model.onnx");
        (await _sandbox.RunAsync("embed", "--model", "http://127.0.0.1:1/v1")).Fails(1, "names no model", "#nomic-embed-text");
        (await _sandbox.RunAsync("embed", "--model", "http://me:secret@127.0.0.1:1/v1#m")).Fails(1, "has a user, a password or a query in it");
        (await _sandbox.RunAsync("embed", "--model", "lsa", "--retrain")).Fails(2, "Of --model, --retrain and --remove one at the most can be given.");
        (await _sandbox.RunAsync("similar", "sea", "--model", "toy")).Fails(1, "There is no model toy here.", "kelpie embed");
        await using var garbage = new FakeEndpoint(_ => FakeEndpoint.Json("<html>"));
        (await _sandbox.RunAsync("embed", "--model", garbage.Url)).Fails(1, "answered what are no vectors: it is not JSON of that form");
        Assert.Equal("0", _sandbox.Index.Value("SELECT count(*) FROM embedding_models"));
    }

    private static string Found(Answer answer) => Assert.Single(answer.Exits(0).Lines).Split('\t')[0];
}
