namespace Kelpie.Migrations.Authoring;

/// <summary>A revision that is to be written.</summary>
/// <param name="Message">What it does, in a line.</param>
public sealed record RevisionDraft(string Message)
{
    /// <summary>The ids of the revisions it follows, or what they begin with: null for the head, none for a line of its own.</summary>
    public IReadOnlyList<string>? Parents { get; init; }

    /// <summary>A name for the line that begins here.</summary>
    public string? Branch { get; init; }

    /// <summary>The ids of revisions of other lines that must be applied before it.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>The statements of its upgrade in C#, one or more lines that are not indented; nothing for one to be written by hand.</summary>
    public string Upgrade { get; init; } = "";

    /// <summary>The statements of its downgrade in C#; null where the downgrade is what undoes the upgrade.</summary>
    public string? Downgrade { get; init; }

    /// <summary>The day it is written; null for today.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Whether lines may part here, where it follows a revision that another follows already.</summary>
    public bool Splice { get; init; }
}
