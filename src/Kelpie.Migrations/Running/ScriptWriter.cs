using System.Text;
using Kelpie.Migrations.Revisions;

namespace Kelpie.Migrations.Running;

/// <summary>Writes a plan as a script for a database's own shell.</summary>
internal static class ScriptWriter
{
    internal static string Write(MigrationPlan plan)
    {
        var script = new StringBuilder();
        var revisions = plan.Steps.Length == 1 ? "1 revision" : $"{plan.Steps.Length} revisions";
        script.Append($"-- {plan.Dialect.Name}: from {plan.From} to {plan.To}, {revisions}.\n");
        if (plan.Steps.IsEmpty)
        {
            return script.ToString();
        }

        script.Append(plan.Dialect.HasTransactionalDdl
            ? "-- Each revision is one transaction; have the shell stop at the first error.\n"
            : "-- This database cannot undo schema changes; have the shell stop at the first error.\n");
        if (plan.NeedsForeignKeysOff)
        {
            script.Append("-- Foreign keys are not enforced while it runs: each check must print nothing.\n\n");
            End(script, plan.Dialect.ForeignKeySwitch!.Off);
        }

        foreach (var step in plan.Steps)
        {
            Write(script, plan, step);
        }

        if (plan.NeedsForeignKeysOff)
        {
            script.Append('\n');
            End(script, plan.Dialect.ForeignKeySwitch!.On);
        }

        return script.ToString();
    }

    private static void Write(StringBuilder script, MigrationPlan plan, MigrationStep step)
    {
        script.Append($"\n-- {MigrationException.Name(step.Direction)} {step.Migration.Revision}: {step.Migration.Message}\n");
        var dialect = plan.Dialect;
        if (dialect.HasTransactionalDdl)
        {
            End(script, dialect.BeginTransaction);
        }

        foreach (var statement in step.Statements)
        {
            End(script, statement);
        }

        if (step.MayBreakReferences && dialect.ForeignKeySwitch is { } keys)
        {
            End(script, keys.Violations);
        }

        if (dialect.HasTransactionalDdl)
        {
            End(script, dialect.CommitTransaction);
        }
    }

    // A semicolon behind a comment would be part of it.
    private static void End(StringBuilder script, string statement)
    {
        var lastLine = statement[(statement.LastIndexOf('\n') + 1)..];
        script.Append(statement).Append(lastLine.Contains("--", StringComparison.Ordinal) ? "\n;\n" : ";\n");
    }
}
