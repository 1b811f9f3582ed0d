using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Expressions;

/// <summary>A function that only a window gives a meaning; say <see cref="Over"/>.</summary>
/// <typeparam name="T">The C# type of the value.</typeparam>
public sealed class WindowFunction<T>
{
    private readonly string _name;
    private readonly IReadOnlyList<Expression> _arguments;
    private readonly SqlType<T> _type;

    internal WindowFunction(string name, IReadOnlyList<Expression> arguments, SqlType<T> type) =>
        (_name, _arguments, _type) = (name, arguments, type);

    /// <summary>Of the rows of a window, for each row anew.</summary>
    public Expression<T> Over(Window window) =>
        new Windowed<T>(new FunctionCall<T>(SqlFunction.Named(_name), _arguments, _type), window, _type);
}
