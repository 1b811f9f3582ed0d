namespace Kelpie.Analysis;

/// <summary>A term of a text and how much it tells of it.</summary>
/// <param name="Count">The term.</param>
/// <param name="Weight">Its weight.</param>
internal readonly record struct WeighedTerm(TermCount Count, double Weight)
{
    /// <summary>The term as people read it.</summary>
    public Keyword Keyword => new(Count.Shown, Weight);
}
