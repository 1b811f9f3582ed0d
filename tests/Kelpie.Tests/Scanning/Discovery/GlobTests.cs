using CsCheck;
using Kelpie.Scanning.Discovery;

namespace Kelpie.Tests.Scanning.Discovery;

public sealed class GlobTests
{
    [Theory]
    [InlineData("*.md", "notes.md", true)]
    [InlineData("*.md", "notes.mdx", false)]
    [InlineData("*.md", ".md", true)]
    [InlineData("*", "", true)]
    [InlineData("**", "anything", true)]
    [InlineData("a*b*c", "aXXbYYc", true)]
    [InlineData("a*b*c", "abcb", false)]
    [InlineData("a*a*a*a*a*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    [InlineData("?.txt", "a.txt", true)]
    [InlineData("?.txt", "ab.txt", false)]
    [InlineData("?.txt", ".txt", false)]
    [InlineData("?.txt", "\U0001F600.txt", true)]
    [InlineData("??.txt", "\U0001F600.txt", false)]
    [InlineData("[abc].txt", "b.txt", true)]
    [InlineData("[abc].txt", "d.txt", false)]
    [InlineData("[a-c][0-9]", "c7", true)]
    [InlineData("[a-c][0-9]", "d7", false)]
    [InlineData("[!a-c]", "d", true)]
    [InlineData("[!a-c]", "b", false)]
    [InlineData("[^a-c]", "b", false)]
    [InlineData("[]]", "]", true)]
    [InlineData("[!]]", "]", false)]
    [InlineData("[!]]", "x", true)]
    [InlineData("[a-]", "-", true)]
    [InlineData("[\U0001F600-\U0001F64F]", "\U0001F610", true)]
    [InlineData("[*]", "*", true)]
    [InlineData("[*]", "x", false)]
    [InlineData("[open", "[open", true)]
    [InlineData("[", "[", true)]
    [InlineData("a[]", "a[]", true)]
    [InlineData("it's \"quoted\"", "it's \"quoted\"", true)]
    [InlineData("*.MD", "notes.md", false)]
    public void A_pattern_without_a_slash_is_compared_with_the_whole_name(string pattern, string name, bool matches) =>
        Assert.Equal(matches, Glob.Parse(pattern, caseSensitive: true).Matches(name));

    [Theory]
    [InlineData("docs/*.md", "docs/a.md", true)]
    [InlineData("docs/*.md", "docs/deep/a.md", false)]
    [InlineData("docs/*.md", "x/docs/a.md", false)]
    [InlineData("./docs/*.md", "docs/a.md", true)]
    [InlineData("**/a.md", "a.md", true)]
    [InlineData("**/a.md", "x/y/a.md", true)]
    [InlineData("**/a.md", "x/y/ba.md", false)]
    [InlineData("docs/**", "docs/x/y.md", true)]
    [InlineData("docs/**", "docs", false)]
    [InlineData("docs/**", "docs2/x", false)]
    [InlineData("a/**/b", "a/b", true)]
    [InlineData("a/**/b", "a/x/y/b", true)]
    [InlineData("a/**/b", "a/x/y/c", false)]
    [InlineData("**/test/**/*.py", "src/test/unit/deep/x.py", true)]
    [InlineData("**/test/**/*.py", "test/x.py", true)]
    [InlineData("**/test/**/*.py", "src/tests/x.py", false)]
    [InlineData("a/**/b/**/c", "a/b/x/b/y/c", true)]
    [InlineData("a/**/**/c", "a/c", true)]
    [InlineData("a**/c", "abc/c", true)]
    [InlineData("a**/c", "ab/x/c", false)]
    public void A_pattern_with_a_slash_is_compared_with_the_relative_path(string pattern, string path, bool matches)
    {
        Glob glob = Glob.Parse(pattern, caseSensitive: true);
        Assert.Equal(GlobScope.RelativePath, glob.Scope);
        Assert.Equal(matches, glob.Matches(path));
    }

    [Fact]
    public void A_pattern_that_starts_at_the_root_is_compared_with_the_absolute_path()
    {
        Glob glob = Glob.Parse("/home/*/notes", caseSensitive: true);
        Assert.Equal(GlobScope.AbsolutePath, glob.Scope);
        Assert.True(glob.Matches("home/reader/notes"));
    }

    [Theory]
    [InlineData("*.MD", "notes.md")]
    [InlineData("[A-C].txt", "b.TXT")]
    [InlineData("docs/README", "DOCS/readme")]
    public void Case_does_not_count_where_it_does_not_for_files(string pattern, string path) =>
        Assert.True(Glob.Parse(pattern, caseSensitive: false).Matches(path));

    [Theory]
    [InlineData("drafts/", true)]
    [InlineData("a/drafts/", true)]
    [InlineData("drafts", false)]
    public void A_slash_at_the_end_restricts_a_pattern_to_folders(string pattern, bool foldersOnly) =>
        Assert.Equal(foldersOnly, Glob.Parse(pattern).FoldersOnly);

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("./")]
    public void A_pattern_that_names_nothing_is_refused(string pattern)
    {
        FormatException e = Assert.Throws<FormatException>(() => Glob.Parse(pattern));
        Assert.Equal($"\"{pattern}\" is not a pattern: it names no file. \"*\" stands for every name.", e.Message);
    }

    [Fact]
    public void A_pattern_prints_as_it_was_given() => Assert.Equal("./a/b/", Glob.Parse("./a/b/").ToString());

    [Fact]
    public void Patterns_match_what_a_regular_expression_made_of_them_matches()
    {
        Gen<string> paths = Gen.OneOf("a", "b", "ab", "ba", "").Array[1, 5].Select(parts => string.Join('/', parts.Where(part => part.Length > 0)));
        Gen<string> patterns = Gen.OneOf("a", "b", "*", "?", "**", "a*", "*b", "[ab]", "[!a]").Array[2, 5].Select(parts => string.Join('/', parts));
        Gen.Select(patterns, paths).Where((_, path) => path.Length > 0).Sample(
            (pattern, path) => Assert.Equal(
                System.Text.RegularExpressions.Regex.IsMatch(path, AsRegex(pattern)),
                Glob.Parse(pattern, caseSensitive: true).Matches(path)),
            iter: 20_000);
    }

    private static string AsRegex(string pattern)
    {
        string[] parts = pattern.Split('/');
        IEnumerable<string> expressions = parts.Select((part, i) => (part, i == parts.Length - 1) switch
        {
            ("**", true) => ".+",
            ("**", false) => "(?:[^/]+/)*",
            (_, bool last) => part.Replace("*", "[^/]*").Replace("?", "[^/]").Replace("[!a]", "[^a/]") + (last ? "" : "/"),
        });
        return $"^{string.Concat(expressions)}\\z";
    }
}
