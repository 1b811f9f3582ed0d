using Kelpie.Database.Migrations;
using Kelpie.Experiments;
using Kelpie.Experiments.Promotion;
using Kelpie.Experiments.Review;
using Kelpie.Tests.Database;

namespace Kelpie.Tests.Experiments;

/// <summary>
/// An experiment with nothing to find fault with, twelve rows on three files, and what a test does to it. It has a column that is
/// sometimes NULL, one of words that are there more than once, and whatever column more is asked for.
/// </summary>
internal sealed class Trial : IAsyncDisposable
{
    internal const int Rows = 12;

    private Trial(TestIndex index) => Index = index;

    internal TestIndex Index { get; }

    /// <summary>Makes the table.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="column">One column more, as SQL.</param>
    /// <param name="value">Its value in each row, as SQL.</param>
    /// <param name="id">The column that names a row, as SQL.</param>
    /// <param name="file">The column that refers to a file, as SQL.</param>
    /// <param name="fileValue">What it holds, as SQL: of the file n.</param>
    /// <param name="isIndexed">Whether that column has an index.</param>
    internal static async Task<Trial> MakeAsync(
        string name = "exp_trial", string? column = null, Func<int, string>? value = null, string id = "id INTEGER PRIMARY KEY AUTOINCREMENT",
        string file = "file_id BIGINT NOT NULL REFERENCES file_metadata (id) ON DELETE CASCADE", Func<int, string>? fileValue = null, bool isIndexed = true)
    {
        var trial = new Trial(await TestIndex.CreateAsync());
        foreach (var letter in "abc")
        {
            trial.Index.Files.Write($"{letter}.md", $"The text of {letter}.");
        }

        await trial.Index.ScanAsync();
        fileValue ??= n => $"(SELECT id FROM file_metadata WHERE file_name = '{"abc"[n]}.md')";
        var fileName = file.Split(' ')[0];
        trial.Index.Execute($"CREATE TABLE {name} ({id}, {file}, label TEXT NOT NULL, score REAL{(column is null ? "" : $", {column}")})");
        if (isIndexed)
        {
            trial.Index.Execute($"CREATE INDEX ix_{name}_file ON {name} ({fileName})");
        }

        var columns = $"{fileName}, label, score{(column is null ? "" : $", {column.Split(' ')[0]}")}";
        for (var row = 0; row < Rows; row++)
        {
            var values = $"{fileValue(row % 3)}, '{(row % 2 == 0 ? "draft" : "final")}', {(row == 5 ? "NULL" : $"{row}.5")}{(column is null ? "" : $", {value!(row)}")}";
            trial.Index.Execute($"INSERT INTO {name} ({columns}) VALUES ({values})", foreignKeys: false);
        }

        return trial;
    }

    internal async Task<ExperimentReview> ReviewAsync(string name = "trial")
    {
        await using var db = await Index.Database.Engine.ConnectAsync();
        return await new ExperimentCatalog(db).ReviewAsync(name);
    }

    /// <summary>The columns of the table.</summary>
    internal IEnumerable<string> Columns => Index.Query("SELECT name FROM pragma_table_info('exp_trial')");

    /// <summary>Tries a promotion as it is tried before anything is written.</summary>
    internal Task RequireAsync(PromotionPlan plan) => PromotionTrial.RequireAsync(
        Index.Database.Engine, new PromotionRevision("b01d77c0", [KelpieRevisions.Graph.Head!.Revision], plan, new DateOnly(2026, 11, 30)), CancellationToken.None);

    public ValueTask DisposeAsync() => Index.DisposeAsync();
}
