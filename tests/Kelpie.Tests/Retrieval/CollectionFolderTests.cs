using Kelpie.Retrieval.Bench.Collections;
using Kelpie.Tests.Scanning.Discovery;

namespace Kelpie.Tests.Retrieval;

/// <summary>Test collections in the forms they are published in.</summary>
public sealed class CollectionFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Beir()
    {
        _folder.Write("corpus.jsonl", "{\"_id\": \"d1\", \"title\": \"Frost\", \"text\": \"It kills.\"}\n{\"_id\": \"d2\", \"text\": \"Tide\"}\n");
        _folder.Write("queries.jsonl", "{\"_id\": \"q1\", \"text\": \"what kills\"}\n{\"_id\": \"q2\", \"text\": \"nobody judged\"}\n");
        _folder.Write("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\nq1\tgone\t1\n");
        AssertIs("d1=Frost\n\nIt kills. d2=Tide | q1=what kills | q1:d1:2");
    }

    [Fact]
    public void Smart_whose_judgments_may_count_by_place()
    {
        _folder.Write("x.all.1400", ".I 1\n.T\nfrost\n.A\nsomebody\n.W\nfrost\nkills\n.I 2\n.T\ntide\n.W\nships\n");
        _folder.Write("x.qry", ".I 001\n.W\nwhat kills\n.I 004\n.W\nwhat waits\n");
        _folder.Write("xqrel", "1 1 2\n2 2 -1\n");
        AssertIs("1=frost\nkills 2=tide\n\nships | 1=what kills 2=what waits | 1:1:1 2:2:1");
    }

    [Fact]
    public void Npl()
    {
        _folder.Write("doc-text", "\n1\nfrost\nkills\n   /\n2\ntide\n /\n");
        _folder.Write("query-text", "1\nWHAT KILLS\n/\n");
        _folder.Write("rlv-ass", "1\n 1 2\n   /\n");
        AssertIs("1=frost\nkills 2=tide | 1=WHAT KILLS | 1:1:1 1:2:1");
    }

    [Fact]
    public void Time()
    {
        _folder.Write("TIME.ALL", "*TEXT 017 01/04/63 PAGE 020\n\nFROST\n\n*TEXT 019 01/04/63 PAGE 021\n\nTIDE\n*STOP\n");
        _folder.Write("TIME.QUE", "*FIND      1\n\n WHAT WAITS\n*STOP\n");
        _folder.Write("TIME.REL", "1  2\n\n");
        AssertIs("1=FROST 2=TIDE | 1=WHAT WAITS | 1:2:1");
    }

    [Fact]
    public void Lisa()
    {
        _folder.Write("lisa.all.txt", "Document    7\nFROST.\n\nIT KILLS.\n*****\n");
        _folder.Write("lisa.queries.txt", "1\nWHAT KILLS\nAND WHY #\n");
        _folder.Write("lisa.relevance.txt", "    1    1    7   \n");
        AssertIs("7=FROST.\n\nIT KILLS. | 1=WHAT KILLS\nAND WHY | 1:7:1");
    }

    [Fact]
    public void Anything_else_is_said_to_be_none() =>
        Assert.Contains("is no collection that can be read: it has no *.all or *.all.*.", Assert.Throws<InvalidDataException>(() => CollectionFolder.Read(_folder.Path)).Message, StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private void AssertIs(string expected)
    {
        var read = CollectionFolder.Read(_folder.Path);
        var judged = read.Judgments.SelectMany(query => query.Value.Select(document => $"{query.Key}:{document.Key}:{document.Value}"));
        Assert.Equal(expected, $"{Join(read.Documents)} | {Join(read.Queries)} | {string.Join(' ', judged)}");
    }

    private static string Join(IEnumerable<NamedText> texts) => string.Join(' ', texts.Select(text => $"{text.Id}={text.Content}"));
}
