using System.Diagnostics;

namespace Kelpie.Migrations.Runner;

/// <summary>Counts the statements of this process, and kills it at one of them as <c>kill -9</c> would.</summary>
internal sealed class Death : IDisposable
{
    private readonly ActivityListener _listener;
    private int _statements;

    internal Death((bool Before, int Number)? moment)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Kelpie.Sql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
            ActivityStarted = _ => DieAt(moment is { Before: true } ? moment.Value.Number : 0, ++_statements),
            ActivityStopped = _ => DieAt(moment is { Before: false } ? moment.Value.Number : 0, _statements),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    internal int Statements => _statements;

    public void Dispose() => _listener.Dispose();

    private static void DieAt(int number, int statement)
    {
        if (statement == number)
        {
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
