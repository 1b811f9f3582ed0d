using System.Globalization;
using System.Text.Json;
using Kelpie.Migrations.Authoring;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;

namespace Kelpie.Cli.Output;

/// <summary>Revisions and how they follow each other.</summary>
internal static class RevisionReport
{
    internal static void WriteHeads(Terminal terminal, BranchOverview overview)
    {
        if (terminal.IsJson)
        {
            WriteJson(terminal, json => WriteAll(json, "heads", overview.Heads.Select(head => head.Head)));
            return;
        }

        terminal.Table(["revision", "line", "message"], [.. overview.Heads.Select(head => new[] { head.Head.Revision, string.Join(", ", head.Labels), head.Head.Message })]);
    }

    internal static void WriteBranches(Terminal terminal, BranchOverview overview)
    {
        if (terminal.IsJson)
        {
            WriteJson(terminal, json =>
            {
                WriteAll(json, "bases", overview.Bases);
                WriteAll(json, "branch_points", overview.BranchPoints.Select(point => point.Point));
                WriteAll(json, "merge_points", overview.MergePoints.Select(point => point.Point));
                WriteAll(json, "heads", overview.Heads.Select(head => head.Head));
            });
            return;
        }

        terminal.Table(["", "revision", "message", ""],
        [
            .. overview.Bases.Select(point => new[] { "begins", point.Revision, point.Message, string.Join(", ", overview.Lines.Where(line => line.Begin == point).Select(line => line.Label)) }),
            .. overview.BranchPoints.Select(point => new[] { "parts", point.Point.Revision, point.Point.Message, "to " + Ids(point.Children) }),
            .. overview.MergePoints.Select(point => new[] { "merges", point.Point.Revision, point.Point.Message, "from " + Ids(point.Parents) }),
            .. overview.Heads.Select(head => new[] { "ends", head.Head.Revision, head.Head.Message, string.Join(", ", head.Labels) }),
        ]);
    }

    internal static void WriteDetails(Terminal terminal, RevisionDetails details)
    {
        var migration = details.Migration;
        if (terminal.IsJson)
        {
            WriteJson(terminal, json =>
            {
                WriteMembers(json, migration);
                WriteAll(json, "children", details.Children);
                WriteTexts(json, "operations", details.Operations);
                WriteTexts(json, "upgrade", details.UpgradeStatements);
                WriteTexts(json, "downgrade", details.DowngradeStatements);
            });
            return;
        }

        terminal.Line($"revision    {migration.Revision}");
        terminal.Line($"message     {migration.Message}");
        Part("written on", migration.WrittenOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Part("follows", details.Parents.Count == 0 ? "base" : string.Join(", ", details.Parents));
        Part("needs", migration.DependsOn.Count == 0 ? null : string.Join(", ", migration.DependsOn));
        Part("followed by", details.Children.Count == 0 ? null : string.Join(", ", details.Children));
        Part("needed by", details.Dependents.Count == 0 ? null : string.Join(", ", details.Dependents));
        Part("line", details.Labels.Count == 0 ? null : string.Join(", ", details.Labels));
        Block("What it does:", details.Operations);
        Block("Its upgrade:", details.UpgradeStatements.Select(statement => statement + ";"));
        Block("Its downgrade:", details.DowngradeRefusal is { } refusal ? [refusal] : details.DowngradeStatements.Select(statement => statement + ";"));

        void Part(string name, string? value)
        {
            if (value is not null)
            {
                terminal.Line($"{name,-11} {value}");
            }
        }

        void Block(string head, IEnumerable<string> lines)
        {
            terminal.Line("");
            terminal.Line(head);
            foreach (var line in lines.SelectMany(text => text.Split('\n')))
            {
                terminal.Line(("  " + line).TrimEnd());
            }
        }
    }

    /// <summary>A revision that was written, and what to mind of it.</summary>
    internal static void WriteNew(Terminal terminal, NewRevision written, IReadOnlyList<string> warnings)
    {
        if (terminal.IsJson)
        {
            WriteJson(terminal, json =>
            {
                json.WriteString("revision", written.Revision);
                json.WriteString("path", written.Path);
                WriteTexts(json, "warnings", [.. warnings, .. written.Notice is { } notice ? [notice] : Array.Empty<string>()]);
            });
            return;
        }

        terminal.Line(written.Path);
        foreach (var warning in warnings)
        {
            terminal.Note($"Mind: {warning}");
        }

        if (written.Notice is { } left)
        {
            terminal.Note(left);
        }
    }

    internal static void WriteJson(Terminal terminal, Action<Utf8JsonWriter> members) => terminal.Json(json =>
    {
        json.WriteStartObject();
        json.WriteString("status", "success");
        members(json);
        json.WriteEndObject();
    });

    internal static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteAll(Utf8JsonWriter json, string name, IEnumerable<Migration> migrations)
    {
        json.WriteStartArray(name);
        foreach (var migration in migrations)
        {
            json.WriteStartObject();
            WriteMembers(json, migration);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMembers(Utf8JsonWriter json, Migration migration)
    {
        json.WriteString("revision", migration.Revision);
        WriteTexts(json, "parents", migration.Parents);
        json.WriteString("message", migration.Message);
        json.WriteString("branch", migration.Branch);
        WriteTexts(json, "depends_on", migration.DependsOn);
        json.WriteString("written_on", migration.WrittenOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private static string Ids(IEnumerable<Migration> migrations) => string.Join(", ", migrations.Select(migration => migration.Revision));
}
