using Kelpie.Onnx.Tests.Models;
using Kelpie.Onnx.Tokenizing;

namespace Kelpie.Onnx.Tests.Tokenizing;

/// <summary>Texts in numbers, as the models were trained on them.</summary>
public sealed class TokenizerTests
{
    [Theory]
    [InlineData("kettle garden", "5,6")]
    [InlineData("KETTLE Gardens", "5,6,7")]
    [InlineData("kettle\ngarden\r\nkettle\tgarden", "5,6,5,6")]
    [InlineData("kettle\u00A0garden\u3000kettle", "5,6,5")]
    [InlineData("kett\u00ADle gar\u0000den\u200B", "5,6")]
    [InlineData("Café CAFÉ cafe\u0301", "8,8,8")]
    [InlineData("日日kettle", "11,11,5")]
    [InlineData("query: kettle", "12,14,5")]
    [InlineData("kettle.", "5,1")]
    [InlineData("[CLS]", "1,1,1")]
    [InlineData("", "")]
    public void Words_are_cut_as_BERT_was_trained(string text, string expected)
    {
        using var folder = new TinyModel();
        Assert.Equal($"2,{(expected.Length > 0 ? expected + "," : "")}3", Numbers(folder, text));
    }

    [Fact]
    public void Capitals_and_accents_stay_where_the_tokenizer_says_so()
    {
        using var folder = new TinyModel();
        folder.Write("tokenizer_config.json", """{"do_lower_case": false}""");
        Assert.Equal("2,1,5,1,3", Numbers(folder, "Kettle kettle café"));
    }

    [Fact]
    public void The_list_of_words_may_stand_in_the_tokenizer_itself()
    {
        using var folder = new TinyModel();
        folder.Delete("vocab.txt");
        var words = string.Join(", ", TinyModel.Words.Select((word, i) => $"\"{word}\": {i}").Reverse());
        folder.Write("tokenizer.json", $$"""{"normalizer": {"type": "BertNormalizer", "lowercase": false, "strip_accents": null}, "model": {"type": "WordPiece", "vocab": { {{words}} } } }""");
        Assert.Equal("2,5,1,6,7,3", Numbers(folder, "kettle Kettle gardens"));
    }

    [Fact]
    public void Other_words_may_stand_at_the_ends()
    {
        using var folder = new TinyModel();
        folder.Write("vocab.txt", "<s>\n<pad>\n</s>\n[UNK]\n<mask>\nkettle\n");
        folder.Write("tokenizer_config.json", """{"cls_token": "<s>", "sep_token": {"content": "</s>"}, "pad_token": "<pad>", "mask_token": "<mask>"}""");
        Assert.Equal("0,5,3,2", Numbers(folder, "kettle garden"));
        Assert.Equal(1, TokenizerReader.Read(ModelFolder.At(folder.Path)).Padding);
    }

    [Theory]
    [InlineData("kettle garden", "4,5")]
    [InlineData("  kettle \n gardens ", "4,5,6")]
    [InlineData("kettle zyzzyva", "4,7,3")]
    [InlineData("", "")]
    public void Pieces_of_sentences_have_the_numbers_of_XLM_RoBERTa(string text, string expected)
    {
        using var folder = new TinyModel();
        folder.Write("sentencepiece.bpe.model", Pieces());
        Assert.Equal($"0,{(expected.Length > 0 ? expected + "," : "")}2", Numbers(folder, text));
        Assert.Equal(1, TokenizerReader.Read(ModelFolder.At(folder.Path)).Padding);
    }

    [Theory]
    [InlineData("한", "\u1112\u1161\u11AB")]
    [InlineData("가", "\u1100\u1161")]
    [InlineData("ế", "e")]
    [InlineData("й", "и")]
    [InlineData("が", "か")]
    [InlineData("\u0301", "")]
    [InlineData("ß", "ß")]
    [InlineData("ø", "ø")]
    [InlineData("≠", "=")]
    public void What_is_left_of_a_character_is_what_Unicode_says(string character, string expected) =>
        Assert.Equal(expected, string.Concat(Decompositions.Of(character.EnumerateRunes().First())));

    private static string Numbers(TinyModel folder, string text) => string.Join(',', TokenizerReader.Read(ModelFolder.At(folder.Path)).Tokenize(text, 64).Ids);

    // <unk>, <s>, </s>, and the pieces from 3 on; a unigram model.
    private static byte[] Pieces()
    {
        var file = new Protobuf();
        foreach (var (piece, score, type) in new[] { ("<unk>", 0f, 2), ("<s>", 0, 3), ("</s>", 0, 3), ("\u2581kettle", -1, 1), ("\u2581garden", -2, 1), ("s", -3, 1), ("\u2581", -4, 1) })
        {
            file.Message(1, new Protobuf().Text(1, piece).Single(2, score).Number(3, type));
        }

        return file.Message(2, new Protobuf().Number(3, 1).Number(40, 0).Number(41, 1).Number(42, 2))
            .Message(3, new Protobuf().Text(1, "identity").Number(3, 1).Number(4, 1).Number(5, 1)).ToArray();
    }
}
