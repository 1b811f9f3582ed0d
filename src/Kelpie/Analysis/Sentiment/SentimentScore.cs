using System.Runtime.InteropServices;

namespace Kelpie.Analysis;

/// <summary>
/// How kind the words of an English text are. It is a count of words, without irony, comparison or whose opinion it is: good enough
/// to sort reviews and letters, not to judge one.
/// </summary>
internal static class SentimentScore
{
    /// <summary>How many words after a negation are its contrary, unless the sentence ends before.</summary>
    private const int Reach = 3;

    /// <summary>Where only one word in so many praises or blames, the score is half of what their balance says, as it is for a single one.</summary>
    private const double HalfEvidence = 50;

    private const string Ends = ".!?;:\n";

    /// <summary>The score of a text.</summary>
    /// <param name="text">English prose.</param>
    /// <returns>A number between -1 and 1; 0 if it neither praises nor blames.</returns>
    public static double Of(ReadOnlySpan<char> text)
    {
        Dictionary<string, (int Polarity, bool IsNegation)> known = new(StringComparer.Ordinal);
        var words = known.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> letters = stackalloc char[TermReader.MaximumLength];
        int balance = 0, found = 0, others = 0, reach = 0, end = 0;
        for (WordReader reader = new(text); reader.MoveNext(); end = reader.End)
        {
            if (reach > 0)
            {
                reach = text[end..reader.Start].ContainsAny(Ends) ? 0 : reach - 1;
            }

            int length = reader.Current.ToLowerInvariant(letters);
            if (length <= 0)
            {
                continue;
            }

            ref (int Polarity, bool IsNegation) word = ref CollectionsMarshal.GetValueRefOrAddDefault(words, letters[..length], out bool exists);
            if (!exists)
            {
                bool negation = SentimentLexicon.IsNegation(letters[..length]);
                word = (SentimentLexicon.Polarity(letters[..length]), negation);
            }

            found += Math.Abs(word.Polarity);
            others += word.Polarity == 0 ? 1 : 0;
            balance += reach > 0 ? -word.Polarity : word.Polarity;
            reach = word.IsNegation ? Reach + 1 : reach;
        }

        return found == 0 ? 0 : balance / (found + Math.Max(1, others / HalfEvidence));
    }
}
