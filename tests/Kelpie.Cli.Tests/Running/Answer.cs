using System.Text.Json.Nodes;

namespace Kelpie.Cli.Tests.Running;

/// <summary>What a run of the command came to.</summary>
internal sealed record Answer(string Command, int ExitCode, string Output, string Error)
{
    /// <summary>Standard output, which is one JSON value.</summary>
    internal JsonObject Json => JsonNode.Parse(Output)!.AsObject();

    /// <summary>Standard error, which is one JSON value and nothing else.</summary>
    internal JsonObject JsonError => JsonNode.Parse(Error)!.AsObject();

    /// <summary>Standard output by lines, without the empty one at the end.</summary>
    internal string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Asserts how it ended; says what it wrote where that is not so.</summary>
    internal Answer Exits(int status)
    {
        Assert.True(ExitCode == status, $"{Command}\nexited with {ExitCode}, not {status}.\nstdout: {Short(Output)}\nstderr: {Short(Error)}");
        return this;
    }

    /// <summary>Asserts that it is an error of the command's own: a message, and no trace of an exception.</summary>
    internal Answer Fails(int status, params ReadOnlySpan<string> says)
    {
        Exits(status);
        Assert.Equal("", Output);
        Assert.StartsWith("kelpie: ", Error);
        Assert.DoesNotContain("   at ", Error);
        Assert.DoesNotContain("--verbose shows where", Error);
        foreach (var word in says)
        {
            Assert.Contains(word, Error);
        }

        return this;
    }

    private static string Short(string text) => text.Length > 2000 ? text[..2000] + "..." : text;
}
