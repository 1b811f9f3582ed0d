using System.Text;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;

namespace Kelpie.Migrations.Safety;

/// <summary>A revision that says something else now than it did when it was applied.</summary>
/// <param name="Migration">The migration as it is now.</param>
/// <param name="Applied">What the database remembers of it.</param>
/// <param name="Lines">What differs; null where it is not recorded what it did, only a checksum of it.</param>
public sealed record ChangedRevision(Migration Migration, AppliedRevision Applied, IReadOnlyList<ChangedLine>? Lines)
{
    private const int MostLines = 12;

    /// <summary>What differs, in lines: <c>-</c> for what it did, <c>+</c> for what it says now, below the operations they belong to.</summary>
    /// <param name="most">How many lines at most.</param>
    public string Describe(int most = MostLines)
    {
        var text = new StringBuilder($"Revision {Migration} says something else now than it did when it was applied");
        if (Lines is null)
        {
            return text.Append("; what it did is not recorded.").ToString();
        }

        text.Append(':');
        string? operation = null;
        foreach (var line in Lines.Take(most))
        {
            if (line.Operation is not null && line.Operation != operation)
            {
                text.Append($"\n  {line.Operation}");
            }

            operation = line.Operation ?? (line.WasAdded ? null : line.Text);
            text.Append(line.Operation is null ? "\n  " : "\n    ").Append(line.WasAdded ? "+ " : "- ").Append(line.Text);
        }

        return Lines.Count > most ? text.Append($"\n  and {Lines.Count - most} lines more").ToString() : text.ToString();
    }
}
