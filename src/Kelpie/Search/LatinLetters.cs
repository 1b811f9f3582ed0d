using System.Globalization;

namespace Kelpie.Search;

/// <summary>
/// Takes the accents off Latin letters: those of Unicode's blocks Latin-1 Supplement and Latin Extended-A that are a letter and an accent.
/// The runtime's own way is not to be had where globalization is invariant.
/// </summary>
internal static class LatinLetters
{
    /// <summary>A word in lower case, its Latin letters without accents, written as one character or as two.</summary>
    internal static string Folded(ReadOnlySpan<char> word)
    {
        Span<char> folded = word.Length <= 256 ? stackalloc char[word.Length] : new char[word.Length];
        var length = 0;
        foreach (var c in word)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                folded[length++] = char.ToLowerInvariant(Plain(c));
            }
        }

        return folded[..length].ToString();
    }

    private static char Plain(char c) => c switch
    {
        'À' or 'Á' or 'Â' or 'Ã' or 'Ä' or 'Å' or 'Ā' or 'Ă' or 'Ą' => 'A',
        'à' or 'á' or 'â' or 'ã' or 'ä' or 'å' or 'ā' or 'ă' or 'ą' => 'a',
        'Ç' or 'Ć' or 'Ĉ' or 'Ċ' or 'Č' => 'C',
        'ç' or 'ć' or 'ĉ' or 'ċ' or 'č' => 'c',
        'Ď' => 'D',
        'ď' => 'd',
        'È' or 'É' or 'Ê' or 'Ë' or 'Ē' or 'Ĕ' or 'Ė' or 'Ę' or 'Ě' => 'E',
        'è' or 'é' or 'ê' or 'ë' or 'ē' or 'ĕ' or 'ė' or 'ę' or 'ě' => 'e',
        'Ĝ' or 'Ğ' or 'Ġ' or 'Ģ' => 'G',
        'ĝ' or 'ğ' or 'ġ' or 'ģ' => 'g',
        'Ĥ' => 'H',
        'ĥ' => 'h',
        'Ì' or 'Í' or 'Î' or 'Ï' or 'Ĩ' or 'Ī' or 'Ĭ' or 'Į' or 'İ' => 'I',
        'ì' or 'í' or 'î' or 'ï' or 'ĩ' or 'ī' or 'ĭ' or 'į' => 'i',
        'Ĵ' => 'J',
        'ĵ' => 'j',
        'Ķ' => 'K',
        'ķ' => 'k',
        'Ĺ' or 'Ļ' or 'Ľ' => 'L',
        'ĺ' or 'ļ' or 'ľ' => 'l',
        'Ñ' or 'Ń' or 'Ņ' or 'Ň' => 'N',
        'ñ' or 'ń' or 'ņ' or 'ň' => 'n',
        'Ò' or 'Ó' or 'Ô' or 'Õ' or 'Ö' or 'Ō' or 'Ŏ' or 'Ő' => 'O',
        'ò' or 'ó' or 'ô' or 'õ' or 'ö' or 'ō' or 'ŏ' or 'ő' => 'o',
        'Ŕ' or 'Ŗ' or 'Ř' => 'R',
        'ŕ' or 'ŗ' or 'ř' => 'r',
        'Ś' or 'Ŝ' or 'Ş' or 'Š' => 'S',
        'ś' or 'ŝ' or 'ş' or 'š' => 's',
        'Ţ' or 'Ť' => 'T',
        'ţ' or 'ť' => 't',
        'Ù' or 'Ú' or 'Û' or 'Ü' or 'Ũ' or 'Ū' or 'Ŭ' or 'Ů' or 'Ű' or 'Ų' => 'U',
        'ù' or 'ú' or 'û' or 'ü' or 'ũ' or 'ū' or 'ŭ' or 'ů' or 'ű' or 'ų' => 'u',
        'Ŵ' => 'W',
        'ŵ' => 'w',
        'Ý' or 'Ŷ' or 'Ÿ' => 'Y',
        'ý' or 'ÿ' or 'ŷ' => 'y',
        'Ź' or 'Ż' or 'Ž' => 'Z',
        'ź' or 'ż' or 'ž' => 'z',
        _ => c,
    };
}
