using System.Text;
using Kelpie.Sql.Compilation;

namespace Kelpie.Sql.Schema;

/// <summary>
/// What a column holds, apart from any database. Each dialect spells it its own way; two types that are
/// equal as records are the same type to a comparison of schemas.
/// </summary>
public abstract record SqlType
{
    /// <summary>Spellings that replace the dialect's own, by dialect name; empty for most types.</summary>
    public SpellingSet Spellings { get; init; } = SpellingSet.Empty;

    /// <summary>Whether a value of this type may be missing. Only <see cref="OptionalValueType{T}"/> and
    /// <see cref="OptionalReferenceType{T}"/> say yes.</summary>
    public virtual bool IsNullable => false;

    /// <summary>The type without its nullability: what a column definition keeps.</summary>
    public virtual SqlType Underlying => this;

    /// <summary>Prints what is said of this type and not of every one; <see cref="Underlying"/>, being the type itself, would print for ever.</summary>
    protected virtual bool PrintMembers(StringBuilder builder)
    {
        if (Spellings.Equals(SpellingSet.Empty))
        {
            return false;
        }

        builder.Append("Spellings = ").Append(Spellings);
        return true;
    }
}

/// <summary>A type whose values are <typeparamref name="T"/> in C#.</summary>
/// <typeparam name="T">The C# type of a value.</typeparam>
public abstract record SqlType<T> : SqlType
{
    /// <summary>How values of this type cross the border to a driver.</summary>
    /// <param name="codecs">The codecs of the dialect at hand.</param>
    public abstract ValueCodec<T> Codec(Codecs codecs);
}
