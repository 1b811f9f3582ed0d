namespace Kelpie.Migrations.Running;

/// <summary>The database and the program disagree about the schema.</summary>
/// <param name="status">In what way.</param>
/// <param name="message">The same in words, ending in the next command.</param>
public sealed class SchemaMismatchException(SchemaStatus status, string message) : Exception(message)
{
    /// <summary>In what way they disagree.</summary>
    public SchemaStatus Status => status;
}
