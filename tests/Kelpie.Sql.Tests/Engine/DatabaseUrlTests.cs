using CsCheck;

namespace Kelpie.Sql.Tests;

public sealed class DatabaseUrlTests
{
    [Theory]
    [InlineData("library.db", "library.db")]
    [InlineData("/home/reader/library.db", "/home/reader/library.db")]
    [InlineData("with space & ü?.db", "with space & ü?.db")]
    [InlineData("100%.db", "100%.db")]
    [InlineData(":memory:", ":memory:")]
    [InlineData("sqlite:///library.db", "library.db")]
    [InlineData("sqlite:////home/reader/library.db", "/home/reader/library.db")]
    [InlineData("SQLite:///Library.db", "Library.db")]
    [InlineData("sqlite:///with%20space%3F.db", "with space?.db")]
    [InlineData("sqlite:///C:/library.db", "C:/library.db")]
    [InlineData("sqlite://", "")]
    [InlineData("sqlite:///", "")]
    [InlineData("sqlite:///:memory:", ":memory:")]
    public void A_SQLite_file(string text, string file)
    {
        var url = DatabaseUrl.Parse(text);
        Assert.Equal("sqlite", url.Scheme);
        Assert.Equal(file, url.Database);
        Assert.Null(url.Host);
        Assert.Null(url.Port);
        Assert.Null(url.User);
        Assert.Null(url.Password);
        Assert.Empty(url.Options);
    }

    [Fact]
    public void A_server_with_everything()
    {
        var url = DatabaseUrl.Parse("postgresql://reader:s3cret@db.example.org:5433/library?sslmode=require&application_name=kelpie");
        Assert.Equal("postgresql", url.Scheme);
        Assert.Equal("reader", url.User);
        Assert.Equal("s3cret", url.Password);
        Assert.Equal("db.example.org", url.Host);
        Assert.Equal(5433, url.Port);
        Assert.Equal("library", url.Database);
        Assert.Equal("require", url.Option("sslmode"));
        Assert.Equal("kelpie", url.Option("application_name"));
        Assert.Null(url.Option("missing"));
        Assert.Equal("postgresql://reader@db.example.org:5433/library?sslmode=require&application_name=kelpie", url.ToString());
    }

    [Theory]
    [InlineData("mysql://host", null, null, "host", null, "")]
    [InlineData("mysql://host/", null, null, "host", null, "")]
    [InlineData("mariadb://host/name", null, null, "host", null, "name")]
    [InlineData("mssql://host:1433/name", null, null, "host", 1433, "name")]
    [InlineData("mssql://host:/name", null, null, "host", null, "name")]
    [InlineData("mysql://user@host/name", "user", null, "host", null, "name")]
    [InlineData("mysql://user:@host/name", "user", "", "host", null, "name")]
    [InlineData("mysql://:pw@host/name", "", "pw", "host", null, "name")]
    [InlineData("mysql://u:p:w@host/name", "u", "p:w", "host", null, "name")]
    [InlineData("mysql://u:p@w@host/name", "u", "p@w", "host", null, "name")]
    [InlineData("mysql://us%40er:p%2Fw%3F%25@host/na%20me", "us@er", "p/w?%", "host", null, "na me")]
    [InlineData("postgresql://[::1]/name", null, null, "::1", null, "name")]
    [InlineData("postgresql://u:p@[fe80::1]:5432/name", "u", "p", "fe80::1", 5432, "name")]
    [InlineData("postgresql://%2Fvar%2Frun%2Fpostgresql/name", null, null, "/var/run/postgresql", null, "name")]
    public void A_server(string text, string? user, string? password, string host, int? port, string database)
    {
        var url = DatabaseUrl.Parse(text);
        Assert.Equal((user, password, host, port, database), (url.User, url.Password, url.Host, url.Port, url.Database));
    }

    [Theory]
    [InlineData("postgresql://h/n?a=1&b=2", "a=1,b=2")]
    [InlineData("postgresql://h/n?a=x%26y%3Dz&b", "a=x&y=z,b=")]
    [InlineData("postgresql://h/n?a=b=c", "a=b=c")]
    [InlineData("postgresql://h/n?", "")]
    [InlineData("sqlite:///file.db?mode=ro", "mode=ro")]
    public void Options(string text, string options) => Assert.Equal(
        options, string.Join(',', DatabaseUrl.Parse(text).Options.Select(option => $"{option.Key}={option.Value}")));

    [Fact]
    public void Two_urls_that_say_the_same_are_equal()
    {
        const string text = "postgresql://reader:s3cret@host:5433/library?sslmode=require";
        Assert.Equal(DatabaseUrl.Parse(text), DatabaseUrl.Parse(text));
        Assert.Equal(DatabaseUrl.Parse(text).GetHashCode(), DatabaseUrl.Parse(text).GetHashCode());
        Assert.NotEqual(DatabaseUrl.Parse(text), DatabaseUrl.Parse(text + "x"));
        Assert.NotEqual(DatabaseUrl.Parse(text), DatabaseUrl.Parse(text.Replace("s3cret", "other", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("", "The database URL is empty; give a path, or a URL such as postgresql://user@host/name.")]
    [InlineData("postgresql://", "The postgresql URL names no host; write postgresql://user@host/name.")]
    [InlineData("postgresql:///name", "The postgresql URL names no host; write postgresql://user@host/name.")]
    [InlineData("postgresql://user:s3cret@/name", "The postgresql URL names no host; write postgresql://user@host/name.")]
    [InlineData("postgresql://user:s3cret@host:port/name", "The port of host is not a number from 1 to 65535.")]
    [InlineData("postgresql://user:s3cret@host:0/name", "The port of host is not a number from 1 to 65535.")]
    [InlineData("postgresql://user:s3cret@host:65536/name", "The port of host is not a number from 1 to 65535.")]
    [InlineData("postgresql://user:s3cret@[::1]:x/name", "The port of ::1 is not a number from 1 to 65535.")]
    [InlineData("postgresql://user:s3cret@[::1/name", "The host of the postgresql URL begins with [ and has no ]; write postgresql://user@[::1]:port/name.")]
    [InlineData("postgresql://user:s3cret@[::1]5432/name", "The host of the postgresql URL has something behind its ] that is no :port; write postgresql://user@[::1]:port/name.")]
    [InlineData("sqlite://library.db", "sqlite://library.db has a host where SQLite has none; write sqlite:///library.db for a relative path, sqlite:////library.db for an absolute one.")]
    [InlineData("://host/name", "The database URL has no scheme before its ://; write, for instance, postgresql://user@host/name.")]
    [InlineData("postgresql://user:12/s3cret@host/name", "The postgresql URL has an @ behind a / or ?; write these three in a user or password as %40, %2F and %3F.")]
    [InlineData("postgresql://user:12?s3cret@host/name", "The postgresql URL has an @ behind a / or ?; write these three in a user or password as %40, %2F and %3F.")]
    public void What_is_no_url_is_refused_without_showing_the_password(string text, string message)
    {
        var error = Assert.Throws<FormatException>(() => DatabaseUrl.Parse(text));
        Assert.Equal(message, error.Message);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_at_sign_in_the_value_of_an_option_is_no_mistake() =>
        Assert.Equal("me@home", DatabaseUrl.Parse("postgresql://host/name?application_name=me@home").Option("application_name"));

    [Theory]
    [InlineData("library.db", "sqlite:///library.db")]
    [InlineData("/tmp/library.db", "sqlite:////tmp/library.db")]
    [InlineData("100% sure?.db", "sqlite:///100%25 sure%3F.db")]
    [InlineData("sqlite://", "sqlite://")]
    [InlineData("postgresql://reader:s3cret@host/n%3Fm", "postgresql://reader@host/n%3Fm")]
    [InlineData("postgresql://re%40der:s3cret@[::1]:5432/n", "postgresql://re%40der@[::1]:5432/n")]
    [InlineData("postgresql://%2Frun/n", "postgresql://%2Frun/n")]
    [InlineData("postgresql://h/n?password=s3cret&a=1", "postgresql://h/n?a=1")]
    [InlineData("postgresql://h/n?Pwd=s3cret&sslpassword=s3cret", "postgresql://h/n")]
    [InlineData("mysql://h/n?passwd=s3cret&a=x%26y", "mysql://h/n?a=x%26y")]
    public void Its_text_never_shows_a_password(string text, string shown)
    {
        var url = DatabaseUrl.Parse(text);
        Assert.Equal(shown, url.ToString());
        Assert.DoesNotContain("s3cret", $"{url}", StringComparison.Ordinal);
    }

    [Fact]
    public void Its_text_says_the_same_url_again() => Gen.Select(
        Gen.String[Gen.Char["ab:/?&=%#@[]ü 1"], 0, 8], Gen.String[Gen.Char["ab:/?&=%#@[]ü 1"], 1, 8], Gen.String[Gen.Char["ab/?&=%+@ü"], 0, 8])
        .Sample((database, user, option) =>
        {
            static string e(string text) => Uri.EscapeDataString(text);
            var server = DatabaseUrl.Parse($"postgresql://{e(user)}@host:1/{e(database)}?o={e(option)}");
            Assert.Equal((user, database, option), (server.User, server.Database, server.Option("o")));
            Assert.Equal(server, DatabaseUrl.Parse(server.ToString()));
            var file = DatabaseUrl.Parse($"sqlite:///{e(database)}");
            Assert.Equal(file, DatabaseUrl.Parse(file.ToString()));
        });
}
