using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using Ddl = Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Operations;

/// <summary>Changes what a column holds, whether it may be NULL, or its default. What is not said stays as it is.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Name">The column's name.</param>
public sealed record AlterColumn(string Table, string Name) : TableOperation(Table)
{
    /// <summary>What it holds from then on, or null for what it did.</summary>
    public SqlType? Type { get; init; }

    /// <summary>Whether it may be NULL from then on, or null for as before.</summary>
    public bool? IsNullable { get; init; }

    /// <summary>Its default from then on, or null for the one it has.</summary>
    public DefaultChange? Default { get; init; }

    /// <summary>The new value of a row, in SQL over its columns, where the database's own conversion is not what is wanted.</summary>
    public ValueList<SqlScript> Conversion { get; init; } = [];

    /// <summary>The former value of a row, in SQL over its columns as they are then: for the way back.</summary>
    public ValueList<SqlScript> ConversionBack { get; init; } = [];

    /// <inheritdoc/>
    /// <remarks>The statement of a dialect is made by <see cref="ToStatement(SchemaState, string)"/>: only the conversion differs.</remarks>
    public override DdlStatement ToStatement(SchemaState before) => ToStatement(before, "");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Compile(Kelpie.Sql.Compilation.Dialect dialect, SchemaState before) =>
        dialect.Ddl.Compile(ToStatement(before, dialect.Name));

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before)
    {
        var column = before.Tables.TableOf(Table).ColumnOf(Name);
        return
        [
            this with
            {
                Type = Type is null ? null : column.Type,
                IsNullable = IsNullable is null ? null : column.IsNullable,
                Default = Default is null ? null : new DefaultChange(column.Default),
                Conversion = ConversionBack,
                ConversionBack = Conversion,
            },
        ];
    }

    /// <summary>The column as it is to be.</summary>
    internal ColumnDefinition After(ColumnDefinition before) => before with
    {
        Type = Type ?? before.Type,
        IsNullable = IsNullable ?? before.IsNullable,
        Default = Default is null ? before.Default : Default.Value,
    };

    /// <summary>The change, with the conversion that is meant for a dialect.</summary>
    internal Ddl.AlterColumn ToStatement(SchemaState before, string dialect)
    {
        var table = before.Tables.TableOf(Table);
        var column = table.ColumnOf(Name);
        return new Ddl.AlterColumn(Table, column, After(column)) { Conversion = Conversion.For(dialect)?.Sql, Definition = table };
    }

    private protected override MetaData Apply(MetaData before)
    {
        var table = before.TableOf(Table);
        var column = table.ColumnOf(Name);
        if (column.IsIdentity && (IsNullable is true || Default is { Value: not null } || Type is not (null or IntegerType or BigIntType)))
        {
            throw new InvalidOperationException($"{Table}.{Name} numbers the rows: it stays an integer that is never NULL and has no default.");
        }

        if (IsNullable is true && table.PrimaryKey is { } key && key.Columns.Contains(Name))
        {
            throw new InvalidOperationException($"{Table}.{Name} is of the primary key, so it cannot be NULL; drop the key first.");
        }

        return before.Change(Table, _ => table with
        {
            Columns = table.Columns.Select(other => other.Name == Name ? After(other) : other).ToValueList(),
        });
    }

    internal override void Describe(CanonicalText text)
    {
        text.Word("alter column").Name(Table).Name(Name);
        if (Type is { } type)
        {
            text.Word("type").Type(type);
        }

        if (IsNullable is { } isNullable)
        {
            text.Word(isNullable ? "null" : "not null");
        }

        if (Default is { } change)
        {
            text.Default(change.Value, none: "no default");
        }

        if (Conversion.For(text.Dialect) is { } conversion)
        {
            text.Word("using").Name(conversion.Sql.Trim());
        }

        text.EndLine();
    }
}

/// <summary>A column gets a default, or loses it.</summary>
/// <param name="Value">The default, or null for none.</param>
public sealed record DefaultChange(DefaultValue? Value);
