using System.Text.RegularExpressions;

namespace Kelpie.Tests.Chunking;

/// <summary>The rules of chunking once more, word for word and without a thought for speed, to compare the fast ones with.</summary>
internal static class ReferenceChunker
{
    private const string Space = @"[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]";

    public static int Length(string text) => CodePointsOf(text).Count;

    public static int Words(string text) => Regex.Count(text, Space.Replace("[", "[^") + "+");

    public static string Trim(string text) => Regex.Replace(Regex.Replace(text, $"^{Space}+", ""), $@"{Space}+\z", "");

    public static bool HasSentenceEnd(string text) => Regex.IsMatch(text, "[.!?]" + Space);

    public static List<string> Code(string text)
    {
        List<string> chunks = [], gathered = [];
        var cost = 0;
        foreach (var line in text.Length == 0 ? [] : text.Split('\n'))
        {
            if (cost + Length(line) + 1 > 350 && gathered.Count > 0)
            {
                chunks.Add(string.Join('\n', gathered));
                gathered = [];
                cost = 0;
            }

            gathered.Add(line);
            cost += Length(line) + 1;
        }

        return gathered.Count > 0 ? [.. chunks, string.Join('\n', gathered)] : chunks;
    }

    public static List<string> Prose(string text)
    {
        List<string> chunks = [], gathered = [];
        var size = 0;
        foreach (var paragraph in Regex.Split(text, $@"\n{Space}*\n").Select(Trim).Where(p => p.Length > 0))
        {
            var length = Length(paragraph);
            var fits = length <= 800 && (size + length <= 800 || gathered.Count == 0);
            if (!fits && gathered.Count > 0)
            {
                chunks.Add(string.Join("\n\n", gathered));
                gathered = [];
                size = 0;
            }

            if (length > 800)
            {
                chunks.AddRange(Sentences(paragraph));
            }
            else
            {
                gathered.Add(paragraph);
                size += fits ? length + 2 : length;
            }
        }

        return gathered.Count > 0 ? [.. chunks, string.Join("\n\n", gathered)] : chunks;
    }

    public static List<string> Windows(string text)
    {
        var characters = CodePointsOf(text);
        List<string> chunks = [];
        for (var start = 0; start < characters.Count;)
        {
            var end = start + 800;
            if (end < characters.Count)
            {
                for (var at = end - 100; at + 2 <= Math.Min(end + 100, characters.Count); at++)
                {
                    if (characters[at] == "\n" && characters[at + 1] == "\n")
                    {
                        end = at;
                        break;
                    }
                }
            }

            var window = Trim(string.Concat(characters.Take(start..Math.Min(end, characters.Count))));
            if (window.Length > 0)
            {
                chunks.Add(window);
            }

            start = end - 120;
        }

        return chunks;
    }

    private static List<string> Sentences(string paragraph)
    {
        List<string> chunks = [], gathered = [];
        foreach (var piece in Regex.Split(paragraph, $"([.!?]+{Space}+)"))
        {
            if (gathered.Count > 0 && gathered.Sum(Length) + Length(piece) > 800)
            {
                chunks.Add(Trim(string.Concat(gathered)));
                gathered = [];
            }

            gathered.Add(piece);
        }

        return [.. chunks, Trim(string.Concat(gathered))];
    }

    private static List<string> CodePointsOf(string text)
    {
        List<string> characters = [];
        for (var i = 0; i < text.Length; i += characters[^1].Length)
        {
            characters.Add(char.IsSurrogatePair(text, i) ? text.Substring(i, 2) : text.Substring(i, 1));
        }

        return characters;
    }
}
