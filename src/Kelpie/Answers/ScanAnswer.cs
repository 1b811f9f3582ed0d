using System.Text.Json;
using Kelpie.Analysis;
using Kelpie.Scanning;
using Kelpie.Scanning.Discovery;
using Kelpie.Sql;

namespace Kelpie.Answers;

/// <summary>What <c>scan</c> answers.</summary>
/// <param name="Database">Where the index is.</param>
/// <param name="IsNew">Whether the scan made it.</param>
/// <param name="DryRun">Whether nothing was written.</param>
/// <param name="Summary">What came of it.</param>
public sealed record ScanAnswer(DatabaseUrl Database, bool IsNew, bool DryRun, ScanSummary Summary)
{
    /// <summary>What was found out of the files; null where that was not asked for, or not come to.</summary>
    public AnalysisSummary? Analysis { get; init; }

    /// <summary>Writes it as JSON.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("status", Summary.Outcome switch
        {
            ScanOutcome.Completed => "success",
            ScanOutcome.Interrupted => "interrupted",
            _ => "incomplete",
        });
        json.WriteString("database", Database.ToString());
        json.WriteBoolean("database_created", IsNew);
        json.WriteBoolean("dry_run", DryRun);
        json.WriteNumber("found", Summary.Found);
        json.WriteNumber("added", Summary.Added);
        json.WriteNumber("changed", Summary.Changed);
        json.WriteNumber("unchanged", Summary.Unchanged);
        json.WriteNumber("removed", Summary.Removed);
        json.WriteStartObject("by_status");
        foreach (var (status, files) in Summary.ByStatus.OrderBy(pair => pair.Key))
        {
            json.WriteNumber(status.ToStoredName(), files);
        }

        json.WriteEndObject();
        json.WriteNumber("bytes", Summary.Bytes);
        json.WriteNumber("chunks", Summary.Chunks);
        json.WriteNumber("seconds", Math.Round(Summary.Elapsed.TotalSeconds, 3));
        if (Analysis is { } analysis)
        {
            json.WriteNumber("analysed", analysis.Files);
            json.WriteNumber("analysis_seconds", Math.Round(analysis.Elapsed.TotalSeconds, 3));
        }

        json.WriteNumber("problem_count", Summary.ProblemCount);
        json.WriteStartArray("problems");
        foreach (var problem in Summary.Problems)
        {
            json.WriteStartObject();
            json.WriteString("path", problem.Path);
            json.WriteString("status", problem.Status.ToStoredName());
            json.WriteString("reason", problem.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
