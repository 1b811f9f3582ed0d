namespace Kelpie.Cli;

/// <summary>An argument that makes no sense; found when it is read, before anything is done.</summary>
internal sealed class UsageException(string message, string hint) : Exception(message)
{
    internal string Hint => hint;
}
