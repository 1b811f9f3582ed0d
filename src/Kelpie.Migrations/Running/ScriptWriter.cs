using System.Text;
using Kelpie.Migrations.Operations;
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
        foreach (var statement in plan.Dialect.ScriptPreamble)
        {
            script.Append('\n').Append(plan.Dialect.SpellInScript(statement));
        }

        if (plan.NeedsForeignKeysOff)
        {
            script.Append("-- Foreign keys are not enforced while it runs: each check must print nothing.\n\n");
            script.Append(plan.Dialect.SpellInScript(plan.Dialect.ForeignKeySwitch!.Off));
        }

        foreach (var step in plan.Steps)
        {
            Write(script, plan, step);
        }

        if (plan.NeedsForeignKeysOff)
        {
            script.Append('\n').Append(plan.Dialect.SpellInScript(plan.Dialect.ForeignKeySwitch!.On));
        }

        return script.ToString();
    }

    private static void Write(StringBuilder script, MigrationPlan plan, MigrationStep step)
    {
        script.Append($"\n-- {MigrationException.Name(step.Direction)} {step.Migration.Revision}: {step.Migration.Message}\n");
        var dialect = plan.Dialect;
        var isOpen = false;
        foreach (var statement in step.Statements)
        {
            Turn(dialect.HasTransactionalDdl && !SqlScript.RunsOutsideTransaction(statement));
            script.Append(dialect.SpellInScript(statement));
        }

        if (step.MayBreakReferences && dialect.ForeignKeySwitch is { } keys)
        {
            script.Append(dialect.SpellInScript(keys.Violations));
        }

        Turn(false);

        void Turn(bool on)
        {
            if (isOpen != on)
            {
                script.Append(dialect.SpellInScript(on ? dialect.BeginTransaction : dialect.CommitTransaction));
                isOpen = on;
            }
        }
    }
}
