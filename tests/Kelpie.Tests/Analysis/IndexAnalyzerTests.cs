using Kelpie.Analysis;
using Kelpie.Tests.Database;

namespace Kelpie.Tests.Analysis;

/// <summary>What the files of an index are about, by the document frequencies of all of them.</summary>
public sealed class IndexAnalyzerTests : IAsyncLifetime
{
    private TestIndex _index = null!;

    public async ValueTask InitializeAsync() => _index = await TestIndex.CreateAsync();

    public ValueTask DisposeAsync() => _index.DisposeAsync();

    [Fact]
    public async Task The_words_that_set_a_file_apart_are_those_that_the_others_do_not_have()
    {
        _index.Files.Write("beans.md", "The garden has beans. The garden has a shed, and the garden has beans behind it.");
        _index.Files.Write("frost.md", "The garden in frost. What the garden needs against frost is straw.");
        _index.Files.Write("tide.md", "The garden at the tide: salt, and the garden under water at every tide.");
        var summary = await ScanAsync();
        Assert.Equal((3, 3), (summary.Files, summary.Ranked));
        Assert.Equal(
            ["beans.md|en|garden|beans|3", "frost.md|en|garden|frost|3", "tide.md|en|garden|tide|3"],
            _index.Query("""
                SELECT file_name, language, json_extract(keywords, '$[0]'), json_extract(tfidf_keywords, '$[0][0]'), tfidf_documents
                FROM content_analysis JOIN file_metadata ON id = file_id ORDER BY 1
                """));
        Assert.DoesNotContain("garden", string.Concat(_index.Query("SELECT tfidf_keywords FROM content_analysis")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_and_prose_are_each_what_they_are()
    {
        _index.Files.Write("stock.py", "# Counts what is in the store, and says whether it will do for the week that comes.\ndef count_stock(stockItems):\n    return len(stockItems)\n");
        _index.Files.Write("kind.md", "This is a wonderful garden. I love it, and the people in it are kind and happy.");
        await ScanAsync();
        Assert.Equal(
            ["kind.md|en|1|This is a wonderful garden. I love it, and the people in it are kind and happy.|garden",
             "stock.py|en|0|Counts what is in the store, and says whether it will do for the week that comes. Declares count_stock.|stock"],
            _index.Query("""
                SELECT file_name, language, coalesce(sentiment_score, 0) > 0.5, topic_summary, CASE WHEN keywords LIKE '%"stock"%' THEN 'stock' WHEN keywords LIKE '%"garden"%' THEN 'garden' END
                FROM content_analysis JOIN file_metadata ON id = file_id ORDER BY 1
                """));
    }

    [Fact]
    public async Task Words_and_characters_are_those_of_the_whole_text()
    {
        _index.Files.Write("a.md", "One two.\n\n\n\nThree   four.");
        await _index.ScanAsync();
        var counted = _index.Query("SELECT word_count, char_count FROM content_analysis");
        await new IndexAnalyzer(_index.Database, 1).KeepUpAsync();
        Assert.Equal(["4|25"], counted);
        Assert.Equal(counted, _index.Query("SELECT word_count, char_count FROM content_analysis"));
    }

    [Fact]
    public async Task What_has_changed_and_what_has_gone_counts_no_longer_as_it_was()
    {
        _index.Files.Write("a.md", "garden beans");
        _index.Files.Write("b.md", "garden tide");
        _index.Files.Write("c.py", "def harbourMaster(tide): pass");
        await ScanAsync();
        Assert.Equal((3L, 2L, 1L, 2L, 1L), await FrequenciesAsync("garden", "beans", "tide", "harbour"));

        _index.Files.Write("a.md", "a kettle in place of it");
        File.Delete(Path.Combine(_index.Files.Path, "c.py"));
        await ScanAsync();
        Assert.Equal((2L, 1L, 0L, 1L, 0L), await FrequenciesAsync("garden", "beans", "tide", "harbour"));
        Assert.Equal((2L, 1L, 1L, 1L, 0L), await FrequenciesAsync("garden", "kettle", "tide", "harbour"));
    }

    [Fact]
    public async Task However_files_come_and_go_the_frequencies_are_those_of_a_new_index()
    {
        var random = new Random(7);
        string[] words = ["garden", "bean", "tide", "harbour", "kettle", "frost", "straw", "pilot"];
        for (var round = 0; round < 25; round++)
        {
            for (var i = random.Next(4); i >= 0; i--)
            {
                var name = $"{random.Next(8)}{(random.Next(2) == 0 ? ".md" : ".py")}";
                var path = Path.Combine(_index.Files.Path, name);
                if (random.Next(3) == 0)
                {
                    File.Delete(path);
                }
                else
                {
                    _index.Files.Write(name, $"{words[random.Next(8)]} {words[random.Next(8)]} in {words[random.Next(8)]}_{words[random.Next(8)]} {round}");
                    File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddDays(round));
                }
            }

            await ScanAsync(overlap: random.Next(2) == 0);
        }

        await using var other = await TestIndex.CreateAsync();
        foreach (var file in Directory.GetFiles(_index.Files.Path))
        {
            other.Files.Write(Path.GetFileName(file), await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        }

        await other.ScanAsync();
        await new IndexAnalyzer(other.Database, 2).KeepUpAsync();
        var (ours, theirs) = (await ReadAsync(_index), await ReadAsync(other));
        Assert.Equal(theirs.Documents, ours.Documents);
        Assert.Equal(words.Select(theirs.Of), words.Select(ours.Of));
        Assert.Equal(Assert.Single(theirs.Encode()), Assert.Single(ours.Encode()));
        Assert.InRange(int.Parse(_index.Scalar("SELECT count(*) FROM term_frequencies")!, System.Globalization.CultureInfo.InvariantCulture), 1, 17);
    }

    [Fact]
    public async Task Keywords_are_ranked_again_when_the_index_has_doubled()
    {
        _index.Files.Write("0.md", "garden beans beans");
        _index.Files.Write("1.md", "tide harbour");
        await ScanAsync();
        Assert.Equal("beans", _index.Scalar("SELECT json_extract(tfidf_keywords, '$[0][0]') FROM content_analysis WHERE file_id = 1"));
        for (var i = 2; i < 5; i++)
        {
            _index.Files.Write($"{i}.md", "beans and more beans");
        }

        Assert.Equal((3, 5), await CountsAsync());
        Assert.Equal("garden|5", Assert.Single(_index.Query("SELECT json_extract(tfidf_keywords, '$[0][0]'), tfidf_documents FROM content_analysis JOIN file_metadata ON id = file_id WHERE file_name = '0.md'")));
        _index.Files.Write("5.md", "one more");
        Assert.Equal((1, 1), await CountsAsync());
        Assert.Equal((0, 0), await CountsAsync());
    }

    [Fact]
    public async Task One_that_was_broken_off_goes_on_where_it_was()
    {
        _index.Files.Write("a.md", "garden beans");
        _index.Files.Write("b.md", "garden tide");
        await ScanAsync();
        var whole = _index.Query("SELECT keywords, tfidf_keywords, tfidf_documents FROM content_analysis ORDER BY file_id");
        // As after a kill between the count and the ranking, and before either.
        _index.Execute("UPDATE content_analysis SET tfidf_documents = 0, tfidf_keywords = NULL WHERE file_id = 1");
        Assert.Equal((0, 1), await CountsAsync());
        Assert.Equal(whole, _index.Query("SELECT keywords, tfidf_keywords, tfidf_documents FROM content_analysis ORDER BY file_id"));
    }

    [Fact]
    public async Task Rows_that_somebody_has_deleted_by_hand_are_noticed_and_all_is_counted_anew()
    {
        _index.Files.Write("a.md", "garden beans");
        _index.Files.Write("b.md", "garden tide");
        await ScanAsync();
        _index.Execute("DELETE FROM file_metadata WHERE file_name = 'a.md'");
        var summary = await new IndexAnalyzer(_index.Database, 2).KeepUpAsync();
        Assert.Equal((1L, 1L), (summary.Files, summary.Ranked));
        Assert.Equal((1L, 1L, 0L, 1L, 0L), await FrequenciesAsync("garden", "beans", "tide", "harbour"));
    }

    [Fact]
    public async Task What_another_program_has_found_out_stays_until_the_file_changes()
    {
        _index.Files.Write("a.md", "garden beans");
        await _index.ScanAsync();
        _index.Execute("UPDATE content_analysis SET keywords = '[\"theirs\"]', tfidf_documents = -1");
        Assert.Equal((0, 0), await CountsAsync());
        Assert.Equal("[\"theirs\"]", _index.Scalar("SELECT keywords FROM content_analysis"));
        _index.Files.Write("a.md", "garden tide");
        Assert.Equal((1, 1), await CountsAsync());
        Assert.Equal("[\"garden\",\"tide\"]", _index.Scalar("SELECT keywords FROM content_analysis"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12 34")]
    public async Task A_file_without_words_has_no_keywords_and_is_not_looked_at_again(string text)
    {
        _index.Files.Write("a.md", text);
        Assert.Equal((1, 1), await CountsAsync());
        Assert.Equal("unknown||[]|[]|[]", Assert.Single(_index.Query("SELECT language, topic_summary, keywords, tfidf_keywords, lda_topics FROM content_analysis")));
        Assert.Equal((0, 0), await CountsAsync());
    }

    private async Task<AnalysisSummary> ScanAsync(bool overlap = false)
    {
        await _index.ScanAsync(request => request with { Overlap = overlap });
        return await new IndexAnalyzer(_index.Database, 2).KeepUpAsync();
    }

    private async Task<(long Files, long Ranked)> CountsAsync()
    {
        var summary = await ScanAsync();
        return (summary.Files, summary.Ranked);
    }

    private async Task<(long Documents, long First, long Second, long Third, long Fourth)> FrequenciesAsync(params string[] terms)
    {
        var frequencies = await ReadAsync(_index);
        return (frequencies.Documents, frequencies.Of(terms[0]), frequencies.Of(terms[1]), frequencies.Of(terms[2]), frequencies.Of(terms[3]));
    }

    private static async Task<IndexFrequencies> ReadAsync(TestIndex index)
    {
        await using var db = await index.Database.Engine.ConnectAsync();
        return await new Kelpie.Database.Stores.FrequencyStore(db).ReadAsync(CancellationToken.None);
    }
}
