using System.Text;
using Kelpie.Migrations.Operations;

namespace Kelpie.Migrations.Safety;

/// <summary>
/// Canonical text in words for people: without the quotes that names do not need, with raw SQL in lines of its own, and what belongs
/// to an operation indented below it.
/// </summary>
internal static class CanonicalWords
{
    private static readonly string[] Details = ["column ", "primary key ", "foreign key ", "unique ", "check ", "index "];

    /// <summary>Operations in words.</summary>
    /// <param name="operations">The operations.</param>
    /// <param name="dialect">The kind of database.</param>
    internal static IReadOnlyList<string> Of(IEnumerable<Operation> operations, string dialect) => Of(Checksum.TextOf(operations, dialect));

    /// <summary>A canonical text in words; its first line, which says what it is, is left out.</summary>
    internal static IReadOnlyList<string> Of(string text)
    {
        var lines = new List<string>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            var indent = Details.Any(detail => line.StartsWith(detail, StringComparison.Ordinal)) ? "  " : "";
            // SQL of several lines stands below the operation that runs it.
            var words = Words(line).Split('\n');
            lines.Add(indent + words[0]);
            lines.AddRange(words.Skip(1).Select(more => more.Length == 0 ? "" : "    " + more));
        }

        return lines;
    }

    private static string Words(string line)
    {
        var words = new StringBuilder();
        var (previous, isReference, isInside) = ("", false, false);
        foreach (var (word, isQuoted) in Tokens(line))
        {
            var isName = isQuoted && previous is not ("default" or "sql") && word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
            var shown = !isQuoted || isName ? word
                : word.Contains('\n', StringComparison.Ordinal) ? "\n" + word
                : $"\"{word}\"";
            // What is done on delete has no words of its own before it.
            var isAction = isReference && previous == ")" && !isQuoted && word != "on";
            words.Append((previous, word, isQuoted) switch
            {
                _ when words.Length == 0 || shown.StartsWith('\n') => "",
                ("(", _, _) or (_, ")", false) => "",
                (_, _, true) when isInside => ", ",
                _ => " ",
            });
            words.Append(isAction ? "on delete " : "").Append(shown);
            isReference |= !isQuoted && word == "references";
            isInside = isQuoted ? isInside : word == "(" || (word != ")" && isInside);
            previous = isQuoted ? "" : word;
        }

        return words.ToString();
    }

    private static IEnumerable<(string Word, bool IsQuoted)> Tokens(string line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            var word = new StringBuilder();
            if (line[i] == '"')
            {
                for (i++; i < line.Length && line[i] != '"'; i++)
                {
                    word.Append(line[i] != '\\' || i + 1 == line.Length ? line[i] : line[++i] == 'n' ? '\n' : line[i]);
                }

                yield return (word.ToString(), true);
                i++;
            }
            else
            {
                for (; i < line.Length && line[i] != ' '; i++)
                {
                    word.Append(line[i]);
                }

                yield return (word.ToString(), false);
            }
        }
    }
}
