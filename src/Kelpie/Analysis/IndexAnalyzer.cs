using System.Diagnostics;
using Kelpie.Database;
using Kelpie.Database.Stores;
using Kelpie.Sql;

namespace Kelpie.Analysis;

/// <summary>What an analysis of the index did.</summary>
/// <param name="Files">How many files were analysed.</param>
/// <param name="Ranked">Of how many files the TF-IDF keywords were ranked, new and old.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record AnalysisSummary(long Files, long Ranked, TimeSpan Elapsed);

/// <summary>How far an analysis is.</summary>
/// <param name="Done">Files that are analysed.</param>
/// <param name="All">Files that there were to analyse.</param>
public readonly record struct AnalysisProgress(long Done, long All);

/// <summary>
/// Finds out what the files of the index are about that have not been looked at yet, from their chunks, and ranks their keywords by the
/// document frequencies of the whole index: those of older files, too, when it has grown or shrunk to half or double of what it was.
/// Each batch is a transaction, so that one that is broken off goes on where it was.
/// </summary>
/// <param name="database">The index.</param>
/// <param name="workers">How many texts are analysed at once.</param>
public sealed class IndexAnalyzer(KelpieDatabase database, int workers)
{
    private const int FilesPerBatch = 256;
    private const int CharactersPerBatch = 2 << 20;

    // What waits for the end of the run, when all files are counted: some 25 MB at the most.
    private const int MostUnranked = 16_384;
    private const int CandidatesPerFile = 60;

    private readonly TextAnalyzer _analyzer = new(Options);

    /// <summary>How far it goes.</summary>
    internal static AnalysisOptions Options { get; } = new() { Keywords = 10 };

    /// <summary>Brings the analyses up to date.</summary>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellationToken">Stops it; what was done stays.</param>
    /// <exception cref="InvalidDataException">What is kept of document frequencies is damaged.</exception>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public async Task<AnalysisSummary> KeepUpAsync(IProgress<AnalysisProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var watch = Stopwatch.StartNew();
        var (files, ranked) = (0L, 0L);
        var all = progress is null ? 0 : await database.Analyses.CountPendingAsync(cancellationToken).ConfigureAwait(false);
        var unranked = new List<UnrankedFile>();
        var strings = new TermStrings();
        await database.WriteAsync((db, token) => new FrequencyStore(db).CheckAsync(token), cancellationToken).ConfigureAwait(false);
        while (await ReadAsync((texts, token) => texts.PendingAsync(FilesPerBatch, token), cancellationToken).ConfigureAwait(false) is { Count: > 0 } batch)
        {
            var analysed = await WriteAsync(Analyse(batch), cancellationToken).ConfigureAwait(false);
            files += analysed.Count;
            unranked.AddRange(analysed.Select(file => new UnrankedFile(file.File.Id, strings.Shared(file.Found.TermCounts.Take(CandidatesPerFile)))));
            progress?.Report(new AnalysisProgress(files, Math.Max(files, all)));
            if (unranked.Count >= MostUnranked)
            {
                ranked += await RankAsync(unranked, cancellationToken).ConfigureAwait(false);
                strings.Clear();
            }
        }

        ranked += await RankAsync(unranked, cancellationToken).ConfigureAwait(false);
        ranked += await RankStaleAsync(cancellationToken).ConfigureAwait(false);
        return new AnalysisSummary(files, ranked, watch.Elapsed);
    }

    private async Task<IReadOnlyList<FileText>> ReadAsync(
        Func<FileTexts, CancellationToken, Task<IReadOnlyList<AnalysedFile>>> which, CancellationToken cancellationToken)
    {
        await using var db = await database.Engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var texts = new FileTexts(db);
        var batch = new List<FileText>();
        var characters = 0L;
        foreach (var file in await which(texts, cancellationToken).ConfigureAwait(false))
        {
            batch.Add(new FileText(file, await texts.ReadAsync(file, Options.MaximumCharacters, cancellationToken).ConfigureAwait(false)));
            if ((characters += batch[^1].Text.Length) >= CharactersPerBatch)
            {
                break;
            }
        }

        return batch;
    }

    private FoundText[] Analyse(IReadOnlyList<FileText> batch) => InParallel(batch, file =>
    {
        var start = Stopwatch.GetTimestamp();
        return new FoundText(file.File, _analyzer.Analyze(file.Text, file.File.IsCode), Stopwatch.GetElapsedTime(start));
    });

    private TResult[] InParallel<TResult>(IReadOnlyList<FileText> batch, Func<FileText, TResult> look)
    {
        var results = new TResult[batch.Count];
        Parallel.For(0, batch.Count, new ParallelOptions { MaxDegreeOfParallelism = workers }, i => results[i] = look(batch[i]));
        return results;
    }

    private async Task<IReadOnlyList<FoundText>> WriteAsync(IReadOnlyList<FoundText> found, CancellationToken cancellationToken)
    {
        IReadOnlyList<FoundText> written = [];
        await database.WriteAsync(
            async (db, token) => written = await new AnalysisWriter(db).PutAsync(found, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return written;
    }

    private async Task<long> RankAsync(List<UnrankedFile> files, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
        {
            return 0;
        }

        await MergeAsync(cancellationToken).ConfigureAwait(false);
        var frequencies = await FrequenciesAsync(cancellationToken).ConfigureAwait(false);
        foreach (var some in files.Chunk(FilesPerBatch))
        {
            await RankAsync(some, frequencies, cancellationToken).ConfigureAwait(false);
        }

        var ranked = files.Count;
        files.Clear();
        return ranked;
    }

    // Each round takes the rows that it finds out of what the next one looks for.
    private async Task<long> RankStaleAsync(CancellationToken cancellationToken)
    {
        var ranked = 0L;
        IndexFrequencies? frequencies = null;
        var documents = await database.Analyses.DocumentsAsync(cancellationToken).ConfigureAwait(false);
        while (documents > 0
            && await ReadAsync((texts, token) => texts.StaleAsync(documents, FilesPerBatch, token), cancellationToken).ConfigureAwait(false) is { Count: > 0 } batch)
        {
            frequencies ??= await FrequenciesAsync(cancellationToken).ConfigureAwait(false);
            documents = Math.Max(1, frequencies.Documents);
            await RankAsync(InParallel(batch, file => new UnrankedFile(file.File.Id, _analyzer.CountTerms(file.Text, file.File.Rules))), frequencies, cancellationToken).ConfigureAwait(false);
            ranked += batch.Count;
        }

        return ranked;
    }

    private Task RankAsync(UnrankedFile[] files, IndexFrequencies frequencies, CancellationToken cancellationToken)
    {
        var ranked = files.Select(file => (file.Id, KeywordRanking.ByTfidf(file.Terms, frequencies, Options.Keywords))).ToList();
        return database.WriteAsync((db, token) => new AnalysisWriter(db).RankAsync(ranked, frequencies.Documents, token), cancellationToken);
    }

    private async Task<IndexFrequencies> FrequenciesAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.Engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await new FrequencyStore(db).ReadAsync(cancellationToken).ConfigureAwait(false);
    }

    private Task MergeAsync(CancellationToken cancellationToken) => database.WriteAsync((db, token) => new FrequencyStore(db).MergeAsync(token), cancellationToken);

    private sealed record FileText(AnalysedFile File, string Text);

    private sealed record UnrankedFile(long Id, IReadOnlyList<TermCount> Terms);

    /// <summary>One string for each term, in however many files it is.</summary>
    private sealed class TermStrings
    {
        private readonly HashSet<string> _strings = new(StringComparer.Ordinal);

        internal TermCount[] Shared(IEnumerable<TermCount> terms) => [.. terms.Select(term => new TermCount(One(term.Term), One(term.Shown), term.Count))];

        internal void Clear() => _strings.Clear();

        private string One(string text)
        {
            if (_strings.TryGetValue(text, out var one))
            {
                return one;
            }

            _strings.Add(text);
            return text;
        }
    }
}

/// <summary>What was found out of a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Found">What was found out.</param>
/// <param name="Elapsed">How long that took.</param>
internal sealed record FoundText(AnalysedFile File, TextAnalysis Found, TimeSpan Elapsed);
