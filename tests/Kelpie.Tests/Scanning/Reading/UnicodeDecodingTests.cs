using System.Text;
using CsCheck;
using Kelpie.Scanning.Reading;

namespace Kelpie.Tests.Scanning.Reading;

public sealed class UnicodeDecodingTests
{
    public static TheoryData<string, bool, string> Encodings => new()
    {
        { "utf-8", true, "utf-8-sig" },
        { "utf-16", true, "utf-16" },
        { "utf-16BE", true, "utf-16" },
        { "utf-32", true, "utf-32" },
        { "utf-32BE", true, "utf-32" },
        { "utf-16", false, "utf-16-le" },
        { "utf-16BE", false, "utf-16-be" },
        { "utf-32", false, "utf-32-le" },
        { "utf-32BE", false, "utf-32-be" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Unicode_in_every_form_comes_back_as_it_was(string encoding, bool mark, string name)
    {
        Encoding written = Encoding.GetEncoding(encoding);
        foreach (string text in Samples.All)
        {
            byte[] bytes = [.. mark ? written.GetPreamble() : [], .. written.GetBytes(text)];
            Assert.Equal(new DecodedText(text, name, null), TextDecoder.Decode(bytes));
        }
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_single_line_is_enough(string encoding, bool mark, string name)
    {
        Encoding written = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. mark ? written.GetPreamble() : [], .. written.GetBytes("Hi\n")];
        Assert.Equal(new DecodedText("Hi\n", name, null), TextDecoder.Decode(bytes));
    }

    [Fact]
    public void UTF8_without_a_mark_comes_back_as_it_was()
    {
        foreach (string text in Samples.All)
        {
            Assert.Equal(
                new DecodedText(text, text == Samples.English ? "ascii" : "utf-8", null),
                TextDecoder.Decode(Encoding.UTF8.GetBytes(text)));
        }
    }

    [Fact]
    public void Any_text_without_controls_survives_UTF8() =>
        Gen.Char.Array[0, 200].Select(characters => new string(characters)).Where(text => !text.Any(char.IsControl) && !text.StartsWith('\uFEFF')).Sample(text =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            Assert.Equal(Encoding.UTF8.GetString(bytes), TextDecoder.Decode(bytes)!.Text);
        });

    [Fact]
    public void Nothing_is_text_without_characters()
    {
        Assert.Equal(new DecodedText("", "utf-8", null), TextDecoder.Decode([]));
        Assert.Equal(new DecodedText("", "utf-8-sig", null), TextDecoder.Decode([0xEF, 0xBB, 0xBF]));
        Assert.Equal(new DecodedText("", "utf-16", null), TextDecoder.Decode([0xFF, 0xFE]));
    }

    [Fact]
    public void Line_ends_are_left_as_they_are() =>
        Assert.Equal("a\r\nb\rc\n", TextDecoder.Decode("a\r\nb\rc\n"u8)!.Text);

    [Fact]
    public void Colours_and_page_breaks_are_text()
    {
        Assert.Equal(new DecodedText("\e[1mbold\e[0m\f\b_\n", "ascii", null), TextDecoder.Decode("\e[1mbold\e[0m\f\b_\n"u8));
    }

    [Fact]
    public void One_wrong_byte_in_UTF8_is_replaced_and_noted()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Samples.German), 0xFF, .. "end\n"u8];

        Assert.Equal(
            new DecodedText(Samples.German + "\uFFFDend\n", "utf-8", "1 place that is not UTF-8 was replaced by U+FFFD."),
            TextDecoder.Decode(bytes));
    }

    [Fact]
    public void UTF8_that_breaks_off_within_a_character_is_replaced_and_noted()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Samples.Japanese.TrimEnd('\n'))[..^1];

        DecodedText text = TextDecoder.Decode(bytes)!;

        Assert.Equal(Samples.Japanese.TrimEnd('\n')[..^1] + "\uFFFD", text.Text);
        Assert.Equal("utf-8", text.Encoding);
        Assert.Equal("1 place that is not UTF-8 was replaced by U+FFFD.", text.Note);
    }

    [Fact]
    public void The_note_counts_the_places()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Samples.Russian), 0xC0, 0xAF, 0xED, 0xA0, 0x80, 0xF5];

        DecodedText text = TextDecoder.Decode(bytes)!;

        Assert.Equal("6 places that are not UTF-8 were replaced by U+FFFD.", text.Note);
        Assert.Equal(6, text.Text.Count(character => character == '\uFFFD'));
    }

    [Fact]
    public void Half_a_surrogate_pair_in_UTF16_is_replaced_and_noted()
    {
        byte[] bytes = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a long enough line\n"), 0x3D, 0xD8, (byte)'x', 0];

        Assert.Equal(
            new DecodedText("a long enough line\n\uFFFDx", "utf-16", "1 place that is not utf-16 was replaced by U+FFFD."),
            TextDecoder.Decode(bytes));
    }

    [Fact]
    public void UTF16_of_an_odd_number_of_bytes_is_still_UTF16()
    {
        byte[] bytes = [.. Encoding.Unicode.GetBytes(Samples.English), (byte)'x'];

        DecodedText text = TextDecoder.Decode(bytes)!;

        Assert.Equal("utf-16-le", text.Encoding);
        Assert.Equal(Samples.English + "\uFFFD", text.Text);
    }

    [Fact]
    public void NULs_in_text_are_replaced_and_counted()
    {
        Assert.Equal(
            new DecodedText("HOME=/root\uFFFDUSER=root\uFFFD", "ascii", "2 NUL characters were replaced by U+FFFD."),
            TextDecoder.Decode("HOME=/root\0USER=root\0"u8));
        Assert.Equal("1 NUL character was replaced by U+FFFD.", TextDecoder.Decode("some text\0 and more\n"u8)!.Note);
    }

    [Fact]
    public void NULs_and_wrong_bytes_are_both_noted()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Samples.Greek), 0xFF, 0];

        Assert.Equal(
            "1 place that is not UTF-8 was replaced by U+FFFD. 1 NUL character was replaced by U+FFFD.",
            TextDecoder.Decode(bytes)!.Note);
    }

    [Fact]
    public void ASCII_in_records_with_NULs_is_not_taken_for_Chinese()
    {
        byte[] bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("abc\0", 100)));

        Assert.Equal("ascii", TextDecoder.Decode(bytes)!.Encoding);
    }

    [Fact]
    public void Compressed_bytes_are_binary_whatever_marks_and_NULs_they_happen_to_hold() =>
        Gen.Byte.Array[1000, 4000].Sample(bytes => Assert.Null(TextDecoder.Decode(bytes)));

    [Fact]
    public void A_byte_order_mark_before_random_bytes_is_an_accident() =>
        Gen.Byte.Array[4000, 8000].Sample(bytes => Assert.Null(TextDecoder.Decode([0xFF, 0xFE, .. bytes])));

    [Fact]
    public void Numbers_in_binary_are_not_UTF16()
    {
        byte[] bytes = [.. Enumerable.Range(0, 2000).SelectMany(i => BitConverter.GetBytes((short)(1000 * Math.Sin(i / 10.0))))];

        Assert.Null(TextDecoder.Decode(bytes));
    }
}
