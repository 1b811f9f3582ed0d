using Kelpie.Conformance.SqlServer.Validation;
using Kelpie.Migrations.Compilation;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.State;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.SqlServer;

namespace Kelpie.Conformance.SqlServer.Revisions;

/// <summary>
/// Checks the scripts of revisions without a server: the whole as the parser reads it, batch by batch; the schema behind each change
/// as a model made from the replayed state; and each statement over the schema that it meets.
/// </summary>
internal static class RevisionScripts
{
    private static readonly SqlServerDialect Dialect = SqlServerDialect.Instance;

    /// <summary>What is wrong with the scripts, all the way up and all the way down; nothing if they are right.</summary>
    internal static IReadOnlyList<string> ErrorsOf(RevisionGraph graph)
    {
        var apart = new List<string>();
        return
        [
            .. ErrorsOf(MigrationPlan.Between(graph, Dialect, "base", "heads"), apart),
            .. ErrorsOf(MigrationPlan.Between(graph, Dialect, "heads", "base"), apart),
        ];
    }

    /// <param name="plan">The way.</param>
    /// <param name="apart">What makes the objects that a replayed state knows nothing of: functions, and catalogues of full text.</param>
    private static IEnumerable<string> ErrorsOf(MigrationPlan plan, List<string> apart)
    {
        foreach (var error in TSqlParser.ErrorsOf(plan.ToScript()))
        {
            yield return $"the script from {plan.From} to {plan.To}: {error}";
        }

        foreach (var step in plan.Steps)
        {
            foreach (var change in step.Changes)
            {
                var before = SchemaOf(change.Before, apart);
                Follow(apart, change.Statements);
                foreach (var error in ErrorsOf(change, before, SchemaOf(change.After, apart)))
                {
                    yield return $"{MigrationException.Name(step.Direction)} of {step.Migration}: {error}";
                }
            }
        }
    }

    private static IEnumerable<string> ErrorsOf(CompiledChange change, IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var model = TSqlModelValidator.ErrorsOf(after, []);
        if (model.Count > 0)
        {
            return model;
        }

        // The version table is none of the replayed state; what becomes an object of the model is checked as one.
        string[] statements = [.. change.Statements.Select(ServerSql.Said).Where(sql => !ServerSql.IsObject(sql) && !sql.Contains("schema_revisions", StringComparison.Ordinal))];
        // One in the midst of a change is of the schema before it, of the one behind, or of the one before with a column that it keeps for a while.
        IReadOnlyList<string>[] met = [before, after, ServerSql.WithColumnsOf(before, statements)];
        return statements.SelectMany(sql =>
        {
            IReadOnlyList<string>[] errors = [.. met.Select(schema => TSqlModelValidator.ErrorsOf(schema, [new CompiledStatement(Dialect, sql, [])]))];
            return errors.Any(found => found.Count == 0) ? [] : errors[0];
        });
    }

    private static IReadOnlyList<string> SchemaOf(SchemaState state, IEnumerable<string> apart) =>
    [
        .. TSqlModelValidator.ScriptOf(state.Tables.Tables),
        .. apart,
        .. RawObjects.Of(state, Dialect.Name).Select(made => made.Sql),
        .. state.Views.Values.SelectMany(view => view.Compile(Dialect, state)).Select(ServerSql.Said),
        .. state.Triggers.Values.SelectMany(trigger => SqlScript.Split(trigger.Scripts.For(Dialect.Name)?.Sql ?? "")),
    ];

    private static void Follow(List<string> apart, IEnumerable<string> statements)
    {
        foreach (var sql in statements.Select(ServerSql.Said))
        {
            if (ServerSql.NameApart(sql, dropped: false) is not null)
            {
                apart.Add(sql);
            }
            else if (ServerSql.NameApart(sql, dropped: true) is { } name)
            {
                apart.RemoveAll(made => ServerSql.NameApart(made, dropped: false) == name);
            }
        }
    }
}
