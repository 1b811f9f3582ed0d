using System.Text;
using Kelpie.Scanning.Reading;

namespace Kelpie.Tests.Scanning.Reading;

public sealed class LegacyDecodingTests
{
    public static TheoryData<string, int, string> Encodings => new()
    {
        { Samples.French, 1252, "cp1252" },
        { Samples.German, 1252, "cp1252" },
        { Samples.German, 28591, "cp1252" },
        { Samples.German, 850, "cp850" },
        { Samples.Spanish, 1252, "cp1252" },
        { Samples.Polish, 1250, "cp1250" },
        { Samples.Polish, 28592, "iso8859-2" },
        { Samples.Polish, 852, "cp852" },
        { Samples.Czech, 1250, "cp1250" },
        { Samples.Czech, 28592, "iso8859-2" },
        { Samples.Turkish, 1254, "cp1254" },
        { Samples.Lithuanian, 28603, "iso8859-13" },
        { Samples.Russian, 1251, "cp1251" },
        { Samples.Russian, 20866, "koi8-r" },
        { Samples.Russian, 866, "cp866" },
        { Samples.Russian, 28595, "iso8859-5" },
        { Samples.Russian, 10007, "mac-cyrillic" },
        { Samples.Ukrainian, 1251, "cp1251" },
        { Samples.Ukrainian, 21866, "koi8-u" },
        { Samples.Greek, 28597, "iso8859-7" },
        { Samples.Hebrew, 1255, "cp1255" },
        { Samples.Arabic, 1256, "cp1256" },
        { Samples.Arabic, 28596, "iso8859-6" },
        { Samples.Thai, 874, "cp874" },
        { Samples.Japanese, 932, "cp932" },
        { Samples.Japanese, 51932, "euc_jp" },
        { Samples.Japanese, 50222, "iso2022_jp" },
        { Samples.Chinese, 54936, "gb18030" },
        { Samples.Chinese, 936, "gb18030" },
        { Samples.Chinese, 52936, "hz" },
        { Samples.TraditionalChinese, 950, "cp950" },
        { Samples.Korean, 949, "cp949" },
        { Samples.Korean, 50225, "iso2022_kr" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_few_sentences_are_enough_to_tell_a_legacy_encoding(string text, int codePage, string name) =>
        Assert.Equal(new DecodedText(text, name, null), TextDecoder.Decode(Encode(text, codePage)));

    [Theory]
    [MemberData(nameof(Encodings))]
    public void They_are_found_although_most_of_the_file_is_ASCII(string text, int codePage, string name)
    {
        string source = string.Concat(Enumerable.Repeat("int water(struct tomato *plant, int litres);\n", 3000)) + text;

        DecodedText decoded = TextDecoder.Decode(Encode(source, codePage))!;

        Assert.Equal((name, text), (decoded.Encoding, decoded.Text[^text.Length..]));
        Assert.True(decoded.Text == source);
    }

    [Theory]
    [InlineData("Author: René Müller\n")]
    [InlineData("It\u2019s the gardener\u2019s job to water the tomatoes \u2013 every day.\n")]
    [InlineData("Copyright \u00A9 2003 \u00ABThe Garden\u00BB, 20 \u00B0C, 3 \u20AC\n")]
    [InlineData("// Größe prüfen\nreturn check(\"zu groß\");\n")]
    [InlineData("Paral\u00B7lel\n")]
    public void A_few_accents_are_taken_for_Windows_1252(string text) =>
        Assert.Equal(new DecodedText(text, "cp1252", null), TextDecoder.Decode(Encode(text, 1252)));

    [Fact]
    public void A_few_Polish_letters_are_not_taken_for_Windows_1252() =>
        Assert.NotEqual("cp1252", TextDecoder.Decode(Encode("Zażółć gęślą jaźń.\n", 1250))?.Encoding);

    [Theory]
    [InlineData(1251)]
    [InlineData(20866)]
    [InlineData(866)]
    public void Two_Russian_words_are_enough(int codePage) =>
        Assert.Equal("Привет, мир\n", TextDecoder.Decode(Encode("Привет, мир\n", codePage))!.Text);

    [Fact]
    public void Bytes_that_make_no_text_in_any_encoding_are_refused() =>
        Assert.Null(TextDecoder.Decode([0xF8, 0xFF, 0x81, 0x8D, 0xFE, 0x90, 0xFF, 0x9D, 0xFF]));

    [Fact]
    public void Words_between_tildes_and_dollars_after_escapes_stay_ASCII()
    {
        Assert.Equal("ascii", TextDecoder.Decode("echo ~{a,b} \e[0m ~}\n"u8)!.Encoding);
        Assert.Equal("ascii", TextDecoder.Decode("printf '\e$' # prompt\n"u8)!.Encoding);
    }

    private static byte[] Encode(string text, int codePage) =>
        (codePage == 28591 ? Encoding.Latin1 : CodePagesEncodingProvider.Instance.GetEncoding(codePage)!).GetBytes(text);
}
