using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Operations;

/// <summary>Says what changes of a column; what it does not say stays as it is.</summary>
public sealed class ColumnChange
{
    private AlterColumn _change;

    internal ColumnChange(string table, string column) => _change = new AlterColumn(table, column);

    /// <summary>It holds something else. The type's own nullability does not count: see <see cref="Nullable"/> and <see cref="NotNull"/>.</summary>
    /// <param name="type">What it holds from then on.</param>
    /// <param name="convert">The new value in SQL over the row's columns, or null for the database's own conversion.</param>
    /// <param name="convertBack">The same for the way back.</param>
    public ColumnChange Type(SqlType type, string? convert = null, string? convertBack = null)
    {
        _change = _change with { Type = type.Underlying };
        return convert is null && convertBack is null ? this : Convert(Everywhere(convert), Everywhere(convertBack));
    }

    /// <summary>How the values are converted, where databases differ: <c>[("sqlite", "..."), ("postgresql", "...")]</c>.</summary>
    /// <param name="there">For the way up, by dialect.</param>
    /// <param name="back">For the way down, by dialect.</param>
    public ColumnChange Convert(IReadOnlyList<(string? Dialect, string Sql)> there, IReadOnlyList<(string? Dialect, string Sql)> back)
    {
        _change = _change with { Conversion = Scripts(there), ConversionBack = Scripts(back) };
        return this;
    }

    /// <summary>It may be NULL.</summary>
    public ColumnChange Nullable()
    {
        _change = _change with { IsNullable = true };
        return this;
    }

    /// <summary>It is never NULL; no row may have one.</summary>
    public ColumnChange NotNull()
    {
        _change = _change with { IsNullable = false };
        return this;
    }

    /// <summary>It has another default; rows that are there keep what they have.</summary>
    public ColumnChange Default(DefaultValue value)
    {
        _change = _change with { Default = new DefaultChange(value) };
        return this;
    }

    /// <summary>It has no default.</summary>
    public ColumnChange NoDefault()
    {
        _change = _change with { Default = new DefaultChange(null) };
        return this;
    }

    internal AlterColumn Build() => _change is { Type: null, IsNullable: null, Default: null }
        ? throw new ArgumentException($"Say what changes of {_change.Table}.{_change.Name}.")
        : _change;

    private static (string? Dialect, string Sql)[] Everywhere(string? sql) => sql is null ? [] : [(null, sql)];

    private static ValueList<SqlScript> Scripts(IReadOnlyList<(string? Dialect, string Sql)> texts) =>
        texts.Select(text => new SqlScript(text.Dialect, text.Sql)).ToValueList();
}
