using System.Globalization;
using System.Text.RegularExpressions;

namespace Kelpie.Tests.Search.Queries;

/// <summary>
/// Reads full-text conditions as https://learn.microsoft.com/sql/t-sql/queries/contains-transact-sql has them, and tells which texts
/// they match, a word having no form but its own. Takes no more than is ever written: operators in a row must be the same, so that
/// their precedence does not matter. <c>@part0</c> and so on stand for other conditions.
/// </summary>
internal sealed partial class ContainsGrammar(string condition, IReadOnlyList<string> parts)
{
    private readonly List<string> _tokens = [.. Tokens().Matches(condition).Select(token => token.Value)];
    private int _at;

    internal static bool Matches(string condition, string[] words, params IReadOnlyList<string> parts)
    {
        var grammar = new ContainsGrammar(condition, parts);
        // The server refuses both in one: https://learn.microsoft.com/sql/relational-databases/search/search-for-words-close-to-another-word-with-near
        Assert.False(grammar._tokens.Contains("FORMSOF") && grammar._tokens.Contains("NEAR"), condition);
        Assert.Equal(condition.Replace(" ", "", StringComparison.Ordinal), string.Concat(grammar._tokens).Replace(" ", "", StringComparison.Ordinal));
        var isMatch = grammar.ReadRow(words);
        Assert.Equal(grammar._tokens.Count, grammar._at);
        return isMatch;
    }

    [GeneratedRegex("""AND NOT|AND|OR|FORMSOF|INFLECTIONAL|NEAR|TRUE|0|@part\d+|"[^"]*"|[(),]""")]
    private static partial Regex Tokens();

    private bool ReadRow(string[] words)
    {
        var result = ReadOperand(words);
        var operation = _at < _tokens.Count && _tokens[_at] is "AND NOT" or "AND" or "OR" ? _tokens[_at] : null;
        for (var count = 0; _at < _tokens.Count && _tokens[_at] == operation; count++)
        {
            Assert.False(operation == "AND NOT" && count > 0, condition);
            _at++;
            var next = ReadOperand(words);
            result = operation switch { "OR" => result | next, "AND" => result & next, _ => result & !next };
        }

        return result;
    }

    private bool ReadOperand(string[] words)
    {
        var token = _tokens[_at++];
        switch (token)
        {
            case "(":
                var inner = ReadRow(words);
                Expect(")");
                return inner;
            case "FORMSOF":
                Expect("(", "INFLECTIONAL", ",");
                string[] word = [Unquoted(_tokens[_at++])];
                Expect(")");
                return Stands(words, word, prefixes: 0);
            case "NEAR":
                Expect("(", "(");
                string[] before = Unquoted(_tokens[_at++]).Split(' ');
                Expect(",");
                var last = Unquoted(_tokens[_at++]);
                Expect(")", ",", "0", ",", "TRUE", ")");
                return Stands(words, [.. before, last.TrimEnd('*')], last.EndsWith('*') ? 1 : 0);
            case ['@', ..]:
                return Matches(parts[int.Parse(token[5..], CultureInfo.InvariantCulture)], words);
            default:
                var run = Unquoted(token);
                string[] phrase = run.TrimEnd('*').Split(' ');
                return Stands(words, phrase, run.EndsWith('*') ? phrase.Length : 0);
        }
    }

    private static bool Stands(string[] words, string[] run, int prefixes) => Enumerable
        .Range(0, Math.Max(0, words.Length - run.Length + 1))
        .Any(start => run.Index().All(part => part.Index < run.Length - prefixes
            ? words[start + part.Index] == part.Item
            : words[start + part.Index].StartsWith(part.Item, StringComparison.Ordinal)));

    private static string Unquoted(string token)
    {
        Assert.Matches("^\"[^\"*]+\\*?\"$", token);
        return token[1..^1];
    }

    private void Expect(params string[] tokens) => Assert.All(tokens, token => Assert.Equal(token, _tokens[_at++]));
}
