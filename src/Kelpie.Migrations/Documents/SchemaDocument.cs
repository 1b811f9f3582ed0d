using System.Globalization;
using System.Text;
using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Documents;

/// <summary>
/// A schema in Markdown, for people: its tables with their columns and what these mean, keys, indexes and conditions, a diagram of
/// how tables refer to each other, and the revisions that led there. The same schema gives the same text.
/// </summary>
/// <param name="tables">The tables: <see cref="MetaData.Of"/> the program's models, which know what things mean.</param>
public sealed class SchemaDocument(MetaData tables)
{
    /// <summary>The heading.</summary>
    public string Title { get; init; } = "Schema";

    /// <summary>A paragraph below the heading, or null for none.</summary>
    public string? Introduction { get; init; }

    /// <summary>The migrations whose history is told, or null for none.</summary>
    public RevisionGraph? History { get; init; }

    /// <summary>The text, with Unix line ends.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        Paragraph(text, $"# {MarkdownText.Escape(Title)}");
        if (Introduction is not null)
        {
            Paragraph(text, Introduction);
        }

        Lines(text, [.. Contents()]);
        if (tables.Tables.Any())
        {
            Paragraph(text, "## Diagram");
            Paragraph(text, $"```mermaid\n{EntityDiagram.Write(tables)}\n```");
        }

        foreach (var table in tables.Tables)
        {
            Write(text, table);
        }

        if (History is { Migrations.IsEmpty: false } history)
        {
            Paragraph(text, "## History");
            Lines(text, ["| Revision | Follows | Written | What it does |", "|---|---|---|---|", .. history.Migrations.Select(Row)]);
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private IEnumerable<string> Contents() =>
    [
        .. tables.Tables.Any() ? ["- [Diagram](#diagram)"] : Array.Empty<string>(),
        .. tables.Tables.Select(table => $"- [`{table.Name}`](#{MarkdownText.Anchor(table.Name)}){(table.Comment is { } comment ? $": {MarkdownText.Escape(comment)}" : "")}"),
        .. History is { Migrations.IsEmpty: false } ? ["- [History](#history)"] : Array.Empty<string>(),
    ];

    private void Write(StringBuilder text, TableDefinition table)
    {
        Paragraph(text, $"## `{table.Name}`");
        if (table.Comment is { } comment)
        {
            Paragraph(text, MarkdownText.Escape(comment));
        }

        Lines(text, ["| Column | Type | NULL | Default | Description |", "|---|---|---|---|---|", .. table.Columns.Select(Row)]);
        Lines(text, [.. Keys(table), .. Constraints(table)]);
    }

    private static string Row(ColumnDefinition column) =>
        $"| `{column.Name}` | {MarkdownText.Escape(SchemaWords.For(column.Type))} | {(column.IsNullable ? "yes" : "no")} | {Default(column)} | {MarkdownText.Escape(column.Comment ?? "")} |";

    private static string Default(ColumnDefinition column) => column switch
    {
        { IsIdentity: true } => "the row's number",
        { Default: null } => "",
        { Default: DefaultValue.CurrentTimestamp } => "now",
        { Default: { } value } => MarkdownText.Code(SchemaWords.For(value)["default ".Length..]),
    };

    private IEnumerable<string> Keys(TableDefinition table) =>
    [
        .. table.PrimaryKey is { } key ? [$"- Primary key: {Names(key.Columns)}"] : Array.Empty<string>(),
        .. table.ForeignKeys.Select(key => $"- {Names(key.Columns)} refers to {Linked(key.ReferencedTable)} {Names(key.ReferencedColumns)}{Action(", on delete", key.OnDelete)}{Action(", on update", key.OnUpdate)}"),
        .. tables.Tables.SelectMany(other => other.ForeignKeys.Where(key => key.ReferencedTable == table.Name && other.Name != table.Name)
            .Select(key => $"- Referred to by {Linked(other.Name)} {Names(key.Columns)}")),
    ];

    private static IEnumerable<string> Constraints(TableDefinition table) =>
    [
        .. table.Uniques.Select(unique => $"- Unique: {Names(unique.Columns)}"),
        .. table.Checks.Select(check => $"- Check `{check.Name}`: {MarkdownText.Code(check.Sql)}"),
        .. table.Indexes.Select(index => $"- {(index.IsUnique ? "Unique index" : "Index")} `{index.Name}`: "
            + string.Join(", ", index.Columns.Select(column => (column.IsExpression ? MarkdownText.Code(column.Name) : $"`{column.Name}`") + (column.IsDescending ? " descending" : "")))
            + (index.Where is { } where ? $", where {MarkdownText.Code(where)}" : "")),
    ];

    private static string Row(Migration migration) =>
        $"| `{migration.Revision}` | {string.Join(", ", migration.Parents.Concat(migration.DependsOn).Select(parent => $"`{parent}`"))} | "
        + $"{migration.WrittenOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} | {MarkdownText.Escape(migration.Message)} |";

    private string Linked(string table) => tables.Find(table) is null ? $"`{table}`" : $"[`{table}`](#{MarkdownText.Anchor(table)})";

    private static string Names(ValueList<string> columns) => string.Join(", ", columns.Select(column => $"`{column}`"));

    private static string Action(string when, ReferentialAction action) => action switch
    {
        ReferentialAction.Cascade => $"{when} cascade",
        ReferentialAction.SetNull => $"{when} set NULL",
        _ => "",
    };

    private static void Paragraph(StringBuilder text, string paragraph) => text.Append(paragraph).Append("\n\n");

    private static void Lines(StringBuilder text, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            Paragraph(text, string.Join('\n', lines));
        }
    }
}
