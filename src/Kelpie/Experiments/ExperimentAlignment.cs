using Kelpie.Database;
using Kelpie.Database.Migrations;
using Kelpie.Experiments.Promotion;
using Kelpie.Migrations.Alignment;
using Kelpie.Sql;

namespace Kelpie.Experiments;

/// <summary>Makes an experiment what a pending revision expects that promotes it.</summary>
public static class ExperimentAlignment
{
    /// <summary>Reads decisions as they are typed.</summary>
    /// <param name="renames"><c>old:new</c>.</param>
    /// <param name="drops">Columns.</param>
    /// <param name="fills"><c>column=value</c>.</param>
    /// <exception cref="KelpieException">One is not of that form, or is said twice.</exception>
    public static AlignmentDecisions Decide(IEnumerable<string> renames, IEnumerable<string> drops, IEnumerable<string> fills) => new()
    {
        Renames = PromotionDecisions.Pairs(renames, ':', "--rename", "old:new"),
        Drops = drops.ToHashSet(StringComparer.Ordinal),
        Fills = PromotionDecisions.Pairs(fills, '=', "--fill", "column=value"),
    };

    /// <summary>Does it, or shows what would be done.</summary>
    /// <param name="database">The database.</param>
    /// <param name="name">The experiment's name, with or without <c>exp_</c>.</param>
    /// <param name="decisions">What was decided.</param>
    /// <param name="isDry">Whether nothing is executed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">There is no such experiment, no pending revision expects it, or something is to be decided or mended first.</exception>
    /// <exception cref="DatabaseException">The database cannot be read, or refuses a statement.</exception>
    public static async Task<Alignment> RunAsync(
        KelpieDatabase database, string name, AlignmentDecisions decisions, bool isDry, CancellationToken cancellationToken = default)
    {
        var aligner = new TableAligner(database.Engine, KelpieRevisions.Graph);
        try
        {
            return isDry
                ? await aligner.PlanAsync(Experiment.TableOf(name), decisions, cancellationToken).ConfigureAwait(false)
                : await aligner.AlignAsync(Experiment.TableOf(name), decisions, cancellationToken).ConfigureAwait(false);
        }
        catch (AlignmentException refused)
        {
            throw new KelpieException("cannot_align", refused.Message, "kelpie exp align --help shows how to decide; kelpie db upgrade --leave-experiments leaves a table as it is, beside an empty one.", refused);
        }
    }
}
