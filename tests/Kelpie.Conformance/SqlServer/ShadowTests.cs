using System.Reflection;
using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Compilation;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance.SqlServer;

/// <summary>That the suite is also said in T-SQL, and that it would be found if it could not be.</summary>
public sealed class ShadowTests
{
    // A member that is not handed on would silently do what the base class does.
    [Theory]
    [InlineData(typeof(ShadowDriver), typeof(Driver))]
    [InlineData(typeof(ShadowDialect), typeof(Dialect))]
    public void Whatever_a_backend_does_its_own_way_is_handed_on(Type shadow, Type original)
    {
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        string[] exempt = ["Check", "QuoteAlways", "ToString", "Equals", "GetHashCode", "Finalize"];
        var missing = original.GetMethods(all)
            .Where(method => method is { IsVirtual: true, IsFinal: false } && method.DeclaringType == original && !exempt.Contains(method.Name))
            .Where(method => shadow.GetMethod(method.Name, all, [.. method.GetParameters().Select(parameter => parameter.ParameterType)])!.DeclaringType != shadow)
            .Select(method => method.Name);
        Assert.Empty(missing);
    }

    [Fact]
    public async Task A_statement_on_a_table_that_is_not_there_is_found_when_the_test_is_over()
    {
        var database = await new SqliteMemoryBackend().CreateAsync();
        await using (var db = await database.ConnectAsync(ShelvesTable.Instance))
        {
            _ = Select(ItemsTable.Instance.Id).From(ItemsTable.Instance).Compile(db.Dialect);
        }

        var error = await Assert.ThrowsAsync<TSqlException>(async () => await database.DisposeAsync());
        Assert.Contains("SQL71502", error.Message, StringComparison.Ordinal);
        Assert.Contains("in SELECT items.id FROM items", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_that_nobody_approved_is_found_at_once()
    {
        Assert.SkipWhen(ApprovedRefusals.IsAccepting, "Refusals are being approved.");
        await using var database = await new SqliteMemoryBackend().CreateAsync();
        await using var db = await database.ConnectAsync(ShelvesTable.Instance);
        var s = ShelvesTable.Instance;
        var refused = UpsertInto(s, s.Id).Set(s.Label, "a");
        var error = Assert.Throws<TSqlException>(() => refused.Compile(db.Dialect));
        Assert.Contains("mssql has no upsert into shelves whose key id is not among the values", error.Message, StringComparison.Ordinal);
    }
}
