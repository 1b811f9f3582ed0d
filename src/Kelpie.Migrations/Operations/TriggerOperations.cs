using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Ddl = Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Operations;

/// <summary>Creates a trigger.</summary>
/// <param name="Name">The trigger's name.</param>
/// <param name="Table">The table or view it belongs to.</param>
/// <param name="Scripts">The statements that make it, for each kind of database; an empty text where there is no trigger.</param>
public sealed record CreateTrigger(string Name, string Table, ValueList<SqlScript> Scripts) : Operation
{
    /// <inheritdoc/>
    public override SchemaState Apply(SchemaState before)
    {
        if (before.Triggers.ContainsKey(Name))
        {
            throw new InvalidOperationException($"There is a trigger {Name} already.");
        }

        return before with { Triggers = before.Triggers.Add(Name, this) };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Compile(Dialect dialect, SchemaState before) => SqlScript.Split(Scripts.Required(dialect, $"trigger {Name}"));

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => [new DropTrigger(Name)];

    internal override void Describe(CanonicalText text) =>
        text.Word("create trigger").Name(Name).Word("on").Name(Table).Name(Scripts.For(text.Dialect)?.Sql.Trim() ?? "").EndLine();
}

/// <summary>Drops a trigger. A function that it ran on PostgreSQL stays.</summary>
/// <param name="Name">The trigger's name.</param>
public sealed record DropTrigger(string Name) : Operation
{
    /// <inheritdoc/>
    public override SchemaState Apply(SchemaState before) => before with { Triggers = before.Triggers.Remove(before.TriggerOf(Name).Name) };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Compile(Dialect dialect, SchemaState before)
    {
        var trigger = before.TriggerOf(Name);
        return trigger.Scripts.For(dialect.Name) is { Sql.Length: > 0 } ? dialect.Ddl.Compile(new Ddl.DropTrigger(trigger.Table, Name)) : [];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => [before.TriggerOf(Name)];

    internal override void Describe(CanonicalText text) => text.Word("drop trigger").Name(Name).EndLine();
}
