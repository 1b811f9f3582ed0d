using Kelpie.Scanning.Reading;

namespace Kelpie.Tests.Scanning.Reading;

public sealed class MimeTypesTests
{
    [Theory]
    [InlineData(".py", "text/x-python")]
    [InlineData(".md", "text/markdown")]
    [InlineData(".txt", "text/plain")]
    [InlineData(".js", "text/javascript")]
    [InlineData(".json", "application/json")]
    [InlineData(".csv", "text/csv")]
    [InlineData(".c", "text/x-csrc")]
    [InlineData(".h", "text/x-chdr")]
    [InlineData(".html", "text/html")]
    [InlineData(".pdf", "application/pdf")]
    [InlineData(".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData(".go", null)]
    [InlineData(".rs", null)]
    [InlineData(".ts", null)]
    [InlineData("", null)]
    public void Types_are_the_ones_that_Python_gives(string extension, string? type) => Assert.Equal(type, MimeTypes.OfExtension(extension));

    [Fact]
    public void Every_extension_has_one_type()
    {
        string[] extensions = [.. MimeTypeTable.Rows.SelectMany(row => row.Extensions.Split(' '))];

        Assert.Equal(extensions.Distinct(), extensions);
        Assert.All(extensions, extension => Assert.Equal('.', extension[0]));
        Assert.All(extensions, extension => Assert.Equal(extension.ToLowerInvariant(), extension));
    }

    [Theory]
    [InlineData("text/x-anything", true)]
    [InlineData("application/ld+json", true)]
    [InlineData("image/svg+xml", true)]
    [InlineData("application/json", true)]
    [InlineData("application/pdf", false)]
    [InlineData("image/png", false)]
    [InlineData(null, false)]
    public void Text_is_known_by_its_type_also_under_other_names(string? type, bool isText) => Assert.Equal(isText, MimeTypes.IsText(type));

    [Fact]
    public void Extensions_that_need_no_type_are_not_listed_twice() =>
        Assert.DoesNotContain(TextExtensions.All, extension => MimeTypes.IsText(MimeTypes.OfExtension(extension)));
}
