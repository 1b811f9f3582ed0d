using System.Text;
using Kelpie.Sql;

namespace Kelpie.Search.Queries;

/// <summary>
/// A query for InnoDB's full text in boolean mode, over words that are each written behind a blank and <c>zz</c>
/// (see <c>Database/Schema/mysql.sql</c>). What boolean mode cannot say, conditions on the words' text say.
/// </summary>
/// <param name="Match">For <c>MATCH ... AGAINST (... IN BOOLEAN MODE)</c>: finds all that the query does, and, where there is a rest, more; null for all chunks.</param>
/// <param name="Rest">The whole query as conditions on <c>chunks_fts.words</c>, exact, and slow by itself; null where <paramref name="Match"/> is exact.</param>
/// <param name="Arguments">The values of the rest's parameters.</param>
public sealed record InnoDbQuery(string? Match, string? Rest, IReadOnlyList<Argument> Arguments)
{
    // innodb_ft_max_token_size, less the two letters before each word. Longer words are not in the index.
    private const int LongestWord = 82;

    /// <summary>The query for a query of ours.</summary>
    public static InnoDbQuery Of(SearchQuery query)
    {
        // InnoDB forgets the asterisk of a prefix that stands anywhere behind a phrase: with one, phrases are said by the conditions.
        var saysPhrases = !HasPrefix(query);
        var isExact = true;
        var match = Candidates(query, saysPhrases, ref isExact);
        if (isExact)
        {
            return new InnoDbQuery(match, null, []);
        }

        var arguments = new List<Argument>();
        return new InnoDbQuery(match, Exactly(query, arguments), arguments);
    }

    private static bool HasPrefix(SearchQuery query) => query switch
    {
        Prefix or Phrase { EndsInPrefix: true } => true,
        AllOf all => all.Children.Any(HasPrefix),
        AnyOf any => any.Children.Any(HasPrefix),
        Except except => HasPrefix(except.Wanted) || HasPrefix(except.Unwanted),
        _ => false,
    };

    // Null stands for everything: what is asked for does not narrow it down.
    private static string? Candidates(SearchQuery query, bool saysPhrases, ref bool isExact)
    {
        switch (query)
        {
            case Term term:
                return Word(term.Word, ref isExact);
            case Prefix prefix:
                return Start(prefix.Start, ref isExact);
            case Phrase { EndsInPrefix: false } phrase when saysPhrases && phrase.Words.All(IsIndexed):
                return $"\"{string.Join(' ', phrase.Words.Select(word => "zz" + word))}\"";
            case Phrase phrase:
                isExact = false;
                var parts = new List<string?>();
                for (var i = 0; i < phrase.Words.Length; i++)
                {
                    var isLast = i == phrase.Words.Length - 1;
                    parts.Add(isLast && phrase.EndsInPrefix ? Start(phrase.Words[i], ref isExact) : Word(phrase.Words[i], ref isExact));
                }

                return All(parts);
            case AllOf all:
                var wanted = new List<string?>();
                foreach (var child in all.Children)
                {
                    wanted.Add(Candidates(child, saysPhrases, ref isExact));
                }

                return All(wanted);
            case AnyOf any:
                var either = new List<string?>();
                foreach (var child in any.Children)
                {
                    either.Add(Candidates(child, saysPhrases, ref isExact));
                }

                return either.Contains(null) ? null : $"({string.Join(' ', either)})";
            case Except except:
                return Without(Candidates(except.Wanted, saysPhrases, ref isExact), except.Unwanted, saysPhrases, ref isExact);
            default:
                return "";
        }
    }

    private static string? Without(string? wanted, SearchQuery unwanted, bool saysPhrases, ref bool isExact)
    {
        // Only what is not wanted at all may be taken away here; more would be too much.
        var unwantedIsExact = true;
        var dropped = Candidates(unwanted, saysPhrases, ref unwantedIsExact);
        isExact &= unwantedIsExact;
        return wanted is null || !unwantedIsExact ? wanted : $"(+{wanted} -{dropped})";
    }

    private static string? All(IReadOnlyList<string?> parts)
    {
        var narrowing = parts.OfType<string>().ToList();
        return narrowing.Count == 0 ? null : $"({string.Join(' ', narrowing.Select(part => "+" + part))})";
    }

    private static string? Word(string word, ref bool isExact)
    {
        isExact &= IsIndexed(word);
        return IsIndexed(word) ? "zz" + word : null;
    }

    private static string? Start(string start, ref bool isExact)
    {
        isExact &= IsIndexed(start);
        return IsIndexed(start) ? $"zz{start}*" : null;
    }

    private static bool IsIndexed(string word) => word.EnumerateRunes().Count() <= LongestWord;

    private static string Exactly(SearchQuery query, List<Argument> arguments) => query switch
    {
        Term term => Holds($"% zz{term.Word} %", arguments),
        Prefix prefix => Holds($"% zz{prefix.Start}%", arguments),
        Phrase phrase => Holds($"% {string.Join(' ', phrase.Words.Select(word => "zz" + word))}{(phrase.EndsInPrefix ? "%" : " %")}", arguments),
        AllOf all => Joined(all.Children, " AND ", arguments),
        AnyOf any => Joined(any.Children, " OR ", arguments),
        Except except => $"({Exactly(except.Wanted, arguments)} AND NOT {Exactly(except.Unwanted, arguments)})",
        _ => "false",
    };

    private static string Joined(IEnumerable<SearchQuery> queries, string separator, List<Argument> arguments)
    {
        var sql = new StringBuilder("(");
        return sql.AppendJoin(separator, queries.Select(query => Exactly(query, arguments))).Append(')').ToString();
    }

    // Words are of letters and digits alone, so none holds what LIKE gives a meaning.
    private static string Holds(string pattern, List<Argument> arguments)
    {
        var name = $"like{arguments.Count}";
        arguments.Add((name, pattern));
        return $"chunks_fts.words LIKE :{name}";
    }
}
