using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Expressions;

/// <summary>A piece of SQL that has a value: a column, a literal, a function of others.</summary>
public abstract class Expression
{
    /// <summary>How tightly its outermost operator binds: decides where parentheses are needed.</summary>
    internal virtual Precedence Precedence => Precedence.Atom;

    /// <summary>What its value is, nullability included.</summary>
    public abstract SqlType SqlType { get; }

    /// <summary>Whether it is a condition or a value, which some databases do not take for one another; null where it was written by hand.</summary>
    internal virtual bool? IsCondition => false;

    /// <summary>Whether its value may be missing.</summary>
    public bool IsNullable => SqlType.IsNullable;

    /// <summary>Whether its value has the C# type that a column takes.</summary>
    internal bool FitsInto(Schema.IColumn column) => CSharpType == ((Expression)column).CSharpType;

    /// <summary>The C# type of the value, nullability aside.</summary>
    internal abstract Type CSharpType { get; }

    /// <summary>The same value with the name of a result's column.</summary>
    internal abstract Expression Labelled(string label);

    /// <summary>A bare literal with the type of what it stands beside; anything else as it is.</summary>
    internal virtual Expression TypedLike(Expression peer) => this;

    /// <summary>Writes itself by the compiler's rules.</summary>
    protected internal abstract void Accept(StatementCompiler compiler);
}

/// <summary>A piece of SQL whose value is a <typeparamref name="T"/> in C#.</summary>
/// <typeparam name="T">The C# type of the value.</typeparam>
#pragma warning disable CS0660, CS0661 // == builds SQL; an expression is equal to itself alone, as objects are.
public abstract class Expression<T> : Expression
#pragma warning restore CS0660, CS0661
{
    /// <summary>The type of the value, or null for a bare literal, which takes the type of what it meets.</summary>
    internal abstract SqlType<T>? TypeIfKnown { get; }

    /// <summary>The type of the value.</summary>
    public SqlType<T> Type => TypeIfKnown ?? DefaultTypes.Of<T>();

    /// <inheritdoc/>
    public override SqlType SqlType => Type;

    internal override Type CSharpType => Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);

    /// <summary>A C# value, sent as a parameter.</summary>
    public static implicit operator Expression<T>(T value) => new Literal<T>(value, null);

    /// <summary>Equality. With a C# null on either side it becomes <c>IS NULL</c>.</summary>
    public static Expression<bool> operator ==(Expression<T>? left, Expression<T>? right) =>
        Comparison.WithNull(left, right)?.IsNull() ?? Comparison.Of(left!, BinaryOperator.Equal, right!);

    /// <summary>Inequality. With a C# null on either side it becomes <c>IS NOT NULL</c>.</summary>
    public static Expression<bool> operator !=(Expression<T>? left, Expression<T>? right) =>
        Comparison.WithNull(left, right)?.IsNotNull() ?? Comparison.Of(left!, BinaryOperator.NotEqual, right!);

    /// <summary>Less than.</summary>
    public static Expression<bool> operator <(Expression<T> left, Expression<T> right) => Comparison.Of(left, BinaryOperator.Less, right);

    /// <summary>Greater than.</summary>
    public static Expression<bool> operator >(Expression<T> left, Expression<T> right) => Comparison.Of(left, BinaryOperator.Greater, right);

    /// <summary>Less than or equal.</summary>
    public static Expression<bool> operator <=(Expression<T> left, Expression<T> right) => Comparison.Of(left, BinaryOperator.LessOrEqual, right);

    /// <summary>Greater than or equal.</summary>
    public static Expression<bool> operator >=(Expression<T> left, Expression<T> right) => Comparison.Of(left, BinaryOperator.GreaterOrEqual, right);

    /// <summary><c>IS NULL</c>.</summary>
    public Expression<bool> IsNull() => new NullTest(this, isNull: true);

    /// <summary><c>IS NOT NULL</c>.</summary>
    public Expression<bool> IsNotNull() => new NullTest(this, isNull: false);

    /// <summary>Whether it lies between two values, both included.</summary>
    public Expression<bool> Between(Expression<T> low, Expression<T> high) =>
        new Between(this, Literal<T>.Typed(low, this), Literal<T>.Typed(high, this));

    /// <summary>Whether it is one of some values; of none, it is false.</summary>
    public Expression<bool> In(params IReadOnlyList<T> values) =>
        new InList(this, [.. values.Select(value => new Literal<T>(value, Type))]);

    /// <summary>Whether it is one of the values a query finds.</summary>
    public Expression<bool> In(Statements.QueryExpression<T> query) => new InQuery(this, query.Body);

    /// <summary>Equality in which NULL is a value like any other: two NULLs are the same.</summary>
    public Expression<bool> IsNotDistinctFrom(Expression<T> other) => new Distinction(this, Literal<T>.Typed(other, this), isDistinct: false);

    /// <summary>Inequality in which NULL is a value like any other: it differs from all values, and not from itself.</summary>
    public Expression<bool> IsDistinctFrom(Expression<T> other) => new Distinction(this, Literal<T>.Typed(other, this), isDistinct: true);

    /// <summary>Sorts by it, low to high.</summary>
    public Ordering Ascending() => new(this);

    /// <summary>Sorts by it, high to low.</summary>
    public Ordering Descending() => new(this, IsDescending: true);

    /// <summary>The same value under a name of its own among the columns of a result.</summary>
    public Expression<T> As(string label) => new Labelled<T>(this, label);

    internal override Expression Labelled(string label) => As(label);
}
