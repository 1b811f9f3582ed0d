using System.Text;
using Kelpie.Database;
using Kelpie.Sql.Schema;

namespace Kelpie.Experiments.Promotion.Files;

/// <summary>Writes the class of a table in the style of those that there are, and lists it among them.</summary>
/// <param name="table">The table.</param>
/// <param name="property">What it is called among <see cref="Tables"/>.</param>
internal sealed class TableClass(TableDefinition table, string property)
{
    private readonly string _class = $"{property}Table";

    internal string Write()
    {
        var text = new StringBuilder("using Kelpie.Sql.Schema;\n\nnamespace Kelpie.Database;\n\n");
        text.Append($"/// <summary><c>{table.Name}</c>: {CodeNames.Xml(Lower(table.Comment!))}</summary>\n");
        text.Append($"public sealed class {_class} : Table<{_class}>\n{{\n    /// <summary>Declares the table.</summary>\n    public {_class}()\n");
        text.Append($"        : base({CodeNames.Quote(table.Name)}, {CodeNames.Quote(table.Comment!)})\n    {{\n");
        foreach (var column in table.Columns)
        {
            text.Append($"        {Property(column.Name)} = Column({CodeNames.Quote(column.Name)}, {CodeNames.Declared(column.Type)}{(column.IsNullable ? ".Nullable()" : "")}"
                + $"{(column.IsIdentity ? ", identity: true" : "")}{(column.Default is { } value ? $", defaultValue: {CodeNames.Declared(value)}" : "")}"
                + $"{(column.Comment is { } comment ? $", comment: {CodeNames.Quote(comment)}" : "")});\n");
        }

        text.Append($"        PrimaryKey({Properties(table.PrimaryKey!.Columns)});\n");
        text.Append(string.Concat(table.Uniques.Select(unique => $"        Unique({Properties(unique.Columns)});\n")));
        text.Append(string.Concat(table.ForeignKeys.Select(key => $"        ForeignKey({Properties(key.Columns)}, {Referred(key)}{(key.OnDelete == ReferentialAction.NoAction ? "" : $", ReferentialAction.{key.OnDelete}")});\n")));
        text.Append(string.Concat(table.Indexes.Select(index => index.IsUnique
            ? $"        Index(new IndexDefinition({CodeNames.Quote(index.Name)}, {CodeNames.Quote(table.Name)}, [{string.Join(", ", index.Columns.Select(column => $"new IndexColumn({CodeNames.Quote(column.Name)})"))}]) {{ IsUnique = true }});\n"
            : $"        Index({Properties(index.Columns.Select(column => column.Name))});\n")));
        text.Append("    }\n");
        foreach (var column in table.Columns)
        {
            text.Append($"\n    /// <summary>{CodeNames.Xml(column.Comment ?? CodeNames.Words(column.Name) + ".")}</summary>\n");
            text.Append($"    public Column<{CodeNames.ClrType(column.Type)}{(column.IsNullable ? "?" : "")}> {Property(column.Name)} {{ get; }}\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>The file that lists the tables, with this one; null where it is not as it was.</summary>
    internal string? ListIn(string listing)
    {
        const string all = "    /// <summary>All of them.</summary>\n";
        const string end = ");\n}";
        var (place, last) = (listing.IndexOf(all, StringComparison.Ordinal), listing.LastIndexOf(end, StringComparison.Ordinal));
        return place < 0 || last < place ? null
            : $"{listing[..place]}    /// <summary>{CodeNames.Xml(table.Comment!)}</summary>\n    public static {_class} {property} {{ get; }} = new();\n\n{listing[place..last]}, {property}{listing[last..]}";
    }

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];

    private string Property(string column) => CodeNames.Property(column, _class);

    private string Properties(IEnumerable<string> columns) => string.Join(", ", columns.Select(Property));

    // Keys of Kelpie's own tables, by the property that each has.
    private static string Referred(ForeignKey key)
    {
        var (name, column) = (key.ReferencedTable, key.ReferencedColumns[0]);
        var known = ((string Property, Table Table)[])
        [
            (nameof(Tables.Directories), Tables.Directories), (nameof(Tables.Files), Tables.Files), (nameof(Tables.Chunks), Tables.Chunks),
            (nameof(Tables.Analyses), Tables.Analyses), (nameof(Tables.TextChunks), Tables.TextChunks), (nameof(Tables.Embeddings), Tables.Embeddings), (nameof(Tables.Sessions), Tables.Sessions),
        ];
        var found = known.FirstOrDefault(one => one.Table.Name == name);
        return $"Tables.{found.Property ?? CodeNames.Pascal(name)}.{CodeNames.Property(column, "")}";
    }
}
