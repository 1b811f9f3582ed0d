using System.Buffers.Binary;
using Kelpie.Embedding.Lsa;
using static Kelpie.Tests.Embedding.Lsa.SampleTexts;

namespace Kelpie.Tests.Embedding.Lsa;

public sealed class StoredModelTests
{
    private static readonly LsaModel Large =
        LsaTrainer.Train(Corpus(SampleTexts.Random(1_500, 3_000)), new() { Dimensions = 100 });

    private readonly List<int> _fetched = [];

    [Fact]
    public async Task A_model_that_was_stored_gives_the_same_vectors_to_the_bit()
    {
        byte[][] blocks = [.. LsaModelWriter.Write(Large)];
        LsaModelReader reader = await Open(blocks);
        LsaModel loaded = await reader.LoadAsync();
        Assert.Equal((Large.Name, 100, 1_500, Large.Vocabulary.Count), (reader.Name, reader.Dimensions, reader.TrainedOn, reader.TermCount));
        Assert.Equal((Large.Name, 100, 1_500), (loaded.Name, loaded.Dimensions, loaded.TrainedOn));
        Assert.Equal(Large.Vocabulary.Terms, loaded.Vocabulary.Terms);
        foreach (string text in SampleTexts.Random(50, 6_000).Append("unknown"))
        {
            float[]? expected = Large.Embed(Bag(text));
            Assert.Equal(expected, loaded.Embed(Bag(text)));
            Assert.Equal(expected, await reader.EmbedAsync(Bag(text)));
        }
    }

    [Fact]
    public void The_same_model_is_stored_as_the_same_bytes_in_blocks_of_64_KiB()
    {
        byte[][] blocks = [.. LsaModelWriter.Write(Large)];
        Assert.True(blocks.Length > 4);
        Assert.All(blocks, block => Assert.InRange(block.Length, 25, 65_536));
        Assert.All(blocks[1..^1], block => Assert.InRange(block.Length, 65_000, 65_536));
        Assert.Equal(blocks, LsaModelWriter.Write(Large));
    }

    [Fact]
    public async Task A_query_fetches_only_the_blocks_of_its_terms_and_each_once()
    {
        LsaModelReader reader = await Open([.. LsaModelWriter.Write(Large)]);
        Assert.Equal([0], _fetched);
        Assert.Null(await reader.EmbedAsync(Bag("!before everything")));
        _fetched.Clear();
        await reader.EmbedAsync(Bag($"{Large.Vocabulary.Terms[0]} {Large.Vocabulary.Terms[^1]} {Large.Vocabulary.Terms[1]}"));
        await reader.EmbedAsync(Bag(Large.Vocabulary.Terms[0]));
        Assert.Equal([1, reader.BlockCount - 1], _fetched);
    }

    [Fact]
    public async Task Every_term_is_found_in_its_block()
    {
        LsaModelReader reader = await Open([.. LsaModelWriter.Write(Large)]);
        foreach (string term in Large.Vocabulary.Terms)
        {
            Assert.Equal(Large.Embed(Bag(term)), await reader.EmbedAsync(Bag(term)));
        }
    }

    [Theory]
    [InlineData("\uD800 \uDC00x ü日本 a")]
    [InlineData("one")]
    public async Task Terms_of_any_characters_are_stored(string text)
    {
        LsaModel model = Model(text);
        LsaModelReader reader = await Open([.. LsaModelWriter.Write(model)]);
        Assert.Equal(model.Vocabulary.Terms, (await reader.LoadAsync()).Vocabulary.Terms);
        Assert.Equal(model.Embed(Bag(text)), await reader.EmbedAsync(Bag(text)));
    }

    [Fact]
    public async Task Each_changed_byte_of_a_block_is_noticed_and_the_block_is_named()
    {
        byte[][] blocks = [.. LsaModelWriter.Write(Model(Ships))];
        Assert.Equal(2, blocks.Length);
        for (int number = 0; number < 2; number++)
        {
            for (int place = 0; place < blocks[number].Length; place++)
            {
                byte[][] changed = [.. blocks];
                changed[number] = [.. blocks[number]];
                changed[number][place] ^= 0x10;
                var error = await Assert.ThrowsAsync<InvalidDataException>(async () => await (await Open(changed)).LoadAsync());
                Assert.StartsWith($"Block {number} of the embedding model ", error.Message);
            }
        }
    }

    [Fact]
    public async Task What_is_wrong_with_a_block_is_said()
    {
        byte[][] blocks = [.. LsaModelWriter.Write(Large)];
        byte[][] others = [.. LsaModelWriter.Write(Model(Ships))];
        byte[] newer = [.. blocks[0]];
        BinaryPrimitives.WriteInt32LittleEndian(newer.AsSpan(4), 2);
        byte[] changed = [.. blocks[2]];
        changed[1000]++;

        Assert.Equal("Block 2 of the embedding model is damaged: it is no such block. Train the model again.", await Error(blocks, 2, []));
        Assert.Equal("Block 2 of the embedding model is damaged: its checksum is wrong. Train the model again.", await Error(blocks, 2, changed));
        Assert.Equal("Block 2 of the embedding model is damaged: block 3 is in its place. Train the model again.", await Error(blocks, 2, blocks[3]));
        Assert.Equal(
            $"Block 2 of the embedding model is damaged: it has 500 bytes and says that it has {blocks[2].Length}. Train the model again.",
            await Error(blocks, 2, blocks[2][..500]));
        Assert.Equal(
            $"Block 1 of the embedding model is damaged: it is of the model {Model(Ships).Name[^8..]}, not of {Large.Name[^8..]}. Train the model again.",
            await Error(blocks, 1, others[1]));
        Assert.Equal(
            "Block 0 of the embedding model has format 2, of which this version of Kelpie knows nothing; it reads format 1. Update Kelpie, or train the model again.",
            await Error(blocks, 0, newer));
    }

    private async Task<string> Error(byte[][] blocks, int number, byte[] instead)
    {
        byte[][] changed = [.. blocks];
        changed[number] = instead;
        return (await Assert.ThrowsAsync<InvalidDataException>(async () => await (await Open(changed)).LoadAsync())).Message;
    }

    private ValueTask<LsaModelReader> Open(byte[][] blocks) => LsaModelReader.OpenAsync((number, _) =>
    {
        _fetched.Add(number);
        return ValueTask.FromResult<ReadOnlyMemory<byte>>(blocks[number]);
    });
}
