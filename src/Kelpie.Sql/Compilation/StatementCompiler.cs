using System.Text;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Compilation;

/// <summary>
/// Writes one statement in the words of one database. What stands here is the SQL that the databases share;
/// a dialect overrides where its own differs.
/// </summary>
/// <param name="dialect">Whose words to use.</param>
public abstract partial class StatementCompiler(Dialect dialect)
{
    private StringBuilder _sql = new();
    private readonly List<CompiledParameter> _parameters = [];
    private readonly Dictionary<string, (int Index, Type Of)> _named = new(StringComparer.Ordinal);

    /// <summary>Whose words are used.</summary>
    public Dialect Dialect => dialect;

    /// <summary>The statement, when all of it has been written.</summary>
    /// <exception cref="NotSupportedException">It has more parameters than the database takes.</exception>
    internal CompiledStatement Finish()
    {
        WriteEnd();
        WriteHead();
        return _parameters.Count <= dialect.MaxParameters
            ? new CompiledStatement(dialect, _sql.ToString(), [.. _parameters])
            : throw new NotSupportedException(
                $"The statement has {_parameters.Count} parameters; {dialect.Name} takes {dialect.MaxParameters} at the most. Split it, or use InsertMany.");
    }

    /// <summary>Writes text as it is.</summary>
    public StatementCompiler Write(string sql)
    {
        _sql.Append(sql);
        return this;
    }

    /// <summary>What stands behind all the rest.</summary>
    protected virtual void WriteEnd()
    {
    }

    /// <summary>How much has been written so far, in characters.</summary>
    protected int Length => _sql.Length;

    /// <summary>Writes a name, quoted where it needs to be.</summary>
    public StatementCompiler WriteName(string name) => Write(dialect.Quote(name));

    /// <summary>Writes an expression that stands alone, as between commas: never in parentheses of its own.</summary>
    public StatementCompiler Write(Expression expression) => Write(expression, Precedence.Or);

    /// <summary>Writes an expression; one that binds more loosely than <paramref name="context"/> in parentheses.</summary>
    internal StatementCompiler Write(Expression expression, Precedence context)
    {
        if (!TakesConditionsAsValues && expression.IsCondition == true)
        {
            WriteConditionAsValue(() => expression.Accept(this));
            return this;
        }

        return WriteAsItIs(expression, context);
    }

    /// <summary>Writes an expression where a condition must stand.</summary>
    public StatementCompiler WriteTruth(Expression expression) => WriteTruth(expression, Precedence.Or);

    internal StatementCompiler WriteTruth(Expression expression, Precedence context)
    {
        if (TakesConditionsAsValues || expression.IsCondition != false)
        {
            return WriteAsItIs(expression, context);
        }

        Write(Precedence.Comparison < context ? "(" : "");
        WriteValueAsCondition(expression);
        return Write(Precedence.Comparison < context ? ")" : "");
    }

    /// <summary>Whether a condition is a value like any other, and a truth value a condition. Where it is not, the two below are asked.</summary>
    protected virtual bool TakesConditionsAsValues => true;

    /// <summary>A condition where a value must stand.</summary>
    /// <param name="condition">Writes it.</param>
    protected virtual void WriteConditionAsValue(Action condition) => condition();

    /// <summary>A truth value where a condition must stand.</summary>
    protected virtual void WriteValueAsCondition(Expression value) => value.Accept(this);

    private StatementCompiler WriteAsItIs(Expression expression, Precedence context)
    {
        if (expression.Precedence < context)
        {
            Write("(");
            expression.Accept(this);
            return Write(")");
        }

        expression.Accept(this);
        return this;
    }

    /// <summary>Writes an expression beside an operator: in parentheses unless it binds more tightly than a comparison.</summary>
    public StatementCompiler WriteOperand(Expression expression) => Write(expression, Precedence.Additive);

    /// <summary>Writes a constant, sent as a parameter.</summary>
    /// <param name="value">The value as the driver takes it.</param>
    /// <param name="type">What it holds.</param>
    public StatementCompiler WriteConstant(object value, SqlType type)
    {
        VisitConstant(value, type);
        return this;
    }

    /// <summary>Writes items with something between them.</summary>
    public StatementCompiler WriteAll<TItem>(IReadOnlyList<TItem> items, Action<TItem> write, string separator = ", ")
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
            {
                Write(separator);
            }

            write(items[i]);
        }

        return this;
    }

    internal void VisitParameter<T>(string name, SqlType<T> sqlType)
    {
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        if (!_named.TryGetValue(name, out var known))
        {
            known = (_parameters.Count, type);
            _named.Add(name, known);
            _parameters.Add(new CompiledParameter(name, sqlType.Underlying, sqlType.Codec(dialect.Codecs), null));
        }
        else if (known.Of != type)
        {
            throw new InvalidOperationException(
                $"The parameter {name} is a {known.Of.Name} in one place and a {type.Name} in another; give the two different names.");
        }

        Write(dialect.ParameterMarker(name, known.Index));
    }

    internal void VisitConstant(object value, SqlType type)
    {
        var index = _parameters.Count;
        var name = $"p{index}";
        _parameters.Add(new CompiledParameter(name, type.Underlying, null, value));
        Write(dialect.ParameterMarker(name, index));
    }

    /// <summary>Writes a parameter of a statement of many rows, which is nothing but its place.</summary>
    /// <param name="type">What it holds.</param>
    /// <param name="isNamed">Whether it goes by a name all the same.</param>
    protected void WritePlace(SqlType type, bool isNamed)
    {
        var index = _parameters.Count;
        _parameters.Add(new CompiledParameter($"p{index}", type.Underlying, null, DBNull.Value));
        Write(isNamed ? dialect.ParameterMarker($"p{index}", index) : dialect.BatchMarker(index));
    }

    internal void VisitText(string sql, IReadOnlyList<Expression> parameters)
    {
        foreach (var piece in TextTemplate.Split(sql))
        {
            if (piece.Parameter is null)
            {
                Write(piece.Sql);
                continue;
            }

            var parameter = parameters.FirstOrDefault(p => ((INamed)p).Name == piece.Parameter)
                ?? throw new ArgumentException($"The text mentions :{piece.Parameter}; declare it with Bind(Param<...>(\"{piece.Parameter}\")), or write a plain colon as \\:.");
            parameter.Accept(this);
        }
    }
}
