using Kelpie.Sql.Statements;
using Kelpie.Sql.Tests.Fakes;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Sql.Tests;

public sealed class PreparingTests
{
    private static readonly Query<long> Seven = Text("SELECT 7").Rows(Sql.Schema.Types.BigInt);
    private static readonly EngineOptions OnlyOne = new() { PoolSize = 1 };

    [Fact]
    public async Task A_statement_is_prepared_at_its_second_run_on_a_session()
    {
        var driver = new FakeDriver { IsPreparing = true };
        await using var engine = driver.CreateEngine(OnlyOne);
        for (var i = 0; i < 3; i++)
        {
            await using var db = await engine.ConnectAsync();
            Assert.Equal(7, await db.FirstAsync(Seven));
        }

        Assert.Equal(["1: open", "1: SELECT 7", "1: prepare SELECT 7", "1: SELECT 7", "1: SELECT 7"], driver.Asked);
    }

    [Fact]
    public async Task A_driver_that_prepares_by_itself_is_not_asked_to()
    {
        var driver = new FakeDriver();
        await using var db = await driver.CreateEngine().ConnectAsync();
        await db.ListAsync(Seven);
        await db.ListAsync(Seven);
        Assert.Equal(["1: open", "1: SELECT 7", "1: SELECT 7"], driver.Asked);
    }

    [Fact]
    public async Task A_script_makes_the_session_prepare_anew()
    {
        var driver = new FakeDriver { IsPreparing = true };
        await using var db = await driver.CreateEngine().ConnectAsync();
        await db.ExecuteScriptAsync("A");
        await db.ListAsync(Seven);
        await db.ListAsync(Seven);
        await db.ExecuteScriptAsync("B");
        await db.ListAsync(Seven);
        await db.ListAsync(Seven);
        Assert.Equal(
            ["1: open", "1: A", "1: SELECT 7", "1: prepare SELECT 7", "1: SELECT 7", "1: B", "1: unprepare all", "1: SELECT 7", "1: prepare SELECT 7", "1: SELECT 7"],
            driver.Asked);
    }

    [Fact]
    public async Task One_that_has_become_stale_is_run_again_outside_a_transaction()
    {
        var driver = new FakeDriver { IsPreparing = true };
        await using var db = await driver.CreateEngine().ConnectAsync();
        await db.ListAsync(Seven);
        await db.ListAsync(Seven);
        FailOnce(driver);
        Assert.Equal([7L], await db.ListAsync(Seven));
        Assert.Equal(["1: SELECT 7", "1: SELECT 7"], driver.Asked.Skip(4));
    }

    [Fact]
    public async Task Within_a_transaction_it_fails_and_the_next_one_finds_it_renewed()
    {
        var driver = new FakeDriver { IsPreparing = true };
        await using var db = await driver.CreateEngine().ConnectAsync();
        await db.ListAsync(Seven);
        await db.ListAsync(Seven);
        await using (await db.BeginAsync())
        {
            FailOnce(driver);
            await Assert.ThrowsAsync<DatabaseException>(() => db.ListAsync(Seven));
        }

        Assert.Equal([7L], await db.ListAsync(Seven));
        Assert.Equal(["1: begin", "1: SELECT 7", "1: rollback", "1: SELECT 7"], driver.Asked.Skip(4));
    }

    [Fact]
    public async Task What_is_pushed_out_is_freed_on_the_server()
    {
        var driver = new FakeDriver { IsPreparing = true };
        await using var db = await driver.CreateEngine().ConnectAsync();
        await db.ListAsync(Seven);
        await db.ListAsync(Seven);
        for (var i = 0; i < 130; i++)
        {
            await db.ListAsync(Text($"SELECT 7 -- {i}").Rows(Sql.Schema.Types.BigInt));
        }

        Assert.Equal(["1: unprepare SELECT 7"], driver.Asked.Where(asked => asked.Contains("unprepare", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task While_a_result_is_read_a_second_statement_is_refused_with_what_to_do()
    {
        await using var db = await new FakeDriver().CreateEngine().ConnectAsync();
        await using (var transaction = await db.BeginAsync())
        {
            await foreach (var seven in db.QueryAsync(Seven))
            {
                var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.ListAsync(Seven));
                Assert.Equal(
                    "This connection is still reading a result, and sqlite has one at a time: read it to its end or dispose it first, "
                    + "take all its rows with ListAsync, or use another connection of the engine for the second statement.",
                    error.Message);
                await Assert.ThrowsAsync<InvalidOperationException>(() => db.ExecuteScriptAsync("X"));
                await Assert.ThrowsAsync<InvalidOperationException>(async () => await transaction.CommitAsync());
                await Assert.ThrowsAsync<InvalidOperationException>(async () => await transaction.SavepointAsync());
            }

            Assert.Equal([7L], await db.ListAsync(Seven));
            await transaction.CommitAsync();
        }

        await foreach (var seven in db.QueryAsync(Seven))
        {
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await db.BeginAsync());
        }
    }

    [Fact]
    public async Task A_command_is_given_its_time_in_whole_seconds()
    {
        var driver = new FakeDriver();
        await using var engine = driver.CreateEngine(new EngineOptions { CommandTimeout = TimeSpan.FromSeconds(1.2) });
        await using var db = await engine.ConnectAsync();
        await db.ListAsync(Seven);
        await db.ExecuteScriptAsync("X");
        Assert.Equal(["1: open", "1: SELECT 7 within 2 s", "1: X within 2 s"], driver.Asked);
    }

    // The fake driver takes this kind for a plan that is stale.
    private static void FailOnce(FakeDriver driver) => driver.Fails = what =>
    {
        if (what == "SELECT 7")
        {
            driver.Fails = null;
            throw new FakeException(DatabaseErrorKind.Other);
        }
    };
}
