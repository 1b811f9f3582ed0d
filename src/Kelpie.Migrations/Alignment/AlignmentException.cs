namespace Kelpie.Migrations.Alignment;

/// <summary>A table cannot be made what a revision expects without a decision, or without rows that are mended first. Nothing was run.</summary>
public sealed class AlignmentException : Exception
{
    internal AlignmentException(string message)
        : base(message)
    {
    }
}
