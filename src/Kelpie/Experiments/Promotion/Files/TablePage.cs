using System.Text;
using Kelpie.Sql.Schema;

namespace Kelpie.Experiments.Promotion.Files;

/// <summary>Writes the documentation page of a table.</summary>
/// <param name="plan">The promotion.</param>
/// <param name="property">What the table is called among Kelpie's in C#.</param>
/// <param name="revision">The revision that makes it.</param>
internal sealed class TablePage(PromotionPlan plan, string property, string revision)
{
    internal string Write()
    {
        var table = plan.Table;
        var text = new StringBuilder($"# `{table.Name}`\n\n{table.Comment}\n\n| column | type | | meaning |\n|---|---|---|---|\n");
        foreach (var column in table.Columns)
        {
            var key = table.ForeignKeys.FirstOrDefault(key => key.Columns[0] == column.Name);
            text.Append($"| `{column.Name}` | {TypeText.Of(column.Type)} | {(column.IsNullable ? "may be NULL" : "")} | {column.Comment ?? CodeNames.Words(column.Name) + "."}"
                + $"{(key is null ? "" : $" Refers to `{key.ReferencedTable}.{key.ReferencedColumns[0]}`{(key.OnDelete == ReferentialAction.Cascade ? ", and goes with it" : "")}.")} |\n");
        }

        text.Append($"\nA row is named by {Listed(table.PrimaryKey!.Columns)}.");
        text.Append(string.Concat(table.Uniques.Select(unique => $" Each {Listed(unique.Columns)} is there once.")));
        text.Append($"\n\nIn SQL:\n\n```sql\nSELECT {string.Join(", ", table.Columns.Select(column => column.Name))}\nFROM {table.Name};\n```\n");
        text.Append($"\nIn C# it is `Tables.{property}`.\n\n## Where it came from\n\nRevision `{revision}` made it of the experiment `{plan.Experiment.Name}`. Whoever had it keeps the rows; where it was missing the table is empty.\n"
            + "A downgrade hands the experiment back, with its rows. Programs that ask `ExperimentCatalog.TableOfAsync(\""
            + $"{Experiment.NameOf(plan.Experiment.Name)}\")` {(Experiment.NameOf(plan.Experiment.Name) == table.Name ? "run unchanged before and after" : "must be told the new name")}.\n");
        if (plan.Decisions.Count > 0)
        {
            text.Append("\nWhat became of it:\n\n").Append(string.Concat(plan.Decisions.Select(decision => $"- {decision}\n")));
        }

        return text.ToString();
    }

    private static string Listed(IEnumerable<string> columns) => string.Join(" and ", columns.Select(column => $"`{column}`"));
}
