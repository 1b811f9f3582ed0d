using Kelpie.Scanning;
using Kelpie.Scanning.Discovery;

namespace Kelpie.Tests.Scanning;

public sealed class ScanTallyTests
{
    [Fact]
    public void It_adds_up_what_it_is_told()
    {
        var tally = new ScanTally();
        tally.FoundUnchanged();
        tally.FoundToRead(100);
        tally.FoundToRead(30);
        tally.FoundToRead(7);
        tally.Differs(isNew: true);
        tally.Finished(ProcessingStatus.Success, 100, 3);
        tally.Differs(isNew: false);
        tally.Finished(ProcessingStatus.Skipped, 30, 0);
        tally.Removed(2);
        tally.Removed(1);

        Assert.Equal(new ScanProgress(4, 3, 100, 7, FoundAll: false), tally.Progress());
        tally.FoundAll();
        Assert.True(tally.Progress().FoundAll);

        var summary = tally.Summary(ScanOutcome.Interrupted);
        Assert.Equal(ScanOutcome.Interrupted, summary.Outcome);
        Assert.Equal((4, 1, 1, 1, 3), (summary.Found, summary.Unchanged, summary.Added, summary.Changed, summary.Removed));
        Assert.Equal((100, 3), (summary.Bytes, summary.Chunks));
        Assert.Equal(
            [(ProcessingStatus.Success, 1L), (ProcessingStatus.Skipped, 1L)],
            summary.ByStatus.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)));
        Assert.Empty(summary.Problems);
    }

    [Fact]
    public void It_counts_all_problems_and_keeps_the_first_hundred()
    {
        var tally = new ScanTally();
        for (var i = 0; i < 150; i++)
        {
            tally.Problem(new ScanProblem($"/{i}", ProcessingStatus.UnknownError, "reason"));
        }

        var summary = tally.Summary(ScanOutcome.Completed);

        Assert.Equal(150, summary.ProblemCount);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"/{i}"), summary.Problems.Select(problem => problem.Path));
    }

    [Fact]
    public void A_summary_does_not_change_afterwards()
    {
        var tally = new ScanTally();
        var summary = tally.Summary(ScanOutcome.Completed);

        tally.Finished(ProcessingStatus.Success, 1, 1);
        tally.Problem(new ScanProblem("/a", ProcessingStatus.Timeout, "slow"));

        Assert.Empty(summary.ByStatus);
        Assert.Empty(summary.Problems);
    }
}
