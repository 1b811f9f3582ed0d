using System.Collections.Immutable;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Safety;
using Kelpie.Sql.Compilation;

namespace Kelpie.Migrations.Running;

/// <summary>The steps from one revision to another on one kind of database, down to the very statements. Nothing of it has been run.</summary>
public sealed class MigrationPlan
{
    internal MigrationPlan(Dialect dialect, ImmutableArray<MigrationStep> steps, string from, string to) =>
        (Dialect, Steps, From, To) = (dialect, steps, from, to);

    /// <summary>Whose words the statements are in.</summary>
    public Dialect Dialect { get; }

    /// <summary>The steps, in the order they are run; none where there is nothing to do.</summary>
    public ImmutableArray<MigrationStep> Steps { get; }

    /// <summary>Where it begins: an id, or <c>base</c>.</summary>
    public string From { get; }

    /// <summary>Where it ends: an id, or <c>base</c>.</summary>
    public string To { get; }

    /// <summary>What the steps may do to the rows that are there: of a plan for the upgrade of a live database. Empty for any other.</summary>
    public ImmutableArray<Stake> Stakes { get; internal init; } = [];

    /// <summary>Whether the session must stop enforcing foreign keys while the steps are run.</summary>
    internal bool NeedsForeignKeysOff => Dialect.ForeignKeySwitch is not null && Steps.Any(step => step.MayBreakReferences || step.Changes.Any(change => change.MakesTableAnew));

    /// <summary>The steps between two revisions, without a database.</summary>
    /// <param name="graph">The migrations.</param>
    /// <param name="dialect">The kind of database.</param>
    /// <param name="from">The revision the database is at: <c>base</c>, an id or the beginning of one.</param>
    /// <param name="to">The revision it is to be at, above or below; <c>+N</c> and <c>-N</c> count from <paramref name="from"/>.</param>
    /// <exception cref="RevisionException">There is no such revision, or no way from one to the other.</exception>
    /// <exception cref="MigrationException">A migration does not fit the schema it meets, or the database has no way to do it.</exception>
    public static MigrationPlan Between(RevisionGraph graph, Dialect dialect, string from, string to)
    {
        var start = graph.Resolve(from);
        var end = graph.Resolve(to, start);
        var applied = RevisionGraph.Ids(graph.Ancestry(start));
        var path = end is null || applied.Contains(end) ? graph.Downgrades(applied, end ?? "base") : graph.Upgrades(applied, end);
        return new Planner(graph, dialect).Plan(path, applied, hasTable: start is not null);
    }

    /// <summary>The steps of a range, without a database.</summary>
    /// <param name="graph">The migrations.</param>
    /// <param name="dialect">The kind of database.</param>
    /// <param name="range">From where to where; what is left open is <c>base</c> or the heads.</param>
    /// <param name="direction">Which way.</param>
    /// <exception cref="RevisionException">There is no such revision, or no way from one to the other.</exception>
    /// <exception cref="MigrationException">A migration does not fit the schema it meets, or the database has no way to do it.</exception>
    public static MigrationPlan Between(RevisionGraph graph, Dialect dialect, RevisionRange range, MigrationDirection direction)
    {
        var (applied, path) = graph.Between(range, direction);
        return new Planner(graph, dialect).Plan(path, applied, hasTable: applied.Count > 0);
    }

    /// <summary>The same plan, with what is at stake.</summary>
    internal MigrationPlan Weighed(ImmutableArray<Stake> stakes) => new(Dialect, Steps, From, To) { Stakes = stakes };

    /// <summary>The plan as a script for the database's own shell. Empty of statements where there is nothing to do.</summary>
    public string ToScript() => ScriptWriter.Write(this);
}
