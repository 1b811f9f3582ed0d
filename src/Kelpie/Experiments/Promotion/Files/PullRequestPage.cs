using System.Globalization;
using System.Text;
using Kelpie.Database;
using Kelpie.Migrations.Running;

namespace Kelpie.Experiments.Promotion.Files;

/// <summary>Writes what a reviewer wants to know of a promotion. Nothing in it is copied from rows.</summary>
/// <param name="plan">The promotion.</param>
/// <param name="revision">Its revision.</param>
/// <param name="why">Why the table should be Kelpie's, in the words of whoever asks for it; null where it is still to be said.</param>
/// <param name="files">The files that come with it, as they lie in the repository.</param>
internal sealed class PullRequestPage(PromotionPlan plan, PromotionRevision revision, string? why, IReadOnlyList<string> files)
{
    internal string Write()
    {
        var experiment = plan.Review.Experiment;
        var text = new StringBuilder($"# Promote `{plan.Experiment.Name}` to `{plan.Table.Name}`\n\n");
        text.Append($"Revision `{revision.Revision}` makes one of Kelpie's tables of the experiment. Whoever has it keeps the rows, whoever has another one of that name is\n"
            + "shown the difference, and whoever has none gets an empty table. A downgrade hands the experiment back, with its rows.\n\n");
        text.Append($"## Why\n\n{why ?? "To be said by whoever asks for it: what the experiment has proven, and who will use the table."}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"## The experiment\n\n{experiment.Rows} rows, {experiment.Table.Columns.Count} columns, {experiment.Bytes} bytes"
            + $"{(experiment.Since is { } since ? $", since {since:yyyy-MM-dd}" : "")}{(experiment.Owner is { } owner ? $", kept by {owner}" : "")}. All rows were read; each of them gets into the table.\n\n");
        text.Append("## Findings and decisions\n\n").Append(plan.Review.Findings.Count == 0 ? "The review found nothing.\n\n" : "The review found:\n\n");
        text.Append(string.Concat(plan.Review.Findings.Select(finding => $"- {(finding.Column is { } column ? $"`{column}`: " : "")}{finding.Rule}. {finding.Remedy}\n")));
        text.Append(plan.Review.Findings.Count == 0 ? "" : "\n").Append(plan.Decisions.Count == 0 ? "Everything stays as it is.\n" : "What was decided (with an option that is named), or is safe:\n\n");
        text.Append(string.Concat(plan.Decisions.Select(decision => $"- {decision}\n")));
        text.Append("\n## Files\n\n").Append(string.Concat(files.Select(file => $"- `{file}`\n")));
        text.Append("\n## Before it is merged\n\n```sh\ndotnet build -c Release\nkelpie db lint\nkelpie db verify\n./test.sh\n```\n\n## SQL\n");
        foreach (var dialect in KelpieDatabase.Drivers.Select(driver => driver.Dialect))
        {
            var details = RevisionDetails.Of(revision.Graph(), revision.Revision, dialect);
            text.Append($"\n### {dialect.Name}\n\n```sql\n{Script(details.UpgradeStatements)}```\n\nBack:\n\n```sql\n{Script(details.DowngradeStatements)}```\n");
        }

        return text.ToString();
    }

    private static string Script(IEnumerable<string> statements) => string.Join('\n', statements.Select(statement => $"{statement};\n"));
}
