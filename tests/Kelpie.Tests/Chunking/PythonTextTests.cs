using Kelpie.Chunking;

namespace Kelpie.Tests.Chunking;

public sealed class PythonTextTests
{
    [Fact]
    public void White_space_is_exactly_what_Python_says()
    {
        // Printed by Python 3.11: [c for c in range(0x110000) if chr(c).isspace()]; strip, split and re's \s gave the same.
        int[] python =
        [
            0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x1F, 0x20, 0x85, 0xA0, 0x1680,
            0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A,
            0x2028, 0x2029, 0x202F, 0x205F, 0x3000,
        ];
        Assert.Equal(python, Enumerable.Range(0, 0x10000).Where(c => PythonText.IsWhiteSpace((char)c)));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(" \u001C\u3000", "")]
    [InlineData("a b", "a b")]
    [InlineData("\u001Fa\u200B ", "a\u200B")]
    public void Trimming_takes_white_space_from_both_ends(string text, string expected) =>
        Assert.Equal(expected, PythonText.Trim(text).ToString());

    [Theory]
    [InlineData("", 0)]
    [InlineData(" \n\u0085", 0)]
    [InlineData("one", 1)]
    [InlineData(" one\u001Ctwo\u00A0\u2003three\n", 3)]
    [InlineData("zero\u200Bwidth joins", 2)]
    [InlineData("漢字\u3000かな", 2)]
    public void Words_are_what_white_space_leaves(string text, int expected) => Assert.Equal(expected, PythonText.CountWords(text));

    [Fact]
    public void Every_character_either_is_a_word_or_parts_words_wherever_it_stands()
    {
        Span<char> text = stackalloc char[19];
        for (var c = 0; c < 0x10000; c++)
        {
            var space = PythonText.IsWhiteSpace((char)c);
            for (var at = 1; at < 18; at += 3)
            {
                text.Fill('x');
                text[at] = (char)c;
                Assert.Equal(space ? 2 : 1, PythonText.CountWords(text));
                text.Fill(' ');
                text[at] = (char)c;
                Assert.Equal(space ? 0 : 1, PythonText.CountWords(text));
            }
        }
    }
}
