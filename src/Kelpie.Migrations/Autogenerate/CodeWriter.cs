using System.Text;
using Kelpie.Migrations.Operations;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Autogenerate;

/// <summary>The C# of a revision.</summary>
/// <param name="Body">The statements of its <c>Upgrade</c>, indented, each with a line end.</param>
/// <param name="Usings">The namespaces that the file needs beside its own, as they stand behind <c>using</c>; no other is used.</param>
public sealed record RevisionCode(string Body, ValueList<string> Usings);

/// <summary>Writes operations as the statements of a migration.</summary>
public sealed partial class CodeWriter
{
    private readonly StringBuilder _text = new();
    private readonly SchemaCode _schema;
    private readonly string _indent;

    // Whether the last statement has lines of its own, and so stands apart.
    private bool _wasTall;

    private CodeWriter(string indent, SchemaCode schema) => (_indent, _schema) = (indent, schema);

    private string Deeper => _indent + "    ";

    /// <summary>The statements for operations.</summary>
    /// <param name="operations">The operations; what is noted of one stands above it.</param>
    /// <param name="indent">How far the statements stand from the margin, in blanks.</param>
    /// <exception cref="NotSupportedException">A type of the program's own has no C# that this knows of.</exception>
    public static RevisionCode Write(IReadOnlyList<DraftedOperation> operations, int indent = 0)
    {
        var writer = new CodeWriter(new string(' ', indent), new SchemaCode());
        for (var next = 0; next < operations.Count;)
        {
            var isPromotion = IsPromotion([.. operations.Skip(next).Take(Promoting).Select(drafted => drafted.Operation)]);
            writer.Write(operations[next].Note, isPromotion
                ? writer.Promotion((AdoptTable)operations[next].Operation, (CreateTable)operations[next + 1].Operation, (MapRows)operations[next + 2].Operation)
                : writer.Statement(operations[next].Operation));
            next += isPromotion ? Promoting : 1;
        }

        ValueList<string> usings =
        [
            "Kelpie.Migrations.Operations",
            "Kelpie.Migrations.Revisions",
            .. writer._schema.UsesSchema ? ["Kelpie.Sql.Schema"] : Array.Empty<string>(),
            .. writer._schema.UsesTypes ? ["static Kelpie.Sql.Schema.Types"] : Array.Empty<string>(),
        ];
        return new RevisionCode(writer._text.ToString(), usings);
    }

    private void Write(string? note, string statement)
    {
        var isTall = note is not null || statement.Contains('\n', StringComparison.Ordinal);
        _text.Append(_text.Length > 0 && (isTall || _wasTall) ? "\n" : "");
        if (note is not null)
        {
            _text.Append(_indent).Append(CSharpText.Comment(note)).Append('\n');
        }

        _text.Append(_indent).Append("op.").Append(statement).Append(";\n");
        _wasTall = isTall;
    }

    private string Statement(Operation operation) => operation switch
    {
        CreateTable create => Create(create.Table),
        DropTable drop => Call("DropTable", drop.Name),
        RenameTable rename => Call("RenameTable", rename.Name, rename.NewName),
        AddColumn add => $"AddColumn({CSharpText.Quote(add.Table)}, {Column(add.Column)})",
        DropColumn drop => Call("DropColumn", drop.Table, drop.Name),
        RenameColumn rename => Call("RenameColumn", rename.Table, rename.Name, rename.NewName),
        AlterColumn alter => Alter(alter),
        AddPrimaryKey add => $"AddPrimaryKey({CSharpText.Quote(add.Table)}, {_schema.PrimaryKey(add.Key)})",
        DropPrimaryKey drop => Call("DropPrimaryKey", drop.Table),
        AddForeignKey add => $"AddForeignKey({CSharpText.Quote(add.Table)}, {_schema.ForeignKey(add.Key, add.Table)})",
        DropForeignKey drop => Call("DropForeignKey", drop.Table, drop.Name),
        AddUnique add => $"AddUnique({CSharpText.Quote(add.Table)}, {_schema.Unique(add.Unique, add.Table)})",
        DropUnique drop => Call("DropUnique", drop.Table, drop.Name),
        AddCheck add => $"AddCheck({_schema.Names([add.Table, add.Check.Name])}, {Sql(add.Check.Sql)})",
        DropCheck drop => Call("DropCheck", drop.Table, drop.Name),
        CreateIndex create => _schema.Index(create.Index, Deeper) is { IsWhole: false } columns
            ? $"CreateIndex({CSharpText.Quote(create.Table)}, {columns.Code})"
            : $"CreateIndex({_schema.Index(create.Index, Deeper).Code})",
        DropIndex drop => Call("DropIndex", drop.Table, drop.Name),
        _ => Script(operation),
    };

    private string Call(string name, params string[] arguments) => $"{name}({_schema.Names(arguments)})";

    private string Sql(string sql) => CSharpText.Sql(sql, Deeper);

    private string Create(TableDefinition table)
    {
        var comment = table.Comment is { } text ? $",\n{Deeper}{CSharpText.Quote(text)}" : "";
        return $"CreateTable({CSharpText.Quote(table.Name)}, t => t{Lines(table)}{comment})";
    }

    // As a value, where no operation has words of its own for it.
    private string Built(TableDefinition table) =>
        $"new {_schema.Schema("TableBuilder")}({CSharpText.Quote(table.Name)}{(table.Comment is { } text ? $", {CSharpText.Quote(text)}" : "")}){Lines(table)}\n{Deeper}.Build()";

    private string Lines(TableDefinition table)
    {
        string[] lines =
        [
            .. table.Columns.Select(column => $"Column({Column(column)})"),
            .. table.PrimaryKey is { } key ? [$"PrimaryKey({_schema.PrimaryKey(key)})"] : Array.Empty<string>(),
            .. table.Uniques.Select(unique => $"Unique({_schema.Unique(unique, table.Name)})"),
            .. table.Checks.Select(check => $"Check({CSharpText.Quote(check.Name)}, {CSharpText.Sql(check.Sql, Deeper + "    ")})"),
            .. table.ForeignKeys.Select(key => $"ForeignKey({_schema.ForeignKey(key, table.Name)})"),
            .. table.Indexes.Select(index => $"Index({_schema.Index(index, Deeper + "    ").Code})"),
        ];
        return string.Concat(lines.Select(line => $"\n{Deeper}.{line}"));
    }

    private string Column(ColumnDefinition column) =>
        $"{CSharpText.Quote(column.Name)}, {_schema.Type(column.Type, column.IsNullable)}{(column.IsIdentity ? ", identity: true" : "")}"
        + $"{(column.Default is { } value ? $", defaultValue: {_schema.Default(value)}" : "")}{(column.Comment is { } comment ? $", comment: {CSharpText.Quote(comment)}" : "")}";

    private string Alter(AlterColumn alter)
    {
        string[] changes =
        [
            .. alter.Type is { } type ? [$".Type({_schema.Type(type, isNullable: false)})"] : Array.Empty<string>(),
            .. alter.Conversion.Count + alter.ConversionBack.Count > 0 ? [$".Convert([{Texts(alter.Conversion)}], [{Texts(alter.ConversionBack)}])"] : Array.Empty<string>(),
            .. alter.IsNullable is { } isNullable ? [isNullable ? ".Nullable()" : ".NotNull()"] : Array.Empty<string>(),
            .. alter.Default is { } change ? [change.Value is { } value ? $".Default({_schema.Default(value)})" : ".NoDefault()"] : Array.Empty<string>(),
        ];
        return $"AlterColumn({_schema.Names([alter.Table, alter.Name])}, c => c{string.Concat(changes)})";
    }

    private string Texts(IEnumerable<SqlScript> scripts) => string.Join(", ", scripts.Select(script =>
        $"({(script.Dialect is { } dialect ? CSharpText.Quote(dialect) : "null")}, {Sql(script.Sql)})"));
}
