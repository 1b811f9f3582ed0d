using System.Text;

namespace Kelpie.Scanning.Discovery;

/// <summary>One element of a <see cref="GlobSegment"/>.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Literal">The character, of a literal.</param>
/// <param name="Set">The characters, of a set.</param>
internal readonly record struct GlobToken(GlobTokenKind Kind, Rune Literal = default, CharacterSet? Set = null);
