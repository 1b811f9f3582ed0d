using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;

namespace Kelpie.Sql.Statements;

/// <summary>
/// SQL as you write it: the way out where the typed statements do not go. <c>:name</c> stands for a parameter,
/// which is bound, never pasted; a text may differ from database to database.
/// </summary>
public sealed class Text : Command
{
    private readonly string? _portable;
    private readonly IReadOnlyList<(string Dialect, string Sql)> _variants;
    private readonly IReadOnlyList<Expression> _parameters;

    internal Text(string? portable, IReadOnlyList<(string Dialect, string Sql)> variants, IReadOnlyList<Expression> parameters) =>
        (_portable, _variants, _parameters) = (portable, variants, parameters);

    /// <summary>Declares what <c>:name</c> stands for.</summary>
    public Text Bind<T>(Parameter<T> parameter) => new(_portable, _variants, [.. _parameters, parameter]);

    /// <summary>The text for one database, in place of the portable one.</summary>
    /// <param name="dialect">The dialect's name, such as <c>sqlite</c>.</param>
    /// <param name="sql">The text.</param>
    public Text On(string dialect, string sql) => new(_portable, [.. _variants, (dialect, sql)], _parameters);

    /// <inheritdoc/>
    protected internal override void Accept(StatementCompiler compiler)
    {
        var sql = _variants.LastOrDefault(variant => variant.Dialect == compiler.Dialect.Name).Sql ?? _portable
            ?? throw new NotSupportedException($"This text has no form for {compiler.Dialect.Name}; add one with On(\"{compiler.Dialect.Name}\", ...).");
        compiler.VisitText(sql, _parameters);
    }
}

internal sealed class TextQuery<TRow>(Text text, RowShape<TRow> shape) : Query<TRow>
{
    internal override RowShape<TRow> Shape => shape;

    protected internal override void Accept(StatementCompiler compiler) => text.Accept(compiler);
}
