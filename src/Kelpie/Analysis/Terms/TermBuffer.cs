using System.Runtime.CompilerServices;

namespace Kelpie.Analysis;

/// <summary>Room for the lower-case form of the term that a <see cref="TermReader"/> is at.</summary>
[InlineArray(TermReader.MaximumLength)]
internal struct TermBuffer
{
    private char _first;
}
