namespace Kelpie.Sql.Expressions;

/// <summary>How tightly an operator binds, loosest first.</summary>
internal enum Precedence
{
    Or,
    And,
    Not,
    Comparison,
    Additive,
    Multiplicative,
    Concatenation,
    Atom,
}

/// <summary>An operator between two expressions.</summary>
public enum BinaryOperator
{
    /// <summary><c>=</c></summary>
    Equal,

    /// <summary><c>&lt;&gt;</c></summary>
    NotEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,

    /// <summary><c>AND</c></summary>
    And,

    /// <summary><c>OR</c></summary>
    Or,

    /// <summary><c>+</c></summary>
    Add,

    /// <summary><c>-</c></summary>
    Subtract,

    /// <summary><c>*</c></summary>
    Multiply,

    /// <summary><c>/</c></summary>
    Divide,

    /// <summary>One text behind the other.</summary>
    Concatenate,
}
