using System.Globalization;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Autogenerate;

/// <summary>Pieces of a schema as a migration spells them in C#, and which namespaces that takes.</summary>
internal sealed class SchemaCode
{
    /// <summary>Whether a name of <c>Kelpie.Sql.Schema</c> was written.</summary>
    internal bool UsesSchema { get; private set; }

    /// <summary>Whether a type was written by its name alone.</summary>
    internal bool UsesTypes { get; private set; }

    internal string Type(SqlType type, bool isNullable)
    {
        var code = Plain(type);
        if (!type.Spellings.Equals(SpellingSet.Empty))
        {
            var spellings = string.Concat(type.Spellings.ByDialect.Select(pair => $".With({CSharpText.Quote(pair.Key)}, {CSharpText.Quote(pair.Value)})"));
            code = $"{code} with {{ Spellings = {Schema("SpellingSet")}.Empty{spellings} }}";
            code = isNullable ? $"({code})" : code;
        }

        // Nullable is an extension of the schema's.
        return isNullable ? $"{Schema(code)}.Nullable()" : code;
    }

    internal string Default(DefaultValue value) => $"{Schema("DefaultValue")}." + value switch
    {
        DefaultValue.Number number => $"Of({number.Value.ToString(CultureInfo.InvariantCulture)})",
        DefaultValue.Fraction number => $"Of({number.Value.ToString(CultureInfo.InvariantCulture)}m)",
        DefaultValue.Text text => $"Of({CSharpText.Quote(text.Value)})",
        DefaultValue.Truth truth => truth.Value ? "Of(true)" : "Of(false)",
        DefaultValue.Expression expression => $"Sql({CSharpText.Quote(expression.Value)})",
        DefaultValue.CurrentTimestamp => "Now",
        _ => throw new NotSupportedException($"There is no C# for {value}."),
    };

    internal string Names(IEnumerable<string> names) => string.Join(", ", names.Select(CSharpText.Quote));

    internal string PrimaryKey(PrimaryKey key) => key.Name is null
        ? Names(key.Columns)
        : $"new {Schema("PrimaryKey")}([{Names(key.Columns)}], {CSharpText.Quote(key.Name)})";

    internal string Unique(UniqueConstraint unique, string table) => unique.Name == $"uq_{table}_{string.Join('_', unique.Columns)}"
        ? Names(unique.Columns)
        : $"new {Schema("UniqueConstraint")}({CSharpText.Quote(unique.Name)}, [{Names(unique.Columns)}])";

    internal string ForeignKey(ForeignKey key, string table) => key is { Columns: [var column], ReferencedColumns: [var referred] } && key.Name == $"fk_{table}_{column}"
        ? $"{Names([column, key.ReferencedTable, referred])}{Actions(key)}"
        : $"new {Schema("ForeignKey")}({CSharpText.Quote(key.Name)}, [{Names(key.Columns)}], {CSharpText.Quote(key.ReferencedTable)}, [{Names(key.ReferencedColumns)}]{Actions(key)})";

    /// <summary>The columns of an index with the usual name, or all of it.</summary>
    internal (string Code, bool IsWhole) Index(IndexDefinition index, string indent)
    {
        var isPlain = index is { IsUnique: false, Where: null } && index.Columns.All(column => column is { IsDescending: false, IsExpression: false })
            && index.Name == $"ix_{index.Table}_{string.Join('_', index.Columns.Select(column => column.Name))}";
        if (isPlain)
        {
            return (Names(index.Columns.Select(column => column.Name)), false);
        }

        var columns = string.Join(", ", index.Columns.Select(column =>
            $"new {Schema("IndexColumn")}({(column.IsExpression ? CSharpText.Sql(column.Name, indent) : CSharpText.Quote(column.Name))}"
            + $"{(column.IsDescending ? ", IsDescending: true" : "")}{(column.IsExpression ? ", IsExpression: true" : "")})"));
        string[] more = [.. index.IsUnique ? ["IsUnique = true"] : Array.Empty<string>(), .. index.Where is { } where ? [$"Where = {CSharpText.Sql(where, indent)}"] : Array.Empty<string>()];
        return ($"new {Schema("IndexDefinition")}({Names([index.Name, index.Table])}, [{columns}]){(more.Length == 0 ? "" : $" {{ {string.Join(", ", more)} }}")}", true);
    }

    private string Actions(ForeignKey key) => (key.OnDelete, key.OnUpdate) switch
    {
        (ReferentialAction.NoAction, ReferentialAction.NoAction) => "",
        (var delete, ReferentialAction.NoAction) => $", {Schema("ReferentialAction")}.{delete}",
        (ReferentialAction.NoAction, var update) => $", {(key.Columns.Count == 1 ? "onUpdate" : "OnUpdate")}: {Schema("ReferentialAction")}.{update}",
        var (delete, update) => $", {Schema("ReferentialAction")}.{delete}, ReferentialAction.{update}",
    };

    private string Plain(SqlType type) => type switch
    {
        BooleanType => Types("Bool"),
        IntegerType => Types("Integer"),
        BigIntType => Types("BigInt"),
        DoubleType => Types("DoublePrecision"),
        TimestampType => Types("Timestamp"),
        DateType => Types("Date"),
        BytesType => Types("Bytes"),
        GuidType => Types("Uuid"),
        JsonType => Types("Json"),
        TextType { Length: null, Collation: TextCollation.Binary } => Types("Text"),
        TextType { Length: { } length, Collation: TextCollation.Binary } => Types($"Varchar({length})"),
        TextType { Length: { } length } text => $"new {Schema("TextType")}({length}, TextCollation.{text.Collation})",
        TextType text => $"new {Schema("TextType")}(Collation: TextCollation.{text.Collation})",
        AsciiKeyType key => Types($"AsciiKey({key.Length})"),
        VectorType vector => Types($"Vector({vector.Dimensions})"),
        DecimalType number => Types($"Numeric({number.Precision}, {number.Scale})"),
        UnknownType unknown => $"new {Schema("UnknownType")}({Names([unknown.Dialect, unknown.Spelling])})",
        _ => throw new NotSupportedException($"There is no C# known for {type}, a type of the program's own: write the revision by hand."),
    };

    internal string Schema(string name)
    {
        UsesSchema = true;
        return name;
    }

    private string Types(string name)
    {
        UsesTypes = true;
        return name;
    }
}
