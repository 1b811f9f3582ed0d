using System.Security.Cryptography;
using System.Text;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;

namespace Kelpie.Migrations.Authoring;

/// <summary>Writes new revisions as C# files, and adds them to the program's list of migrations. What is there is never overwritten.</summary>
/// <param name="graph">The migrations there are.</param>
/// <param name="folder">Where the files of revisions are.</param>
/// <param name="namespace">The namespace of their classes.</param>
/// <param name="listing">The file in which the program lists its migrations: <c>new RevisionGraph(new CreateTables(), ...)</c>.</param>
public sealed class RevisionFiles(RevisionGraph graph, string folder, string @namespace, string listing)
{
    private const int IdBytes = 4;

    /// <summary>Writes a revision.</summary>
    /// <param name="draft">What it does and what it follows.</param>
    /// <param name="cancellationToken">Stops it; no half of a file is left.</param>
    /// <exception cref="RevisionException">
    /// It would not fit the history: there is no such parent, several heads and none of them named, or a name that is taken.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task<NewRevision> CreateAsync(RevisionDraft draft, CancellationToken cancellationToken = default)
    {
        var proposal = await ProposeAsync(draft, cancellationToken).ConfigureAwait(false);
        Directory.CreateDirectory(folder);
        await AtomicFile.CreateAsync(proposal.Path, proposal.Source, cancellationToken).ConfigureAwait(false);
        var notice = proposal.Notice ?? await ListAsync(proposal, cancellationToken).ConfigureAwait(false);
        return new NewRevision(proposal.Revision, proposal.ClassName, proposal.Path, notice is null, notice);
    }

    /// <summary>What <see cref="CreateAsync"/> would write. Writes nothing.</summary>
    /// <param name="draft">What it does and what it follows.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RevisionException">It would not fit the history.</exception>
    /// <exception cref="IOException">The files that are there cannot be read.</exception>
    public async Task<RevisionProposal> ProposeAsync(RevisionDraft draft, CancellationToken cancellationToken = default)
    {
        var parents = Parents(draft);
        draft = draft with { DependsOn = [.. draft.DependsOn.Select(id => RevisionForm.IsId(id) ? id : graph.Names.Require(id).Revision)] };
        var sources = await SourcesAsync(cancellationToken).ConfigureAwait(false);
        var revision = NewId(sources);
        // What the graph would say when the program is built, it says before anything is written.
        _ = new RevisionGraph([.. graph.Migrations, new Unwritten(revision, parents, draft)]);

        var className = ClassNames.For(draft.Message, name => IsTaken(name, sources));
        var date = draft.Date ?? DateOnly.FromDateTime(DateTime.Now);
        var proposal = new RevisionProposal(
            revision, parents, className, Path.Combine(folder, className + ".cs"), RevisionSource.Write(@namespace, className, revision, parents, draft, date), listing);
        return await ListedAsync(proposal, sources, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a revision that merges lines, and does nothing else.</summary>
    /// <param name="revisions">The revisions that it follows, or what they begin with; none for all heads.</param>
    /// <param name="message">What it does; null for a message that names them.</param>
    /// <param name="cancellationToken">Stops it; no half of a file is left.</param>
    /// <exception cref="RevisionException">There are not several, or one comes before another.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public Task<NewRevision> MergeAsync(IReadOnlyList<string> revisions, string? message = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<Migration> merged = revisions.Count == 0 ? graph.Heads : [.. revisions.Select(revision => graph.Names.Require(revision)).Distinct()];
        if (merged.Count < 2)
        {
            throw new RevisionException($"There is nothing to merge with {RevisionNames.And(merged, "nothing")}; name two revisions at least, or to see the heads, run: heads");
        }

        foreach (var migration in merged)
        {
            var above = merged.FirstOrDefault(other => other != migration && graph.Ancestry(other.Revision).Contains(migration));
            if (above is not null)
            {
                throw new RevisionException($"{migration} comes before {above} already: leave it out of the merge.");
            }
        }

        return CreateAsync(
            new RevisionDraft(message ?? $"merge {string.Join(" and ", merged.Select(migration => migration.Revision))}")
            {
                Parents = [.. merged.Select(migration => migration.Revision)],
                Splice = true,
            },
            cancellationToken);
    }

    private IReadOnlyList<string> Parents(RevisionDraft draft)
    {
        if (draft.Parents is null)
        {
            return graph.Head is { } head ? [head.Revision] : [];
        }

        var parents = draft.Parents.Select(parent => graph.Names.Require(parent)).Distinct().ToList();
        foreach (var parent in parents.Where(parent => !draft.Splice && graph.Children(parent.Revision).Count > 0))
        {
            throw new RevisionException(
                $"{RevisionNames.And(graph.Children(parent.Revision))} {(graph.Children(parent.Revision).Count > 1 ? "follow" : "follows")} {parent} already, so that lines would part there: "
                + "follow the head, or to part lines on purpose, run it again with --splice");
        }

        return [.. parents.Select(parent => parent.Revision)];
    }

    private string NewId(IReadOnlyDictionary<string, string> sources)
    {
        while (true)
        {
            var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
            // A file may have been written that this program was built without.
            if (graph.Find(id) is null && !sources.Values.Any(source => source.Contains(id, StringComparison.Ordinal)))
            {
                return id;
            }
        }
    }

    private bool IsTaken(string name, IReadOnlyDictionary<string, string> sources) => RevisionSource.IsReserved(name)
        || sources.Keys.Any(path => string.Equals(Path.GetFileNameWithoutExtension(path), name, StringComparison.OrdinalIgnoreCase))
        || graph.Migrations.Any(migration => migration.GetType().Name == name)
        || sources.Values.Any(source => source.Contains(name, StringComparison.Ordinal) && Declares(source, name));

    private static bool Declares(string source, string name)
    {
        var tokens = CSharpLexer.Read(source);
        return tokens.Where((token, i) => i > 0 && token.Is(name) && tokens[i - 1].Text is "class" or "record" or "struct" or "interface" or "enum").Any();
    }

    private async Task<IReadOnlyDictionary<string, string>> SourcesAsync(CancellationToken cancellationToken)
    {
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.cs") : [])
        {
            sources.Add(path, await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false));
        }

        return sources;
    }

    /// <summary>With the list of migrations as it reads with the class added; or with what is left to do, where there is no such list.</summary>
    private async Task<RevisionProposal> ListedAsync(RevisionProposal proposal, IReadOnlyDictionary<string, string> sources, CancellationToken cancellationToken)
    {
        if (!File.Exists(listing))
        {
            return proposal with { Notice = $"There is no {listing}; {ByHand(proposal)}" };
        }

        var bytes = await File.ReadAllBytesAsync(listing, cancellationToken).ConfigureAwait(false);
        var hasMark = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble);
        var code = Encoding.UTF8.GetString(bytes.AsSpan(hasMark ? Encoding.UTF8.Preamble.Length : 0));
        return RevisionListing.Add(code, Sees(code, sources) ? $"new {proposal.ClassName}()" : $"new {@namespace}.{proposal.ClassName}()") is { } added
            ? proposal with { ListingBefore = bytes, ListingAfter = (hasMark ? "\uFEFF" : "") + added }
            : proposal with { Notice = $"There is no single list of migrations in {listing}, such as new RevisionGraph(new {proposal.ClassName}()); {ByHand(proposal)}" };
    }

    /// <summary>Adds the class to the list; says what is left to do where it cannot.</summary>
    private async Task<string?> ListAsync(RevisionProposal proposal, CancellationToken cancellationToken)
    {
        try
        {
            await AtomicFile.ReplaceAsync(listing, proposal.ListingBefore!, proposal.ListingAfter!, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{listing} cannot be written ({exception.Message.TrimEnd('.')}); {ByHand(proposal)}";
        }
    }

    private string ByHand(RevisionProposal proposal) => $"add this line to the list of migrations in {listing}: new {proposal.ClassName}(),";

    /// <summary>Whether the listing knows the classes of the namespace by their bare names.</summary>
    private bool Sees(string code, IReadOnlyDictionary<string, string> sources)
    {
        var tokens = CSharpLexer.Read(code);
        var named = tokens.Select((token, i) => (token, i)).Where(pair => pair.token.Is("using") || pair.token.Is("namespace"))
            .Select(pair => (IsOwn: pair.token.Is("namespace"), Name: string.Concat(
                tokens.Skip(pair.i + 1).TakeWhile(token => token.Kind == CSharpTokenKind.Word || token.Is(".")).Select(token => token.Text))));
        return named.Any(name => name.Name == @namespace || (name.IsOwn && name.Name.StartsWith(@namespace + ".", StringComparison.Ordinal)))
            // A using for the whole project is not in the file; what it lists already tells.
            || RevisionListing.Classes(code).Any(listed => sources.Keys.Any(path => Path.GetFileNameWithoutExtension(path) == listed));
    }

    private sealed class Unwritten(string revision, IReadOnlyList<string> parents, RevisionDraft draft)
        : Migration(revision, parents, draft.Message, draft.Date, draft.Branch, draft.DependsOn)
    {
        protected internal override void Upgrade(OperationList op)
        {
        }
    }
}
