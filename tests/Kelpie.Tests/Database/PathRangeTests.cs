using Kelpie.Database;

namespace Kelpie.Tests.Database;

public sealed class PathRangeTests
{
    [Theory]
    [InlineData("/src", "/src/", "/src0")]
    [InlineData("/src/", "/src/", "/src0")]
    [InlineData("/", "/", "0")]
    [InlineData("/a%_b", "/a%_b/", "/a%_b0")]
    public void What_is_below_a_directory_lies_between_the_slash_and_what_follows_it(string directory, string from, string to) =>
        Assert.Equal(new PathRange(from, to), PathRange.Below(directory));

    [Theory]
    [InlineData("/src", "/src/a", true)]
    [InlineData("/src", "/src/\U0010FFFF", true)]
    [InlineData("/src", "/src2/a", false)]
    [InlineData("/src", "/src", false)]
    [InlineData("/src", "/src.md", false)]
    [InlineData("/src", "/SRC/a", false)]
    [InlineData("/", "/a", true)]
    public void It_holds_what_is_below_and_nothing_else(string directory, string path, bool expected)
    {
        var range = PathRange.Below(directory);

        Assert.Equal(expected, string.CompareOrdinal(path, range.From) >= 0 && string.CompareOrdinal(path, range.To) < 0);
    }

    [Theory]
    [InlineData("/ä", "325e06d160ffb27bfd537da45513ccc1bb860c609336186fd5b7732f1680fc03")]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public void The_key_of_a_path_is_the_SHA_256_of_its_UTF_8(string path, string key) => Assert.Equal(key, PathKey.Of(path));
}
