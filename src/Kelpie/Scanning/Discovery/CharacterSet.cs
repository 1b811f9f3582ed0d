using System.Text;

namespace Kelpie.Scanning.Discovery;

/// <summary>The characters between the brackets of a pattern: <c>[a-z_]</c>, <c>[!0-9]</c>, <c>[]x]</c>.</summary>
internal sealed class CharacterSet
{
    private readonly (Rune First, Rune Last)[] _ranges;
    private readonly bool _negated;

    private CharacterSet((Rune First, Rune Last)[] ranges, bool negated) => (_ranges, _negated) = (ranges, negated);

    /// <summary>Reads a set at the start of a text.</summary>
    /// <param name="text">The text, which starts with the opening bracket.</param>
    /// <param name="set">The set, if the bracket is closed.</param>
    /// <param name="length">The length of the set with its brackets.</param>
    /// <returns>Whether the bracket is closed.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out CharacterSet? set, out int length)
    {
        (set, length) = (null, 0);
        bool negated = text.Length > 1 && text[1] is '!' or '^';
        int start = negated ? 2 : 1;

        // A closing bracket that comes first is a member: a set without members could match nothing.
        int closing = start + 1 <= text.Length ? text[Math.Min(start + 1, text.Length)..].IndexOf(']') : -1;
        if (closing < 0)
        {
            return false;
        }

        closing += start + 1;
        List<Rune> members = [.. text[start..closing].EnumerateRunes()];
        List<(Rune First, Rune Last)> ranges = [];
        for (int i = 0; i < members.Count; i++)
        {
            bool range = i + 2 < members.Count && members[i + 1].Value == '-';
            ranges.Add((members[i], range ? members[i + 2] : members[i]));
            i += range ? 2 : 0;
        }

        (set, length) = (new CharacterSet([.. ranges], negated), closing + 1);
        return true;
    }

    /// <summary>Whether a character belongs to the set.</summary>
    /// <param name="rune">The character.</param>
    public bool Contains(Rune rune)
    {
        foreach ((Rune first, Rune last) in _ranges)
        {
            if (rune >= first && rune <= last)
            {
                return !_negated;
            }
        }

        return _negated;
    }
}
