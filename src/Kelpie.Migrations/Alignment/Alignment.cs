namespace Kelpie.Migrations.Alignment;

/// <summary>What makes a table what a revision expects.</summary>
/// <param name="Table">The table.</param>
/// <param name="Revision">The revision that expects it.</param>
/// <param name="Statements">The statements, in order; none where it is so already.</param>
public sealed record Alignment(string Table, string Revision, IReadOnlyList<string> Statements)
{
    /// <summary>Whether the table is what is expected.</summary>
    public bool IsDone => Statements.Count == 0;
}
