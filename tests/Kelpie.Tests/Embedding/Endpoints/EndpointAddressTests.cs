using Kelpie.Embedding.Endpoints;

namespace Kelpie.Tests.Embedding.Endpoints;

public sealed class EndpointAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:11434/v1#nomic-embed-text", "http://127.0.0.1:11434/v1#nomic-embed-text", "nomic-embed-text")]
    [InlineData("HTTP://LocalHost/v1/#a:latest", "http://localhost/v1#a:latest", "a:latest")]
    [InlineData("https://api.openai.com/v1/embeddings#text-embedding-3-small", "https://api.openai.com/v1#text-embedding-3-small", "text-embedding-3-small")]
    [InlineData("http://host:8080#BAAI/bge-m3", "http://host:8080#BAAI/bge-m3", "BAAI/bge-m3")]
    [InlineData("http://host/v1#two%20words", "http://host/v1#two words", "two words")]
    public void The_model_stands_behind_the_hash(string text, string expected, string model)
    {
        var address = EndpointAddress.Parse(text);
        Assert.Equal((expected, model), (address.ToString(), address.Model));
        Assert.Equal(address, EndpointAddress.Parse(address.ToString()));
        Assert.EndsWith("/embeddings", address.Embeddings.AbsoluteUri, StringComparison.Ordinal);
        Assert.DoesNotContain("//embeddings", address.Embeddings.AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://host/v1", "The address http://host/v1 names no model.")]
    [InlineData("http://user:secret@host/v1#m", "The address of the endpoint at host has a user, a password or a query in it, which would be stored.")]
    [InlineData("http://host/v1?api-key=secret#m", "The address of the endpoint at host has a user, a password or a query in it, which would be stored.")]
    [InlineData("http://#secret", "This is no address of an endpoint.")]
    [InlineData("ftp://secret@host/#m", "This is no address of an endpoint.")]
    public void What_is_none_is_refused_and_not_said_again(string text, string says)
    {
        var refused = Assert.Throws<KelpieException>(() => EndpointAddress.Parse(text));
        Assert.Equal(("endpoint_address", says), (refused.Error, refused.Message));
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
    }
}
