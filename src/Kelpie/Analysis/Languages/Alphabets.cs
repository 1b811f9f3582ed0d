using System.Collections.Frozen;
using System.Numerics;

namespace Kelpie.Analysis;

/// <summary>
/// Which languages a text may be in, by its letters: those of related languages have most words in common, yet hardly a line
/// without a letter that one of them does not have.
/// </summary>
/// <param name="languages">The ISO 639-1 codes of the languages in question, at most 64.</param>
internal sealed class Alphabets(IReadOnlyList<string> languages)
{
    /// <summary>Letters from here on are not in any of the alphabets.</summary>
    private const int End = 0x600;

    /// <summary>So many letters of another alphabet may be names or quotations.</summary>
    private const int FewForeign = 2;

    /// <summary>And so many in a long text, as a share of its letters.</summary>
    private const double LeastForeign = 0.0075;

    /// <summary>The letters beyond a to z. A language that is not here may have any.</summary>
    private static readonly FrozenDictionary<string, string> Letters = new Dictionary<string, string>
    {
        [LanguageCodes.English] = "àâçèéêëïñôö",
        ["de"] = "äöüß",
        ["fr"] = "àâæçéèêëîïôœùûüÿ",
        ["es"] = "áéíñóúü",
        ["it"] = "àèéìíîòóùú",
        ["nl"] = "áäèéêëíïóöü",
        ["pt"] = "àáâãçéêíóôõúü",
        ["sv"] = "åäöé",
        ["da"] = "æøåé",
        ["no"] = "æøåéèêòóô",
        ["fi"] = "äöåšž",
        ["pl"] = "ąćęłńóśźż",
        ["cs"] = "áčďéěíňóřšťúůýž",
        ["sk"] = "áäčďéíĺľňóôŕšťúýž",
        ["sl"] = "čšž",
        ["hr"] = "čćđšž",
        ["hu"] = "áéíóöőúüű",
        ["ro"] = "ăâîșțşţ",
        ["tr"] = "çğıİöşüâîû",
        ["ca"] = "àçèéíïòóúü",
        ["id"] = "é",
        ["ru"] = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        ["uk"] = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        ["be"] = "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
        ["bg"] = "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
        ["sr"] = "абвгдђежзијклљмнњопрстћуфхцчџш",
        ["mk"] = "абвгдѓежзѕијклљмнњопрстќуфхцчџшѐѝ",
    }.ToFrozenDictionary();

    /// <summary>For each letter, one bit for each language that has it.</summary>
    private readonly ulong[] _having = Collect(languages);

    /// <summary>One bit for each language that has next to all letters of a text.</summary>
    /// <param name="text">The text.</param>
    public ulong Writing(ReadOnlySpan<char> text)
    {
        int[] counts = new int[End + 1];
        int letters = 0;
        foreach (char character in text)
        {
            if (char.IsLetter(character))
            {
                letters++;
                counts[Math.Min((int)char.ToLowerInvariant(character), End)]++;
            }
        }

        int[] foreign = new int[languages.Count];
        ulong all = Mask(_ => true);
        for (int letter = 0x80; letter <= End; letter++)
        {
            for (ulong lacking = counts[letter] == 0 ? 0 : ~_having[letter] & all; lacking != 0; lacking &= lacking - 1)
            {
                foreign[BitOperations.TrailingZeroCount(lacking)] += counts[letter];
            }
        }

        double most = Math.Max(FewForeign, LeastForeign * letters);
        return Mask(index => foreign[index] <= most);
    }

    private ulong Mask(Func<int, bool> has)
    {
        ulong mask = 0;
        for (int i = 0; i < languages.Count; i++)
        {
            mask |= has(i) ? 1UL << i : 0;
        }

        return mask;
    }

    private static ulong[] Collect(IReadOnlyList<string> languages)
    {
        ulong[] having = new ulong[End + 1];
        for (int i = 0; i < languages.Count; i++)
        {
            IEnumerable<int> letters = Letters.TryGetValue(languages[i], out string? alphabet)
                ? alphabet.Select(letter => (int)letter)
                : Enumerable.Range(0, having.Length);
            foreach (int letter in letters)
            {
                having[letter] |= 1UL << i;
            }
        }

        return having;
    }
}
