using Kelpie.Scanning;

namespace Kelpie.Tests.Scanning;

public sealed class ByteGateTests
{
    [Fact]
    public void Bytes_enter_up_to_the_limit()
    {
        var gate = new ByteGate(100);

        Assert.True(gate.EnterAsync(60).IsCompleted);
        Assert.True(gate.EnterAsync(40).IsCompleted);
        Assert.False(gate.EnterAsync(1).IsCompleted);
    }

    [Fact]
    public async Task Who_leaves_makes_room()
    {
        var gate = new ByteGate(100);
        await gate.EnterAsync(100);
        var waiting = gate.EnterAsync(1);

        gate.Leave(100);

        await waiting;
        Assert.True(gate.EnterAsync(99).IsCompleted);
        Assert.False(gate.EnterAsync(1).IsCompleted);
    }

    [Fact]
    public async Task More_than_the_limit_enters_alone()
    {
        var gate = new ByteGate(100);
        await gate.EnterAsync(1);
        var big = gate.EnterAsync(1_000_000);
        Assert.False(big.IsCompleted);

        gate.Leave(1);
        await big;
        var next = gate.EnterAsync(1);
        Assert.False(next.IsCompleted);

        gate.Leave(1_000_000);
        await next;
        Assert.True(gate.EnterAsync(99).IsCompleted);
    }

    [Fact]
    public async Task Whoever_is_first_in_line_goes_first_however_big()
    {
        var gate = new ByteGate(100);
        await gate.EnterAsync(60);
        var big = gate.EnterAsync(90);
        var small = gate.EnterAsync(10);
        Assert.False(small.IsCompleted);

        gate.Leave(60);

        await Task.WhenAll(big, small);
        Assert.False(gate.EnterAsync(1).IsCompleted);
    }

    [Fact]
    public async Task Opened_it_lets_everybody_in_now_and_later()
    {
        var gate = new ByteGate(100);
        await gate.EnterAsync(100);
        Task[] waiting = [gate.EnterAsync(100), gate.EnterAsync(5)];

        gate.Open();

        await Task.WhenAll(waiting);
        Assert.True(gate.EnterAsync(1_000_000).IsCompleted);
        gate.Leave(100);
        Assert.True(gate.EnterAsync(1_000_000).IsCompleted);
    }

    [Fact]
    public async Task Small_things_count_for_the_least_that_was_set()
    {
        var gate = new ByteGate(100, least: 50);
        await gate.EnterAsync(0);
        await gate.EnterAsync(1);
        var third = gate.EnterAsync(0);
        Assert.False(third.IsCompleted);

        gate.Leave(0);

        await third;
        Assert.False(gate.EnterAsync(0).IsCompleted);
    }

    [Fact]
    public async Task Many_at_once_never_exceed_the_limit_and_all_get_through()
    {
        var gate = new ByteGate(100);
        long inside = 0, most = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            for (var i = 0; i < 2_000; i++)
            {
                var bytes = random.Next(1, 101);
                await gate.EnterAsync(bytes);
                var now = Interlocked.Add(ref inside, bytes);
                InterlockedMax(ref most, now);
                Interlocked.Add(ref inside, -bytes);
                gate.Leave(bytes);
            }
        })));

        Assert.InRange(most, 1, 100);
        Assert.True(gate.EnterAsync(100).IsCompleted);
    }

    private static void InterlockedMax(ref long target, long value)
    {
        for (var seen = Interlocked.Read(ref target); value > seen; seen = Interlocked.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
