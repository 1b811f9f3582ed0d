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
    [InlineData("\uD83E")]
    public void A_text_longer_than_the_buffer_is_hashed_as_one(string unit)
    {
        for (var lead = 0; lead < 4; lead++)
        {
            var text = new string('.', lead) + string.Concat(Enumerable.Repeat(unit, 150_000));
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), TextHash.Of(text));
        }
    }
}
