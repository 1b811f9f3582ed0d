using Kelpie.Scanning.Discovery;

namespace Kelpie.Tests.Scanning.Discovery;

public sealed class FileExtensionTests
{
    [Theory]
    [InlineData("notes.md", ".md")]
    [InlineData("NOTES.MD", ".md")]
    [InlineData("archive.tar.gz", ".gz")]
    [InlineData(".bashrc", "")]
    [InlineData("..hidden", "")]
    [InlineData(".profile.bak", ".bak")]
    [InlineData("Makefile", "")]
    [InlineData("ends with a dot.", "")]
    [InlineData("a.b c", ".b c")]
    [InlineData("", "")]
    [InlineData(".", "")]
    public void The_extension_is_what_Python_takes_for_it_in_lower_case(string name, string extension) =>
        Assert.Equal(extension, FileExtension.LowerCaseOf(name));

    [Fact]
    public void The_extension_can_be_had_as_written() => Assert.Equal(".MD", FileExtension.Of("NOTES.MD").ToString());
}
