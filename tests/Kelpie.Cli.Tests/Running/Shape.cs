using System.Text.Json.Nodes;

namespace Kelpie.Cli.Tests.Running;

/// <summary>Compares an answer with that of the original's tool.</summary>
/// <param name="folder">Where the copy of the samples lies that we scanned.</param>
/// <param name="varying">Keys whose values depend on the moment or the machine: they need only be of the same kind.</param>
internal sealed class Shape(string folder, params string[] varying)
{
    private const string OriginalFolder = "/home/reader/library";

    /// <summary>
    /// Asserts that ours has the keys of the original's in their order, with their values; ours may have more keys behind them.
    /// </summary>
    internal void AssertKept(JsonNode? original, JsonNode? ours, string path = "$")
    {
        switch (original)
        {
            case JsonObject wanted:
                var got = Assert.IsType<JsonObject>(ours);
                var keys = wanted.Select(pair => pair.Key).ToList();
                Assert.True(keys.SequenceEqual(got.Select(pair => pair.Key).Take(keys.Count)), $"{path} has {Keys(got)}, not {Keys(wanted)}");
                foreach (var (key, value) in wanted)
                {
                    AssertProperty(key, value, got[key], $"{path}.{key}");
                }

                break;
            case JsonArray wanted:
                var items = Assert.IsType<JsonArray>(ours);
                Assert.True(wanted.Count == items.Count, $"{path} has {items.Count} items, not {wanted.Count}");
                for (var i = 0; i < wanted.Count; i++)
                {
                    AssertKept(wanted[i], items[i], $"{path}[{i}]");
                }

                break;
            default:
                var text = original?.ToJsonString().Replace(OriginalFolder, folder, StringComparison.Ordinal);
                Assert.True(text == ours?.ToJsonString(), $"{path} is {ours?.ToJsonString()}, not {text}");
                break;
        }
    }

    private void AssertProperty(string key, JsonNode? original, JsonNode? ours, string path)
    {
        if (varying.Contains(key))
        {
            Assert.True(original?.GetValueKind() == ours?.GetValueKind(), $"{path} is {ours?.ToJsonString()}, of another kind than {original?.ToJsonString()}");
        }
        else
        {
            AssertKept(original, ours, path);
        }
    }

    private static string Keys(JsonObject value) => string.Join(", ", value.Select(pair => pair.Key));
}
