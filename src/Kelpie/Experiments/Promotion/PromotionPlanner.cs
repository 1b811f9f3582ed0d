using Kelpie.Database;
using Kelpie.Experiments.Review;
using Kelpie.Migrations.Operations;
using Kelpie.Sql;
using Kelpie.Sql.Schema;

namespace Kelpie.Experiments.Promotion;

/// <summary>Plans how an experiment becomes one of Kelpie's tables: what was decided is done, and else what is safe. Reads only.</summary>
/// <param name="db">A connection to the database that has it.</param>
public sealed class PromotionPlanner(Connection db)
{
    // Of what is in the way, what a decision takes out of it.
    private const string NameTaken = "name_taken";
    private const string NameTooLong = "name_too_long";
    private const string Foreign = "type_does_not_travel";

    /// <summary>Plans it.</summary>
    /// <param name="name">The experiment's name, with or without <c>exp_</c>.</param>
    /// <param name="decisions">What was decided.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">There is no such experiment, something is in the way, a row would be lost, or a decision does not fit.</exception>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public async Task<PromotionPlan> PlanAsync(string name, PromotionDecisions decisions, CancellationToken cancellationToken = default)
    {
        var review = await new ExperimentCatalog(db).ReviewAsync(name, cancellationToken).ConfigureAwait(false);
        var experiment = review.Experiment;
        await RequireNameAsync(decisions, cancellationToken).ConfigureAwait(false);
        RequireColumns(experiment.Table, decisions);
        RequireReady(review, decisions);
        var references = await ReferenceReader.ReadAsync(db, experiment, cancellationToken).ConfigureAwait(false);
        RequireReferences(references, decisions);
        var facts = await ColumnFacts.ReadAsync(db, experiment, cancellationToken).ConfigureAwait(false);
        var said = new List<string>();
        var planner = new ColumnPlanner(experiment.Table, decisions, facts, references, said);
        var columns = experiment.Table.Columns.Select(planner.Plan).ToList();
        if (columns.Where(column => column.After is not null).GroupBy(column => column.After!.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new KelpieException("bad_decision", $"Two columns would be called {twice.Key}: {string.Join(" and ", twice.Select(column => column.Before.Name))}.", "Rename one of them: --rename old:new.");
        }

        var keys = new KeyPlanner(experiment.Table, columns, said);
        var (before, after) = (keys.Before(), keys.After(decisions.Name));
        keys.SayLeftBehind();
        SayLostKeys(experiment.Table, before, said);
        var plan = new PromotionPlan(review, before, after, new RowMapping { Rules = columns.Select(column => column.Rule).OfType<ColumnRule>().ToValueList() }, said);
        try
        {
            plan.Mapping.Require(plan.Experiment, plan.Table);
        }
        catch (ArgumentException exception)
        {
            throw new KelpieException("bad_decision", exception.Message, "Decide otherwise, or write the revision by hand: kelpie db revision.", exception);
        }

        return plan;
    }

    private async Task RequireNameAsync(PromotionDecisions decisions, CancellationToken cancellationToken)
    {
        if (!NameRules.Style().IsMatch(decisions.Name) || decisions.Name.StartsWith(KelpieDatabase.ExperimentPrefix, StringComparison.Ordinal))
        {
            throw new KelpieException("bad_name", $"{decisions.Name} is no name for one of Kelpie's tables.", "Take small letters and digits, words joined by one underscore, without exp_: --as summaries.");
        }

        var there = await db.Driver.Inspector.TableNamesAsync(db, cancellationToken).ConfigureAwait(false);
        var views = await db.Driver.Inspector.ViewsAsync(db, cancellationToken).ConfigureAwait(false);
        if (there.Concat(views.Select(view => view.Name)).Concat(Tables.MetaData.Tables.Select(table => table.Name)).Contains(decisions.Name))
        {
            throw new KelpieException("name_taken", $"There is a table or view {decisions.Name} already.", "Give it another name: --as NAME.");
        }

        foreach (var dialect in NameRules.Dialects)
        {
            if (dialect.IsReserved(decisions.Name) || !NameRules.Takes(dialect, $"ix_{decisions.Name}_id"))
            {
                throw new KelpieException("bad_name", $"{decisions.Name} is a reserved word of {dialect.Name}, or too long for it.", "Give it another name: --as NAME.");
            }
        }
    }

    private static void RequireColumns(TableDefinition table, PromotionDecisions decisions)
    {
        foreach (var (option, columns) in ((string, IEnumerable<string>)[])
        [
            ("--type", decisions.Types.Keys), ("--rename", decisions.Renames.Keys), ("--drop", decisions.Drops), ("--not-null", decisions.NotNulls), ("--references", decisions.References),
        ])
        {
            foreach (var column in columns)
            {
                if (table.FindColumn(column) is null)
                {
                    throw new KelpieException("bad_decision", $"{option} names {column}, and {table.Name} has no such column.", $"It has {string.Join(", ", table.Columns.Select(one => one.Name))}.");
                }

                if (option != "--drop" && decisions.Drops.Contains(column))
                {
                    throw new KelpieException("bad_decision", $"{option} and --drop both name {column}.", "Give one of them.");
                }
            }
        }
    }

    private void RequireReady(ExperimentReview review, PromotionDecisions decisions)
    {
        var left = review.Findings.Where(finding => finding.Severity == ReviewSeverity.InTheWay && finding switch
        {
            { Rule: NameTaken } => decisions.Name == review.Experiment.Name,
            { Rule: NameTooLong, Column: null } => false,
            { Column: { } column } when decisions.Drops.Contains(column) => false,
            { Rule: NameTooLong, Column: { } column } => !decisions.Renames.ContainsKey(column),
            // SQLite gives whatever it was handed; on servers such a type has values that nothing else holds.
            { Rule: Foreign, Column: { } column } => db.Dialect.Name != "sqlite" || !decisions.Types.ContainsKey(column),
            _ => true,
        }).ToList();
        if (left.Count > 0)
        {
            throw new KelpieException(
                "not_ready", $"{review.Experiment.Table.Name} is not ready: {string.Join(" ", left.Select(finding => $"{(finding.Column is null ? "" : finding.Column + ": ")}{finding.Reason} {finding.Remedy}"))}",
                $"kelpie exp check {review.Experiment.Name} shows all of it.");
        }
    }

    private static void RequireReferences(IReadOnlyList<Reference> references, PromotionDecisions decisions)
    {
        if (decisions.References.FirstOrDefault(column => references.All(reference => reference.Column != column)) is { } nothing)
        {
            throw new KelpieException("bad_decision", $"--references names {nothing}, whose values are the keys of no other table.", "Leave it away, or declare the foreign key in the experiment first.");
        }
    }

    private static void SayLostKeys(TableDefinition experiment, TableDefinition before, List<string> said)
    {
        foreach (var unique in experiment.Uniques.Where(unique => before.Uniques.All(kept => !kept.Columns.Equals(unique.Columns))))
        {
            said.Add($"Where the table is handed back, it is without UNIQUE ({string.Join(", ", unique.Columns)}).");
        }
    }
}
