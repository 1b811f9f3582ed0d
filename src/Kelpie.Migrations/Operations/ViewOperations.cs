using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Ddl = Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Operations;

/// <summary>Creates a view.</summary>
/// <param name="Name">The view's name.</param>
/// <param name="Queries">The query behind it, for each kind of database; where there is none, or an empty one, there is no view.</param>
public sealed record CreateView(string Name, ValueList<SqlScript> Queries) : Operation
{
    /// <inheritdoc/>
    public override SchemaState Apply(SchemaState before)
    {
        before.RequireNoRelation(Name);
        return before with { Views = before.Views.Add(Name, this) };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Compile(Dialect dialect, SchemaState before) => Queries.Required(dialect, $"view {Name}") is { Length: > 0 } query
        ? dialect.Ddl.Compile(new Ddl.CreateView(new ViewDefinition(Name, query)))
        : [];

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => [new DropView(Name)];

    internal override void Describe(CanonicalText text) =>
        text.Word("create view").Name(Name).Name(Queries.For(text.Dialect)?.Sql.Trim() ?? "").EndLine();
}

/// <summary>Drops a view.</summary>
/// <param name="Name">The view's name.</param>
public sealed record DropView(string Name) : Operation
{
    /// <inheritdoc/>
    public override SchemaState Apply(SchemaState before) => before with { Views = before.Views.Remove(before.ViewOf(Name).Name) };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Compile(Dialect dialect, SchemaState before) =>
        before.ViewOf(Name).Queries.For(dialect.Name) is { Sql.Length: > 0 } ? dialect.Ddl.Compile(new Ddl.DropView(Name)) : [];

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => [before.ViewOf(Name)];

    internal override void Describe(CanonicalText text) => text.Word("drop view").Name(Name).EndLine();
}
