using System.Security.Cryptography;
using System.Text;
using Kelpie.Chunking;

namespace Kelpie.Tests.Chunking;

public sealed class TextHashTests
{
    [Fact]
    public void It_is_the_SHA_256_of_the_UTF_8() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", TextHash.Of("abc"));

    [Theory]
    [InlineData("x")]
    [InlineData("é")]
    [InlineData("漢")]
    [InlineData("🦊")]
    public void A_text_longer_than_the_buffer_is_hashed_as_one(string unit)
    {
        for (var lead = 0; lead < 4; lead++)
        {
            var text = new string('.', lead) + string.Concat(Enumerable.Repeat(unit, 150_000));
            Assert.Equal(Sha256(text), TextHash.Of(text));
        }
    }

    [Fact]
    public void A_lone_surrogate_is_hashed_as_the_replacement_character()
    {
        Assert.Equal(Sha256("a\uFFFDb\uFFFD"), TextHash.Of("a\uD83Eb\uDD8A"));
        Assert.Equal(Sha256("a\uFFFD"), TextHash.Of("a\uD83E"));
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
