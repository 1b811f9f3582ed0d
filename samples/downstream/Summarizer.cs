using Kelpie.Database;
using Kelpie.Sql;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Downstream;

/// <summary>Writes the first sentence of each file that has none yet.</summary>
/// <param name="db">The database.</param>
/// <param name="table">What the table is called in it.</param>
internal sealed class Summarizer(Connection db, string table)
{
    private const string Model = "first sentence";
    private static readonly ChunksTable C = Tables.Chunks;
    private readonly SummariesTable _summaries = new SummariesTable().Named(table);

    /// <summary>How many there are.</summary>
    internal Task<long> CountAsync() => db.FirstAsync(Select(CountAll()).From(_summaries), []);

    /// <summary>Writes what is missing.</summary>
    /// <returns>How many it wrote.</returns>
    internal async Task<int> WriteMissingAsync()
    {
        var missing = Select(C.FileId, C.Content).From(C)
            .LeftJoin(_summaries, _summaries.FileId == C.FileId & _summaries.Model == Model)
            .Where(C.ChunkIndex == 0 & _summaries.Id.IsNull());
        var add = InsertInto(_summaries).Each<(long File, string Content)>(row => row
            .Set(_summaries.FileId, file => file.File).Set(_summaries.Model, _ => Model).Set(_summaries.Summary, file => FirstSentence(file.Content)));
        var files = await db.ListAsync(missing, []).ConfigureAwait(false);
        await db.InsertAsync(add, files).ConfigureAwait(false);
        return files.Count;
    }

    private static string FirstSentence(string text)
    {
        var end = text.AsSpan().IndexOfAny('.', '\n');
        return end < 0 ? text : text[..end].Trim();
    }
}
