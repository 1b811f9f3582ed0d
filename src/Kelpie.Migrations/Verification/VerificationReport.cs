using Kelpie.Migrations.Revisions;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Verification;

/// <summary>What came of taking every revision up, down and up again on one kind of database.</summary>
/// <param name="Dialect">The kind of database, by name.</param>
/// <param name="Revisions">The revisions that were tried, in order; those behind one that cannot be undone or done are not.</param>
/// <param name="Untried">The revisions that were not tried, because one before them left the database where it could not go on.</param>
public sealed record VerificationReport(string Dialect, ValueList<VerifiedRevision> Revisions, ValueList<string> Untried)
{
    /// <summary>Whether all revisions were tried, and all are well.</summary>
    public bool IsOk => Untried.Count == 0 && Revisions.All(revision => revision.IsOk);
}

/// <summary>What came of one revision.</summary>
/// <param name="Migration">The revision.</param>
public sealed record VerifiedRevision(Migration Migration)
{
    /// <summary>What is not as it should be, one a line; none where all is well.</summary>
    public ValueList<string> Failures { get; init; } = [];

    /// <summary>The rows and values that need not survive, and why, one a line.</summary>
    public ValueList<string> Exempt { get; init; } = [];

    /// <summary>What could not be tried for want of rows, one a line.</summary>
    public ValueList<string> WithoutRows { get; init; } = [];

    /// <summary>How many rows were looked at, before and after.</summary>
    public int RowsCompared { get; init; }

    /// <summary>Whether it leads there and back without loss.</summary>
    public bool IsOk => Failures.Count == 0;

    /// <inheritdoc/>
    public override string ToString() => IsOk ? $"{Migration}: ok" : $"{Migration}: {string.Join("; ", Failures)}";
}
