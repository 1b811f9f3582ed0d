using Kelpie.Sql.Compilation;

namespace Kelpie.Sql.Statements;

/// <summary>
/// A statement as a value: immutable, built once, compiled once for each dialect it meets, run with parameters
/// as often as needed, from any thread.
/// </summary>
public abstract class Statement
{
    // A statement meets one dialect, seldom two: a short list beats a dictionary. Replaced as a whole, never changed.
    private CompiledStatement[] _compiled = [];

    /// <summary>The statement's text and parameters for a dialect.</summary>
    /// <exception cref="NotSupportedException">The database has no way to do what the statement says; the message names one around it.</exception>
    public CompiledStatement Compile(Dialect dialect)
    {
        foreach (var known in _compiled)
        {
            if (ReferenceEquals(known.Dialect, dialect))
            {
                return known;
            }
        }

        var compiled = dialect.Compile(this);
        _compiled = [.. _compiled, compiled];
        return compiled;
    }

    /// <summary>Writes itself by the compiler's rules.</summary>
    protected internal abstract void Accept(StatementCompiler compiler);
}

/// <summary>A statement that finds rows.</summary>
/// <typeparam name="TRow">What a row becomes.</typeparam>
public abstract class Query<TRow> : Statement
{
    private BoundReader? _bound;

    internal abstract RowShape<TRow> Shape { get; }

    internal RowReader<TRow> ReaderFor(Dialect dialect)
    {
        var bound = _bound;
        if (bound is null || !ReferenceEquals(bound.Dialect, dialect))
        {
            _bound = bound = new BoundReader(dialect, Shape.Bind(dialect.Codecs));
        }

        return bound.Reader;
    }

    private sealed record BoundReader(Dialect Dialect, RowReader<TRow> Reader);
}

/// <summary>A statement that changes rows, or nothing, and finds none.</summary>
public abstract class Command : Statement;
