using Kelpie.Chunking;

namespace Kelpie.Tests.Chunking;

public sealed class FileExtensionTests
{
    [Theory]
    [InlineData("/a/b.py", ".py", "py")]
    [InlineData("b.JPG", ".JPG", "JPG")]
    [InlineData("archive.tar.gz", ".gz", "gz")]
    [InlineData("/a.d/Makefile", "", "txt")]
    [InlineData("/home/.bashrc", "", "txt")]
    [InlineData(".config.yml", ".yml", "yml")]
    [InlineData("name.", "", "txt")]
    [InlineData("..", "", "txt")]
    [InlineData("", "", "txt")]
    public void An_extension_is_what_Python_calls_a_suffix(string path, string extension, string fileType)
    {
        Assert.Equal(extension, FileExtension.Of(path));
        Assert.Equal(fileType, FileExtension.ToFileType(extension));
    }

    [Fact]
    public void The_dot_may_be_left_out() => Assert.Equal("Py", FileExtension.ToFileType("Py"));
}
