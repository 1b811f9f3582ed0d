using System.Collections.Immutable;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Compilation;

/// <summary>A statement in a database's own words.</summary>
/// <param name="Dialect">Whose words they are.</param>
/// <param name="Sql">The text.</param>
/// <param name="Parameters">What is sent with it, in the order of first use.</param>
public sealed record CompiledStatement(Dialect Dialect, string Sql, ImmutableArray<CompiledParameter> Parameters)
{
    /// <inheritdoc/>
    public override string ToString() => Sql;
}

/// <summary>A parameter of a compiled statement.</summary>
/// <param name="Name">The name under which its value is given; of a constant, <c>p</c> and its number.</param>
/// <param name="Type">What it holds, nullability aside, or null where a raw value says it by itself.</param>
/// <param name="Codec">Turns the argument into what the driver takes, where it is given at each run; null for a constant.</param>
/// <param name="Value">The constant, ready for the driver; null where it is given at each run.</param>
public sealed record CompiledParameter(string Name, SqlType? Type, ValueCodec? Codec, object? Value);
