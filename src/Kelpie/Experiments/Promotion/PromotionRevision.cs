using Kelpie.Database.Migrations;
using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql.Schema;

namespace Kelpie.Experiments.Promotion;

/// <summary>A promotion as a revision, before it is written: so that it can be looked at, and tried.</summary>
/// <param name="revision">Its id.</param>
/// <param name="parents">The revisions it follows.</param>
/// <param name="plan">What becomes of the experiment.</param>
/// <param name="date">The day it is written.</param>
internal sealed class PromotionRevision(string revision, IReadOnlyList<string> parents, PromotionPlan plan, DateOnly date)
    : Migration(revision, parents, MessageOf(plan), date)
{
    /// <summary>What the revision of a promotion does, in a line.</summary>
    internal static string MessageOf(PromotionPlan plan) => $"promote {plan.Table.Name}";

    /// <summary>Kelpie's revisions with this one.</summary>
    internal RevisionGraph Graph() => new([.. KelpieRevisions.Graph.Migrations, this]) { Commands = KelpieRevisions.Graph.Commands };

    // What columns mean is said by the models.
    private readonly TableDefinition _table = plan.Table with
    {
        Comment = null,
        Columns = plan.Table.Columns.Select(column => column with { Comment = null }).ToValueList(),
    };

    /// <summary>The operations as the file of the revision says them.</summary>
    internal string Code() => CodeWriter.Write([.. ((Operation[])
    [
        new AdoptTable(plan.Experiment), new CreateTable(_table), new MapRows(plan.Experiment.Name, _table.Name, plan.Mapping), new DropMovedTable(plan.Experiment.Name),
    ]).Select(operation => new DraftedOperation(operation))]).Body;

    /// <inheritdoc/>
    protected override void Upgrade(OperationList op) => op.Promote(plan.Experiment, _table, _ => plan.Mapping);
}
