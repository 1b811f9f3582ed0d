using System.Globalization;

namespace Kelpie.Cli.Tests.Running;

/// <summary>A folder of files to scan.</summary>
internal sealed class Library
{
    private static readonly string[] Words =
        ["harbour", "lantern", "meadow", "copper", "whistle", "orchard", "ledger", "gravel", "timber", "saddle", "kettle", "beacon"];

    internal Library(string root) => Root = Directory.CreateDirectory(root).FullName;

    internal string Root { get; }

    internal string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>Writes a file; returns its path.</summary>
    internal string Add(string name, string text)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    internal string Add(string name, ReadOnlySpan<byte> bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return PathOf(name);
    }

    /// <summary>Copies the samples that the original's answers are of.</summary>
    internal Library AddSamples()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.Samples, "*", SearchOption.AllDirectories))
        {
            var copy = PathOf(Path.GetRelativePath(Repository.Samples, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return this;
    }

    /// <summary>Makes so many files of prose and code, of from two paragraphs up, in folders of 50; the same for the same seed.</summary>
    internal Library AddMany(int files, int seed, int first = 0, int paragraphs = 10)
    {
        var random = new Random(seed);
        for (var i = first; i < first + files; i++)
        {
            Add(
                string.Create(CultureInfo.InvariantCulture, $"part{i / 50:000}/file{i:0000}{(i % 3 == 0 ? ".py" : ".md")}"),
                string.Join("\n\n", Enumerable.Range(0, 2 + random.Next(paragraphs - 2)).Select(_ => Sentence(random, i))));
        }

        return this;
    }

    private static string Sentence(Random random, int file) => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join(' ', Enumerable.Range(0, 30).Select(_ => Words[random.Next(Words.Length)]))} number{file}.");
}
