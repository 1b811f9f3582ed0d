using System.Diagnostics;

namespace Kelpie.Migrations.Runner;

/// <summary>Counts the statements of this process, and kills it at one of them as <c>kill -9</c> would.</summary>
internal sealed class Death : IDisposable
{
    private readonly ActivityListener _listener;
    private int _statements;

    /// <param name="when">Before the statement is sent, during its run, or after it is done; null to live.</param>
    /// <param name="number">The statement's number, from 1.</param>
    internal Death(string? when, int number)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Kelpie.Sql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
            ActivityStarted = _ =>
            {
                if (++_statements != number)
                {
                    return;
                }

                if (when == "before")
                {
                    Die();
                }
                else if (when == "during")
                {
                    new Thread(DieSoon).Start();
                }
            },
            ActivityStopped = _ =>
            {
                if (_statements == number && when == "after")
                {
                    Die();
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    internal int Statements => _statements;

    public void Dispose() => _listener.Dispose();

    // Long enough for the statement to be sent, and short enough for it not to be done.
    private static void DieSoon()
    {
        Thread.Sleep(TimeSpan.FromMilliseconds(1));
        Die();
    }

    private static void Die()
    {
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
