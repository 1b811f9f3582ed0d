using System.Collections.Immutable;

namespace Kelpie.Sql.Expressions;

/// <summary>
/// A function and how each database spells it. Where a name is not enough, a template says the rest: <c>{0}</c> stands for the first
/// argument, as in <c>SUBSTRING({0} FROM {1})</c>. Make it once, and call it as often as needed.
/// </summary>
public sealed class SqlFunction
{
    private readonly string _name;
    private readonly ImmutableDictionary<string, string> _spellings;
    private readonly ImmutableDictionary<string, string> _refusals;

    private SqlFunction(string name, ImmutableDictionary<string, string> spellings, ImmutableDictionary<string, string> refusals) =>
        (_name, _spellings, _refusals) = (name, spellings, refusals);

    /// <summary>A function by the name that most databases know it by; or a template.</summary>
    public static SqlFunction Named(string name) =>
        new(name, ImmutableDictionary.Create<string, string>(StringComparer.Ordinal), ImmutableDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>The same, by another name or template on one database.</summary>
    /// <param name="dialect">The dialect's name, such as <c>sqlite</c>.</param>
    /// <param name="spelling">The name or template there.</param>
    public SqlFunction On(string dialect, string spelling) => new(_name, _spellings.SetItem(dialect, spelling), _refusals);

    /// <summary>The same, refused on one database.</summary>
    /// <param name="dialect">The dialect's name, such as <c>sqlite</c>.</param>
    /// <param name="wayAround">What to do there instead; ends the error's message.</param>
    public SqlFunction NotOn(string dialect, string wayAround) => new(_name, _spellings, _refusals.SetItem(dialect, wayAround));

    /// <summary>A call of it.</summary>
    /// <param name="type">What it returns.</param>
    /// <param name="arguments">Its arguments, in order.</param>
    public Expression<T> Call<T>(Schema.SqlType<T> type, params IReadOnlyList<Expression> arguments) =>
        new FunctionCall<T>(this, [.. arguments], type);

    /// <summary>Its name or template on a database.</summary>
    /// <exception cref="NotSupportedException">The database has no such function.</exception>
    public string SpellingOn(string dialect) => _refusals.TryGetValue(dialect, out var wayAround)
        ? throw new NotSupportedException($"{dialect} has no {_name}: {wayAround}")
        : _spellings.GetValueOrDefault(dialect, _name);

    /// <inheritdoc/>
    public override string ToString() => _name;
}
