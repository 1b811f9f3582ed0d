using Kelpie.Sql;

namespace Kelpie.Conformance.Backends;

public sealed class BackendTests
{
    [Fact]
    public void A_backend_that_cannot_be_had_is_skipped_by_name_and_reason()
    {
        var row = Assert.Single(EveryBackendAttribute.Rows([new Missing()]));
        Assert.Equal(["oracle"], row.GetData());
        Assert.Equal("Set KELPIE_TEST_ORACLE to a URL.", row.Skip);
    }

    [Fact]
    public void One_that_can_is_not()
    {
        var row = Assert.Single(EveryBackendAttribute.Rows([new SqliteFileBackend()]));
        Assert.Null(row.Skip);
    }

    [Fact]
    public async Task A_database_is_new_and_goes_when_it_is_disposed()
    {
        string file;
        await using (var database = await new SqliteFileBackend().CreateAsync())
        {
            file = database.Url.Database;
            await using var db = await database.ConnectAsync();
            Assert.Empty(await database.Engine.Driver.Inspector.TableNamesAsync(db));
            Assert.True(File.Exists(file));
        }

        Assert.False(Directory.Exists(Path.GetDirectoryName(file)));
    }

    private sealed class Missing : Backend
    {
        public override string Name => "oracle";

        public override string WhyMissing => "Set KELPIE_TEST_ORACLE to a URL.";

        public override ValueTask<TestDatabase> CreateAsync(EngineOptions? options = null) =>
            throw new InvalidOperationException("A backend that is missing creates no database.");
    }
}
