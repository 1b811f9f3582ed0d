using Kelpie.Database;
using Kelpie.Sql;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Cli.Output;

/// <summary>What a database holds.</summary>
internal static class SchemaReport
{
    internal static void Write(Terminal terminal, DatabaseUrl url, Dialect dialect, LiveSchema schema)
    {
        if (terminal.IsJson)
        {
            WriteJson(terminal, url, dialect, schema);
            return;
        }

        foreach (var table in schema.Tables)
        {
            terminal.Line(table.Name);
            foreach (var line in LinesOf(table, dialect).Concat(schema.Triggers.Where(trigger => trigger.Table == table.Name).Select(trigger => $"trigger {trigger.Name}")))
            {
                terminal.Line("  " + line);
            }

            terminal.Line("");
        }

        foreach (var view in schema.Views)
        {
            terminal.Line($"view {view.Name}");
        }
    }

    private static IEnumerable<string> LinesOf(TableDefinition table, Dialect dialect) =>
    [
        .. table.Columns.Select(column => $"{column.Name}  {dialect.SpellType(column.Type)}{(column.IsNullable ? "" : " not null")}{(column.IsIdentity ? " identity" : "")}{DefaultOf(column)}"),
        .. table.PrimaryKey is { } key ? [$"primary key ({Listed(key.Columns)})"] : Array.Empty<string>(),
        .. table.Uniques.Select(unique => $"unique {unique.Name} ({Listed(unique.Columns)})"),
        .. table.ForeignKeys.Select(key => $"foreign key {key.Name} ({Listed(key.Columns)}) to {key.ReferencedTable} ({Listed(key.ReferencedColumns)})"
            + (key.OnDelete == ReferentialAction.NoAction ? "" : $", on delete {Words(key.OnDelete)}") + (key.OnUpdate == ReferentialAction.NoAction ? "" : $", on update {Words(key.OnUpdate)}")),
        .. table.Checks.Select(check => $"check {check.Name} ({check.Sql})"),
        .. table.Indexes.Select(index => $"{(index.IsUnique ? "unique index" : "index")} {index.Name} ({string.Join(", ", index.Columns.Select(column => column.Name + (column.IsDescending ? " desc" : "")))})"
            + (index.Where is { } where ? $" where {where}" : "")),
    ];

    private static string DefaultOf(ColumnDefinition column) => column.Default switch
    {
        null => "",
        DefaultValue.Number number => $" default {number.Value}",
        DefaultValue.Fraction number => System.FormattableString.Invariant($" default {number.Value}"),
        DefaultValue.Text text => $" default '{text.Value}'",
        DefaultValue.Truth truth => truth.Value ? " default true" : " default false",
        DefaultValue.Expression expression => $" default ({expression.Value})",
        _ => " default now",
    };

    private static string Words(ReferentialAction action) => action == ReferentialAction.Cascade ? "cascade" : "set null";

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names);

    private static void WriteJson(Terminal terminal, DatabaseUrl url, Dialect dialect, LiveSchema schema) => RevisionReport.WriteJson(terminal, json =>
    {
        json.WriteString("database", url.ToString());
        json.WriteStartArray("tables");
        foreach (var table in schema.Tables)
        {
            json.WriteStartObject();
            json.WriteString("name", table.Name);
            json.WriteStartArray("columns");
            foreach (var column in table.Columns)
            {
                json.WriteStartObject();
                json.WriteString("name", column.Name);
                json.WriteString("type", dialect.SpellType(column.Type));
                json.WriteBoolean("nullable", column.IsNullable);
                json.WriteBoolean("identity", column.IsIdentity);
                json.WriteString("default", column.Default is null ? null : DefaultOf(column)[" default ".Length..]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            RevisionReport.WriteTexts(json, "keys_and_indexes", LinesOf(table, dialect).Skip(table.Columns.Count));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        RevisionReport.WriteTexts(json, "views", schema.Views.Select(view => view.Name));
        RevisionReport.WriteTexts(json, "triggers", schema.Triggers.Select(trigger => trigger.Name));
    });
}
