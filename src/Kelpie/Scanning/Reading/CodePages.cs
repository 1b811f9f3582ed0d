using System.Collections.Frozen;

namespace Kelpie.Scanning.Reading;

/// <summary>The legacy encodings that are told apart.</summary>
internal static class CodePages
{
    /// <summary>Western European, by far the most frequent legacy encoding, and what is taken for ISO 8859-1.</summary>
    public static CodePage Windows1252 { get; } = new(1252, "cp1252");

    /// <summary>
    /// What to try for each name that detection gives, in this order. Windows pages stand in for the ISO pages that they contain;
    /// where they only resemble each other both are tried. Encodings that .NET does not know are missing, and so are those of old
    /// Macs but the Cyrillic one: they are rare, and detected where there is little to go by.
    /// </summary>
    public static FrozenDictionary<string, CodePage[]> ByDetectedName { get; } = new Dictionary<string, CodePage[]>
    {
        ["iso-8859-1"] = [Windows1252],
        ["windows-1252"] = [Windows1252],
        ["iso-8859-15"] = [new(28605, "iso8859-15")],
        ["ibm850"] = [new(850, "cp850")],
        ["iso-8859-2"] = [new(28592, "iso8859-2"), new(1250, "cp1250")],
        ["windows-1250"] = [new(1250, "cp1250")],
        ["ibm852"] = [new(852, "cp852")],
        ["iso-8859-3"] = [new(28593, "iso8859-3")],
        ["iso-8859-4"] = [new(28594, "iso8859-4")],
        ["iso-8859-13"] = [new(28603, "iso8859-13"), new(1257, "cp1257")],
        ["windows-1257"] = [new(1257, "cp1257")],
        ["iso-8859-9"] = [new(1254, "cp1254")],
        ["windows-1254"] = [new(1254, "cp1254")],
        ["windows-1258"] = [new(1258, "cp1258")],
        ["iso-8859-5"] = [new(28595, "iso8859-5", IsLatin: false)],
        ["windows-1251"] = [new(1251, "cp1251", IsLatin: false)],
        ["koi8-r"] = [new(20866, "koi8-r", IsLatin: false), new(21866, "koi8-u", IsLatin: false)],
        ["ibm855"] = [new(855, "cp855", IsLatin: false)],
        ["ibm866"] = [new(866, "cp866", IsLatin: false)],
        ["x-mac-cyrillic"] = [new(10007, "mac-cyrillic", IsLatin: false)],
        ["iso-8859-7"] = [new(28597, "iso8859-7", IsLatin: false), new(1253, "cp1253", IsLatin: false)],
        ["windows-1253"] = [new(1253, "cp1253", IsLatin: false)],
        ["iso-8859-8"] = [new(1255, "cp1255", IsLatin: false)],
        ["windows-1255"] = [new(1255, "cp1255", IsLatin: false)],
        ["iso-8859-6"] = [new(28596, "iso8859-6", IsLatin: false), new(1256, "cp1256", IsLatin: false)],
        ["windows-1256"] = [new(1256, "cp1256", IsLatin: false)],
        ["tis-620"] = [new(874, "cp874", IsLatin: false)],
        ["iso-8859-11"] = [new(874, "cp874", IsLatin: false)],
        ["shift-jis"] = [new(932, "cp932", IsLatin: false)],
        ["euc-jp"] = [new(51932, "euc_jp", IsLatin: false)],
        ["gb18030"] = [new(54936, "gb18030", IsLatin: false)],
        ["big5"] = [new(950, "cp950", IsLatin: false)],
        ["euc-kr"] = [new(949, "cp949", IsLatin: false)],
        ["cp949"] = [new(949, "cp949", IsLatin: false)],
        ["iso-2022-jp"] = [new(50222, "iso2022_jp", IsLatin: false)],
        ["iso-2022-kr"] = [new(50225, "iso2022_kr", IsLatin: false)],
        ["hz-gb-2312"] = [new(52936, "hz", IsLatin: false)],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
