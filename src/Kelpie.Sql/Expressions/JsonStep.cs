using System.Globalization;

namespace Kelpie.Sql.Expressions;

/// <summary>One step into a JSON document: the name of an object's member, or the place of an array's element, from 0.</summary>
public readonly record struct JsonStep
{
    private readonly string? _name;
    private readonly int _index;

    private JsonStep(string? name, int index) => (_name, _index) = (name, index);

    /// <summary>The member's name, or null where the step is a place.</summary>
    public string? Name => _name;

    /// <summary>The element's place, from 0; of no meaning where the step is a name.</summary>
    public int Index => _index;

    /// <summary>The member of a name, whatever characters it holds.</summary>
    /// <exception cref="ArgumentException">The name holds a NUL, which not every database takes.</exception>
    public static implicit operator JsonStep(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Contains('\0', StringComparison.Ordinal)
            ? throw new ArgumentException("The name of a JSON member cannot hold a NUL character here: PostgreSQL keeps none.", nameof(name))
            : new JsonStep(name, 0);
    }

    /// <summary>The element at a place, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The place is negative.</exception>
    public static implicit operator JsonStep(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new JsonStep(null, index);
    }

    /// <inheritdoc/>
    public override string ToString() => _name is null
        ? $"[{_index.ToString(CultureInfo.InvariantCulture)}]"
        : $".\"{JsonPath.Escape(_name)}\"";
}
