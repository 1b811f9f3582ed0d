using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Expressions;

/// <summary>A <c>CASE</c> that still lacks its end: say <see cref="Else"/>, or <c>End()</c> for NULL.</summary>
/// <typeparam name="T">The C# type of the value.</typeparam>
public sealed class CaseWhen<T>
{
    private readonly IReadOnlyList<CaseBranch> _branches;
    private readonly SqlType<T>? _type;

    internal CaseWhen(IReadOnlyList<CaseBranch> branches, SqlType<T>? type) => (_branches, _type) = (branches, type);

    internal IReadOnlyList<CaseBranch> Branches => _branches;

    internal SqlType<T> Type => _type ?? DefaultTypes.Of<T>();

    /// <summary>A value for rows that meet this condition and none before it.</summary>
    public CaseWhen<T> When(Expression<bool> condition, Expression<T> value) =>
        new([.. _branches, new CaseBranch(condition, value)], _type ?? value.TypeIfKnown);

    /// <summary>The value for all other rows.</summary>
    public Expression<T> Else(Expression<T> value)
    {
        var type = _type ?? value.Type;
        return new Case<T>(_branches, value, type);
    }
}

/// <summary>A condition of a <c>CASE</c> and its value.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Value">The value of rows that meet it.</param>
public sealed record CaseBranch(Expression<bool> Condition, Expression Value);

/// <summary>Ends a <c>CASE</c> of a value type.</summary>
public static class CaseOfValues
{
    /// <summary>NULL for all other rows.</summary>
    public static Expression<T?> End<T>(this CaseWhen<T> when)
        where T : struct => new Case<T?>(when.Branches, null, when.Type.Nullable());
}

/// <summary>Ends a <c>CASE</c> of a reference type, such as text.</summary>
public static class CaseOfReferences
{
    /// <summary>NULL for all other rows.</summary>
    public static Expression<T?> End<T>(this CaseWhen<T> when)
        where T : class => new Case<T?>(when.Branches, null, when.Type.Nullable());
}
