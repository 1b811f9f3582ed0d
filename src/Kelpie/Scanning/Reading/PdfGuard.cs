using System.Diagnostics;
using System.Runtime.CompilerServices;
using Kelpie.Scanning.Discovery;
using UglyToad.PdfPig.Logging;

namespace Kelpie.Scanning.Reading;

/// <summary>
/// Watches over the reading of one PDF document, and has it fail before it takes too long or runs out of stack. The library turns
/// some failures into something missing, so the first is kept. It poses as the library's log, since that is what the library hands
/// on to all of its parts.
/// </summary>
/// <param name="timeLimit">How long reading may take.</param>
/// <param name="cancellationToken">Ends the reading at the next check.</param>
internal sealed class PdfGuard(TimeSpan timeLimit, CancellationToken cancellationToken) : ILog
{
    /// <summary>The stack of the thread that reads, in bytes.</summary>
    public const int StackBytes = 16 * 1024 * 1024;

    /// <summary>How much of it may be used at a check. What goes on between two checks needs far less than the rest.</summary>
    private const long MaxStackUsed = 8 * 1024 * 1024;

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private nint _stackBase;

    /// <summary>The first reason to stop, or null.</summary>
    public TextExtractionException? Refusal { get; private set; }

    /// <summary>Notes where the stack of the thread begins that is to read.</summary>
    public void EnterThread() => _stackBase = StackPosition();

    /// <summary>Fails if it is time to stop, or the stack is half used.</summary>
    /// <exception cref="TextExtractionException">It is time to stop.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public void Check()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_watch.Elapsed > timeLimit)
        {
            throw Refuse(ProcessingStatus.Timeout, FormattableString.Invariant($"Reading the PDF took more than {timeLimit.TotalSeconds:0} seconds."));
        }

        if (Math.Abs((long)StackPosition() - _stackBase) > MaxStackUsed)
        {
            throw RefuseEndless();
        }
    }

    /// <summary>Keeps a reason to stop, unless there is one.</summary>
    /// <param name="status">The status to record.</param>
    /// <param name="reason">The reason.</param>
    /// <returns>The reason that counts, to be thrown.</returns>
    public TextExtractionException Refuse(ProcessingStatus status, string reason) =>
        Refusal ??= new TextExtractionException(status, reason);

    /// <summary>Keeps the reason that something in the document goes on and on.</summary>
    /// <returns>The reason that counts, to be thrown.</returns>
    public TextExtractionException RefuseEndless() =>
        Refuse(ProcessingStatus.UnknownError, "The PDF is damaged: parts of it contain each other without end.");

    /// <inheritdoc/>
    public void Debug(string message)
    {
    }

    /// <inheritdoc/>
    public void Debug(string message, Exception ex)
    {
    }

    /// <inheritdoc/>
    public void Warn(string message)
    {
    }

    /// <inheritdoc/>
    public void Error(string message)
    {
    }

    /// <inheritdoc/>
    public void Error(string message, Exception ex)
    {
    }

    /// <summary>The address of a local variable, which only serves to be compared.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint StackPosition()
    {
        byte local = 0;
        return Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref local);
    }
}
