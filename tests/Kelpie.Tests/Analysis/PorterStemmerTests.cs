using Kelpie.Analysis;

namespace Kelpie.Tests.Analysis;

public sealed class PorterStemmerTests
{
    /// <summary>The examples of the paper, each carried through all steps.</summary>
    [Theory]
    [InlineData("caresses caress ponies poni ties ti caress caress cats cat")]
    [InlineData("feed feed agreed agre plastered plaster bled bled motoring motor sing sing")]
    [InlineData("conflated conflat troubled troubl sized size hopping hop tanned tan falling fall hissing hiss fizzed fizz failing fail filing file")]
    [InlineData("happy happi sky sky")]
    [InlineData("relational relat conditional condit rational ration valenci valenc hesitanci hesit digitizer digit conformabli conform")]
    [InlineData("radicalli radic differentli differ vileli vile analogousli analog vietnamization vietnam predication predic operator oper")]
    [InlineData("feudalism feudal decisiveness decis hopefulness hope callousness callous formaliti formal sensitiviti sensit sensibiliti sensibl")]
    [InlineData("triplicate triplic formative form formalize formal electriciti electr electrical electr hopeful hope goodness good")]
    [InlineData("revival reviv allowance allow inference infer airliner airlin gyroscopic gyroscop adjustable adjust defensible defens")]
    [InlineData("irritant irrit replacement replac adjustment adjust dependent depend adoption adopt communism commun activate activ")]
    [InlineData("angulariti angular homologous homolog effective effect bowdlerize bowdler")]
    [InlineData("probate probat rate rate cease ceas controll control roll roll")]
    [InlineData("generalizations gener oscillators oscil")]
    [InlineData("analogy analog possibly possibl syzygy syzygi yes ye say sai")]
    public void Words_have_the_stems_of_the_published_algorithm(string wordsAndStems)
    {
        string[] pairs = wordsAndStems.Split(' ');
        for (int i = 0; i < pairs.Length; i += 2)
        {
            Assert.Equal((pairs[i], pairs[i + 1]), (pairs[i], PorterStemmer.Stem(pairs[i])));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("is")]
    [InlineData("häuser")]
    [InlineData("Running")]
    [InlineData("utf8s")]
    public void What_is_short_or_not_all_letters_from_a_to_z_stays(string word) => Assert.Equal(word, PorterStemmer.Stem(word));

    [Theory]
    [InlineData("ion")]
    [InlineData("eed")]
    [InlineData("ing")]
    [InlineData("sss")]
    [InlineData("yyy")]
    [InlineData("ational")]
    [InlineData("ies")]
    [InlineData("eee")]
    public void A_word_that_is_hardly_more_than_a_suffix_does_not_vanish(string word) => Assert.NotEmpty(PorterStemmer.Stem(word));

    [Fact]
    public void A_word_far_longer_than_a_term_is_stemmed_too() =>
        Assert.Equal(new string('o', 5000) + "r", PorterStemmer.Stem(new string('o', 5000) + "rness"));

    [Fact]
    public void Stemming_in_place_gives_the_beginning_of_the_span()
    {
        char[] word = [.. "ponies"];
        Assert.Equal("poni", PorterStemmer.Stem(word.AsSpan()).ToString());
    }
}
