namespace Kelpie;

/// <summary>Kelpie cannot do what it is asked for; the message says what happened, the hint what to do next.</summary>
/// <param name="error">What kind of error, in a word or two with underscores, for programs.</param>
/// <param name="message">What happened, and where.</param>
/// <param name="hint">What to do next.</param>
/// <param name="inner">What caused it.</param>
public sealed class KelpieException(string error, string message, string hint, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What kind of error, for programs.</summary>
    public string Error => error;

    /// <summary>What to do next.</summary>
    public string Hint => hint;
}
