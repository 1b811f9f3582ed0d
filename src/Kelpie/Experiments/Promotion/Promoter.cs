using Kelpie.Database;
using Kelpie.Database.Migrations;
using Kelpie.Experiments.Promotion.Files;
using Kelpie.Migrations.Authoring;
using Kelpie.Sql;

namespace Kelpie.Experiments.Promotion;

/// <summary>
/// Writes all that makes an experiment one of Kelpie's tables, ready to commit: the table's class, the revision, the documentation,
/// the line in the changelog, a test, and what to say in the pull request.
/// </summary>
/// <param name="engine">The database that has the experiment. It is read only.</param>
/// <param name="folder">The clone of Kelpie, or a folder in it.</param>
public sealed class Promoter(Engine engine, string folder)
{
    private const string Listing = "src/Kelpie/Database/Tables/Tables.cs";
    private const string Changelog = "CHANGELOG.md";
    private const string Schema = "docs/schema.md";
    private const string PullRequest = "PROMOTION.md";

    // The id of a revision that has none yet.
    private const string Unwritten = "00000000";

    /// <summary>Plans a promotion, tries it, and says what is to be written. Writes nothing.</summary>
    /// <param name="name">The experiment's name, with or without <c>exp_</c>.</param>
    /// <param name="decisions">What was decided.</param>
    /// <param name="why">Why the table should be Kelpie's; null where that is still to be said.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">
    /// The folder is in no clone, there is no such experiment, something is in the way, a row would be lost, or a file is there already.
    /// </exception>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    /// <exception cref="IOException">The clone cannot be read.</exception>
    public async Task<Promotion> PrepareAsync(string name, PromotionDecisions decisions, string? why = null, CancellationToken cancellationToken = default)
    {
        var root = KelpieSource.Root(folder);
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var plan = await new PromotionPlanner(db).PlanAsync(name, decisions, cancellationToken).ConfigureAwait(false);
        plan = plan with { Table = plan.Table with { Comment = plan.Table.Comment ?? $"{CodeNames.Words(plan.Table.Name)}, which were an experiment of a downstream project." } };
        var today = DateOnly.FromDateTime(DateTime.Now);
        var draft = new RevisionDraft(PromotionRevision.MessageOf(plan)) { Upgrade = new PromotionRevision(Unwritten, [], plan, today).Code(), Date = today };
        var proposal = await KelpieSource.Revisions(folder).ProposeAsync(draft, cancellationToken).ConfigureAwait(false);
        if (proposal.ListingAfter is null)
        {
            throw new KelpieException("cannot_write", proposal.Notice!, "Mend the list of revisions, and run the command again.");
        }

        var revision = new PromotionRevision(proposal.Revision, proposal.Parents, plan, today);
        await PromotionTrial.RequireAsync(engine, revision, cancellationToken).ConfigureAwait(false);
        return new Promotion(root, plan, proposal.Revision, await FilesAsync(root, plan, proposal, revision, why, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<IReadOnlyList<PromotedFile>> FilesAsync(
        string root, PromotionPlan plan, RevisionProposal proposal, PromotionRevision revision, string? why, CancellationToken cancellationToken)
    {
        var property = PropertyOf(root, plan.Table.Name);
        var table = new TableClass(plan.Table, property);
        var test = new PromotionTest(plan, property, revision.Revision);
        var files = new List<PromotedFile>
        {
            New($"src/Kelpie/Database/Tables/{property}Table.cs", table.Write()),
            await EditedAsync(Listing, table.ListIn).ConfigureAwait(false),
            New(Path.GetRelativePath(root, proposal.Path).Replace('\\', '/'), proposal.Source),
            await EditedAsync(Path.GetRelativePath(root, proposal.Listing).Replace('\\', '/'), _ => proposal.ListingAfter).ConfigureAwait(false),
            New($"docs/tables/{plan.Table.Name}.md", new TablePage(plan, property, revision.Revision).Write()),
            await EditedAsync(Schema, _ => KelpieSchema.Document(Tables.MetaData.Add(plan.Table), revision.Graph())).ConfigureAwait(false),
            await EditedAsync(Changelog, text => ChangelogEntry.Add(
                text, $"- `{plan.Table.Name}`, which was the experiment `{plan.Experiment.Name}`: whoever has it keeps the rows ([{plan.Table.Name}](docs/tables/{plan.Table.Name}.md)). Revision `{revision.Revision}`.")).ConfigureAwait(false),
            New($"tests/Kelpie.Conformance/Promotions/{test.ClassName}.cs", test.Write()),
        };
        files.Add(New(PullRequest, new PullRequestPage(plan, revision, why, [.. files.Select(file => file.Path)]).Write()));
        if (files.Find(file => file.Before is null && File.Exists(Path.Combine(root, file.Path))) is { } there)
        {
            throw new KelpieException("file_exists", $"{Path.Combine(root, there.Path)} is there already, and nothing is overwritten.", "Move it away, and run the command again.");
        }

        return files;

        static PromotedFile New(string path, string text) => new(path, text, null);

        async Task<PromotedFile> EditedAsync(string path, Func<string, string?> edit)
        {
            var before = await File.ReadAllTextAsync(Path.Combine(root, path), cancellationToken).ConfigureAwait(false);
            return new PromotedFile(path, edit(before) ?? throw new KelpieException(
                "cannot_write", $"{Path.Combine(root, path)} is not as it was: there is no place for the new table in it.", "Mend it, and run the command again."), before);
        }
    }

    // A class of Kelpie's may have the name already: that of the table processing_stats is SessionsTable.
    private static string PropertyOf(string root, string table)
    {
        var name = CodeNames.Pascal(table);
        return File.Exists(Path.Combine(root, $"src/Kelpie/Database/Tables/{name}Table.cs")) || name is nameof(Tables) or nameof(Tables.MetaData) ? $"Promoted{name}" : name;
    }
}
