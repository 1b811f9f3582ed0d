using Kelpie.Sql.Sqlite;

namespace Kelpie.Sql.Tests;

public sealed class EngineTests
{
    [Fact]
    public async Task It_takes_the_driver_of_the_urls_scheme()
    {
        await using var engine = Engine.Create(DatabaseUrl.Parse("library.db"), [SqliteDriver.Instance]);
        Assert.Same(SqliteDriver.Instance, engine.Driver);
        Assert.Same(SqliteDialect.Instance, engine.Dialect);
        Assert.Equal("library.db", engine.Url.Database);
        Assert.Same(EngineOptions.Default, engine.Options);
    }

    [Fact]
    public void A_scheme_without_a_driver_is_refused_and_the_password_not_shown()
    {
        var error = Assert.Throws<NotSupportedException>(
            () => Engine.Create(DatabaseUrl.Parse("oracle://u:s3cret@host/x"), [SqliteDriver.Instance]));
        Assert.Equal("There is no driver for oracle://; the schemes are sqlite.", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_pool_of_nothing_is_refused(int size)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Engine.Create(
            DatabaseUrl.Parse("library.db"), [SqliteDriver.Instance], new EngineOptions { PoolSize = size }));
        Assert.StartsWith("EngineOptions.PoolSize must be 1 or more.", error.Message, StringComparison.Ordinal);
    }
}
