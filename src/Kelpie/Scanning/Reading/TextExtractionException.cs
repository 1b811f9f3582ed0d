using Kelpie.Scanning.Discovery;

namespace Kelpie.Scanning.Reading;

/// <summary>A document from which no text can be got. The message is a sentence for people.</summary>
/// <param name="status">The status to record for the file.</param>
/// <param name="message">What is wrong with it.</param>
/// <param name="innerException">What was caught, if anything.</param>
public sealed class TextExtractionException(ProcessingStatus status, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>The status to record for the file.</summary>
    public ProcessingStatus Status { get; } = status;
}
