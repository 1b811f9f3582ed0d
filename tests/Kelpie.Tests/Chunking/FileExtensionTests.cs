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
    [InlineData("/home/..hidden", "", "txt")]
    [InlineData(".config.yml", ".yml", "yml")]
    [InlineData("a.b c", ".b c", "b c")]
    [InlineData("name.", "", "txt")]
    [InlineData("..", "", "txt")]
    [InlineData("", "", "txt")]
    public void An_extension_is_what_Python_splits_off(string path, string extension, string fileType)
    {
        Assert.Equal(extension, FileExtension.OfPath(path));
        Assert.Equal(fileType, FileExtension.ToFileType(extension));
    }

    [Theory]
    [InlineData("NOTES.MD", ".md")]
    [InlineData(".profile.BAK", ".bak")]
    [InlineData("Makefile", "")]
    [InlineData(".", "")]
    public void Databases_keep_it_in_lower_case(string name, string extension) =>
        Assert.Equal(extension, FileExtension.LowerCaseOf(name));

    [Fact]
    public void The_extension_of_a_name_is_as_written() => Assert.Equal(".MD", FileExtension.Of("NOTES.MD").ToString());

    [Fact]
    public void The_dot_may_be_left_out() => Assert.Equal("Py", FileExtension.ToFileType("Py"));
}
