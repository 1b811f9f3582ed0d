namespace Kelpie.Migrations.Revisions;

/// <summary>The migrations do not form a history, or a revision was asked for that is not in it.</summary>
/// <param name="message">What is wrong, and the way out.</param>
public sealed class RevisionException(string message) : Exception(message);
