using System.Buffers;
using System.Text;

namespace Kelpie.Search.Queries;

/// <summary>Cuts text into words exactly where SQLite's tokenizer <c>unicode61</c>, and <c>porter</c> over it, does.</summary>
/// <remarks>
/// A word is a run of letters, digits and private characters (Unicode categories L*, N* and Co); everything else, an
/// underscore included, separates words (https://sqlite.org/fts5.html#unicode61_tokenizer). Case, diacritics and endings
/// are left alone: folding and stemming are the engine's.
/// </remarks>
internal static partial class Unicode61
{
    /// <summary>Whether a word can begin with this code point.</summary>
    public static bool BeginsWord(int codePoint)
    {
        int index = Boundaries.BinarySearch(codePoint);
        return ((index < 0 ? ~index - 1 : index) & 1) == 0;
    }

    /// <summary>Whether a word that has begun goes on over this code point.</summary>
    public static bool ContinuesWord(int codePoint) => BeginsWord(codePoint) || IsMark(codePoint);

    /// <summary>Finds the next word of a text.</summary>
    /// <param name="text">Any UTF-16 text; an unpaired surrogate separates words.</param>
    /// <param name="from">Where to begin, not within a word.</param>
    /// <param name="start">The word's first index.</param>
    /// <param name="end">The index just past it.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryFindWord(ReadOnlySpan<char> text, int from, out int start, out int end)
    {
        start = -1;
        end = 0;
        for (int at = from; at < text.Length;)
        {
            bool whole = Rune.DecodeFromUtf16(text[at..], out Rune rune, out int length) == OperationStatus.Done;
            bool inWord = whole && (start < 0 ? BeginsWord(rune.Value) : ContinuesWord(rune.Value));
            if (inWord)
            {
                start = start < 0 ? at : start;
                end = at + length;
            }
            else if (start >= 0)
            {
                break;
            }

            at += length;
        }

        return start >= 0;
    }

    /// <summary>Adds the words of a text to a list.</summary>
    /// <param name="text">Any UTF-16 text; an unpaired surrogate separates words.</param>
    /// <param name="words">Receives the words, as written, in order.</param>
    /// <returns>The index just past the last word, 0 if there is none.</returns>
    public static int AddWords(ReadOnlySpan<char> text, List<string> words)
    {
        int last = 0;
        while (TryFindWord(text, last, out int start, out int end))
        {
            words.Add(text[start..end].ToString());
            last = end;
        }

        return last;
    }

    private static bool IsMark(int codePoint)
    {
        for (int pair = 0; pair < Marks.Length; pair += 2)
        {
            if (codePoint >= Marks[pair] && codePoint <= Marks[pair + 1])
            {
                return true;
            }
        }

        return false;
    }
}
