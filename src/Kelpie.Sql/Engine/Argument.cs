namespace Kelpie.Sql;

/// <summary>A parameter's value for one run of a statement; written as a tuple, <c>("file", 7L)</c>.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Value">Its value; null is NULL.</param>
public readonly record struct Argument(string Name, object? Value)
{
    /// <summary>A name and a value.</summary>
    public static implicit operator Argument((string Name, object? Value) pair) => new(pair.Name, pair.Value);
}
