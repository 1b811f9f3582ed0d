using Kelpie.Analysis;

namespace Kelpie.Tests.Analysis;

public sealed class TermReaderTests
{
    [Theory]
    [InlineData("parseXMLFile", "parse xml file")]
    [InlineData("HTTPServer", "http server")]
    [InlineData("PascalText camelText", "pascal text camel text")]
    [InlineData("snake_text kebab-text SCREAMING_TEXT", "snake text kebab text screaming text")]
    [InlineData("ids URLs URLsFound", "ids urls urls found")]
    [InlineData("utf8Text sha256Sum vec2d", "utf text sha sum vec")]
    [InlineData("IDocument i x1 y", "document")]
    [InlineData("größeÄndern", "größe ändern")]
    public void Identifiers_of_code_are_divided(string code, string terms) => Assert.Equal(terms, Read(code, TermRules.Code));

    [Theory]
    [InlineData("GitHub's parseFile, naïve café", "github parsefile naïve café")]
    [InlineData("ÉCOLE Straße ΑΘΗΝΑ Москва", "école straße αθηνα москва")]
    [InlineData("well-known and/or e-mail", "well known and or mail")]
    [InlineData("cafe\u0301 हिन्दी", "cafe\u0301 हिन्दी")]
    public void Words_of_prose_stay_whole(string prose, string terms) => Assert.Equal(terms, Read(prose, TermRules.PlainProse));

    [Theory]
    [InlineData("see https://example.org/a/deep?path=1 there", "see there")]
    [InlineData("[text](http://example.org/path)(more)", "text more")]
    [InlineData("write to someone@example.org or <someone@example.org>, @all", "write to or all")]
    [InlineData("at http://", "at")]
    [InlineData("std::vector a:b/c label: x", "std vector label")]
    public void The_words_of_an_address_are_no_terms(string text, string terms) => Assert.Equal(terms, Read(text, TermRules.PlainProse));

    [Theory]
    [InlineData("12 3.14 1e10 0xdeadbeef 3rd 10px 2026-11-30")]
    [InlineData("a1b2c3d4e5 deadbeef00")]
    [InlineData("a B é x. \u0301 e\u0301 \U00010400")]
    [InlineData("")]
    [InlineData(" \n\t.,;-_")]
    [InlineData("\U0001F98A \uFFFD")]
    public void Numbers_hashes_single_letters_and_signs_are_no_terms(string text)
    {
        Assert.Equal("", Read(text, TermRules.PlainProse));
        Assert.Equal("", Read(text, TermRules.Code));
    }

    [Fact]
    public void A_term_has_64_letters_at_most()
    {
        string longest = new('a', 64);
        Assert.Equal(longest, Read($"{longest} {longest}a {longest}Bc", TermRules.Code));
    }

    [Theory]
    [InlineData("漢字とかな", "漢字 字と とか かな")]
    [InlineData("日 本語。", "本語")]
    [InlineData("使用Kelpie搜索", "使用 kelpie 搜索")]
    [InlineData("\U00020000\U00020001漢", "\U00020000\U00020001 \U00020001漢")]
    [InlineData("한국어 문서", "한국어 문서")]
    public void Chinese_and_Japanese_give_pairs(string text, string terms) => Assert.Equal(terms, Read(text, TermRules.PlainProse));

    [Theory]
    [InlineData("en", "The garden and its beds don't need water", "garden beds water")]
    [InlineData("de", "Der Garten und die Beete brauchen Wasser", "garten beete brauchen wasser")]
    [InlineData("fr", "Le jardin et l'eau qu'il faut", "jardin eau faut")]
    [InlineData("unknown", "the garden", "the garden")]
    [InlineData("xx", "the garden", "the garden")]
    public void Stop_words_are_those_of_the_language(string language, string text, string terms) =>
        Assert.Equal(terms, Read(text, TermRules.Prose(language)));

    [Fact]
    public void Key_words_of_programming_languages_are_no_terms_of_code() =>
        Assert.Equal("ring buffer size", Read("public static const int ring_buffer_size; // of the", TermRules.Code));

    [Fact]
    public void Reading_makes_no_strings()
    {
        string text = string.Concat(Enumerable.Repeat("parseXMLFile naïve 漢字とかな the quick_brown ", 1000));
        _ = Count(text);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int terms = Count(text);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(10_000, terms);
    }

    [Fact]
    public void Any_text_at_all_ends()
    {
        Random random = new(7);
        string alphabet = "aB1_é\u0301漢カ\uD83D\uDE00 \uD800'Z";
        for (int i = 0; i < 2000; i++)
        {
            string text = new([.. Enumerable.Range(0, random.Next(40)).Select(_ => alphabet[random.Next(alphabet.Length)])]);
            foreach (ReadOnlySpan<char> term in new TermReader(text, i % 2 == 0 ? TermRules.Code : TermRules.PlainProse))
            {
                Assert.InRange(term.Length, 2, TermReader.MaximumLength);
            }
        }
    }

    private static int Count(string text)
    {
        int count = 0;
        foreach (ReadOnlySpan<char> _ in new TermReader(text, TermRules.Code))
        {
            count++;
        }

        return count;
    }

    private static string Read(string text, TermRules rules)
    {
        List<string> terms = [];
        foreach (ReadOnlySpan<char> term in new TermReader(text, rules))
        {
            terms.Add(term.ToString());
        }

        return string.Join(' ', terms);
    }
}
