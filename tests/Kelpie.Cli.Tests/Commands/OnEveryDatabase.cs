using Kelpie.Cli.Tests.Running;
using Kelpie.Database.Migrations;

namespace Kelpie.Cli.Tests.Commands;

/// <summary>A server takes the place of a SQLite file by its URL alone: the answers are the same.</summary>
public sealed class OnEveryDatabase : IDisposable
{
    // Nothing whose answer depends on the stems of words, nor on the letters of which docs/databases.md says that the engines differ.
    private static readonly string[] Queries =
    [
        "lantern", "LANTERN", "lantern window", "lantern AND window", "lantern OR harbour", "lantern NOT window", "NOT window lantern",
        "(lantern OR harbour) NOT (window OR fog)", "\"to be or not to be\"", "\"not to be or\"", "to", "be", "a", "I", "the", "\"the who\"", "who",
        "the NOT lantern", "what when where", "lant*", "la*", "\"copper wh*\"", "\"copper wh\"*", "\"copper w\"*", "copper wh*", "snake_case", "case_snake",
        "snake", "_", "a_b", "file.txt", "txt file", "file", "it's", "s", "café", "CAFÉ", "cafe", "naïve", "naive", "decomposed", "détaché",
        "detache", "Ångström", "angstrom", "мой", "мои", "МОЙ", "русский", "日本語", "日本語のテキスト", "テキスト", "漢字", "한국어", "カナ",
        "straße", "ørsted", "łódź", "ελληνικά", "ΕΛΛΗΝΙΚΆ", "42", "3.14", "14", "v2.0.1",
        "2026-11-22", "1e5", "0x1F", "-5", "5", "🐈", "cat 🐈", "\"cat dog\"", "user@example.com", "example", "example.com", "https://example.com/a/b.html",
        "a/b", "C++", "100%", "zz", "zzlantern", "zzz", "underscore", "50%_off", "\"it s\"", "supercalifragilistic*", "nothinglikeit", "AND", "or", "not",
        "lantern OR nothinglikeit", "window NOT nothinglikeit", "lantern NOT lant*", "\"\" lantern", "\"copper whistle\" OR fo*", "\"copper whistle\" NOT sad*", "(\"copper whistle\" kettle) OR fo*", "y OR z", "tab newline", "NULL",
    ];

    private readonly Sandbox _sandbox = new();

    public OnEveryDatabase()
    {
        var library = _sandbox.Library.AddSamples().AddMany(6, seed: 3);
        library.Add("lamp.md", "A lantern in the window. The copper whistle of the who.");
        library.Add("shakespeare.txt", "To be, or not to be: that is the question. What, when, where?");
        library.Add("harbour.md", "A harbour in the fog; I saw no lantern.");
        library.Add("code.py", "def snake_case(a_b):\n    file.txt = it's\n    return underscore_name + zzz * 50%_off  # C++ 100%\n");
        library.Add("accents.md", "Café NAÏVE détaché De\u0301compose\u0301 decomposed Ångström straße ørsted Łódź");
        library.Add("scripts.md", "мой русский. Ελληνικά. 日本語のテキスト 漢字 한국어 カナ がは हिन्दी ٣٤ x² ½");
        library.Add("numbers.csv", "42,3.14,v2.0.1,2026-11-22,1e5,0x1F,-5\n");
        library.Add("emoji.md", "cat 🐈 dog 😀 \U0001F9CC tab\tnewline NULL");
        library.Add("mail.txt", "user@example.com sees https://example.com/a/b.html");
        library.Add("long.txt", $"supercalifragilistic{new string('x', 300)} and x y z");
        library.Add("nul.txt", "before\0behind"u8);
        library.Add("invalid.txt", [0x61, 0x62, 0x20, 0xED, 0xA0, 0x80, 0x20, 0x63]);
        library.Add("Capitals.MD", "Names differ in case.");
        library.Add("capitals.md", "Names differ in case, indeed.");
        library.Add("blank .txt", "The name ends in a blank.");
        library.Add("blank.txt", "Its name has none.");
        library.Add("caf\u00E9.txt", "One letter.");
        library.Add("cafe\u0301.txt", "Two.");
    }

    [Theory]
    [EveryServer]
    public async Task A_scan_gives_the_same_files_chunks_and_matches_as_on_SQLite(string server)
    {
        await using var database = await ServerDatabase.CreateAsync(server);
        var (ours, theirs) = (new IndexAnswers(_sandbox, _sandbox.DatabasePath), new IndexAnswers(_sandbox, database.Url));
        Assert.Equal(await ours.ScanAsync(), await theirs.ScanAsync());
        Assert.Equal(await ours.ContentAsync(), await theirs.ContentAsync());

        var expected = new List<string>();
        var actual = new List<string>();
        foreach (var query in Queries)
        {
            expected.Add($"{query}: {await ours.FindAsync(query)}");
            actual.Add($"{query}: {await theirs.FindAsync(query)}");
        }

        // The differences, all at once, and none.
        Assert.Equal(expected.Except(actual), actual.Except(expected));
    }

    [Theory]
    [EveryServer]
    public async Task A_question_is_answered_by_the_same_chunks_in_the_same_order_as_on_SQLite(string server)
    {
        await using var database = await ServerDatabase.CreateAsync(server);
        var (ours, theirs) = (new IndexAnswers(_sandbox, _sandbox.DatabasePath), new IndexAnswers(_sandbox, database.Url));
        await ours.ScanAsync();
        await theirs.ScanAsync();
        foreach (var question in (string[])["where is the lantern", "lanterns in windows and harbours", "to be or not to be", "\"copper whistle\" fog", "café détaché", "what is file.txt", "zzz 50% off?"])
        {
            var found = await ours.RankedByWordsAsync(question);
            Assert.NotEqual("", found);
            Assert.Equal($"{question}: {found}", $"{question}: {await theirs.RankedByWordsAsync(question)}");
        }
    }

    [Theory]
    [EveryServer]
    public async Task First_scans_that_start_together_on_an_empty_database_make_the_index_of_one(string server)
    {
        var ours = new IndexAnswers(_sandbox, _sandbox.DatabasePath);
        await ours.ScanAsync();
        var expected = await ours.ContentAsync(ranked: false);
        for (var round = 0; round < 3; round++)
        {
            await using var database = await ServerDatabase.CreateAsync(server);
            var scans = Enumerable.Range(0, 4).Select(_ => _sandbox.Start("scan", _sandbox.Library.Root, "--db", database.Url)).ToList();
            foreach (var scan in scans)
            {
                (await scan.EndAsync()).Exits(0);
                scan.Dispose();
            }

            Assert.Equal(expected, await new IndexAnswers(_sandbox, database.Url).ContentAsync(ranked: false));
        }
    }

    [Theory]
    [EveryServer]
    public async Task A_scan_again_takes_what_has_changed(string server)
    {
        await using var database = await ServerDatabase.CreateAsync(server);
        var (ours, theirs) = (new IndexAnswers(_sandbox, _sandbox.DatabasePath), new IndexAnswers(_sandbox, database.Url));
        await ours.ScanAsync();
        await theirs.ScanAsync();
        Assert.Contains(" 0 added, 0 changed", await theirs.ScanAsync());

        _sandbox.Library.Add("lamp.md", "No light any more, and none but a beaconless tower.");
        File.Delete(_sandbox.Library.PathOf("harbour.md"));
        _sandbox.Library.Add("new.md", "A lantern, new.");
        var scan = await theirs.ScanAsync();
        Assert.Contains(" 1 added, 1 changed", scan);
        Assert.Contains("1 removed", scan);
        Assert.Equal(await ours.ScanAsync(), scan);
        Assert.Equal(await ours.ContentAsync(), await theirs.ContentAsync());
        foreach (var query in new[] { "lantern", "harbour", "fog", "beaconless", "window" })
        {
            Assert.Equal(await ours.FindAsync(query), await theirs.FindAsync(query));
        }

        Assert.Equal((await ours.RunAsync("dirs", "--with", "*.md", "--with", "*.py")).Lines, (await theirs.RunAsync("dirs", "--with", "*.md", "--with", "*.py")).Lines);
        // The order of the chunks, from which the model is learnt, is that in which files were read.
        Assert.Equal(await ours.NearestAsync("a beaconless tower"), await theirs.NearestAsync("a beaconless tower"));
        Assert.Equal(await ours.NearestAsync("a beaconless tower", "--type", "csv"), await theirs.NearestAsync("a beaconless tower", "--type", "csv"));
        Assert.Equal((await ours.RunAsync("stats")).Lines[1..3], (await theirs.RunAsync("stats")).Lines[1..3]);
    }

    [Theory]
    [EveryServer]
    public async Task The_schema_goes_down_to_nothing_and_up_again(string server)
    {
        await using var database = await ServerDatabase.CreateAsync(server);
        var answers = new IndexAnswers(_sandbox, database.Url);
        await answers.RunAsync("scan", _sandbox.Library.Root, "--dry-run");
        Assert.Equal("base", Assert.Single((await answers.RunAsync("db", "current")).Lines));
        await answers.ScanAsync();
        Assert.Contains(KelpieRevisions.Graph.Head!.Revision, (await answers.RunAsync("db", "current")).Output);
        await answers.RunAsync("db", "downgrade", "base");
        Assert.Equal("base", Assert.Single((await answers.RunAsync("db", "current")).Lines));
        (await _sandbox.RunAsync("find", "lantern", "--db", database.Url)).Fails(3, "kelpie db upgrade");
        await answers.RunAsync("db", "upgrade");
        Assert.Contains(KelpieRevisions.Graph.Head!.Revision, (await answers.RunAsync("db", "history")).Output);
        Assert.Equal("", await answers.FindAsync("lantern"));
        await answers.ScanAsync();
        Assert.Contains("lamp.md#0", await answers.FindAsync("lantern"));
    }

    [Theory]
    [EveryServer]
    public async Task A_database_of_somebody_elses_is_left_alone(string server)
    {
        await using var database = await ServerDatabase.CreateAsync(server);
        await database.ExecuteAsync("CREATE TABLE customers (id int)");
        (await _sandbox.RunAsync("scan", _sandbox.Library.Root, "--db", database.Url)).Fails(3, "customers", "another program's");
        (await _sandbox.RunAsync("db", "upgrade", "--db", database.Url)).Fails(3, "customers");
    }

    public void Dispose() => _sandbox.Dispose();
}
