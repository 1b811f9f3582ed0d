using Kelpie.Analysis;

namespace Kelpie.Tests.Analysis;

internal sealed class Frequencies(long documents, Dictionary<string, long> having) : IDocumentFrequencies
{
    public long Documents => documents;

    public long Of(string term) => having.GetValueOrDefault(term);
}
