using System.Collections.Immutable;
using Kelpie.Migrations.Operations;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.State;

/// <summary>
/// What a line of migrations adds up to: tables as values, views and triggers as they were written, and the raw SQL that was run,
/// of which nothing is known but its text. Immutable.
/// </summary>
public sealed record SchemaState
{
    private static readonly ImmutableSortedDictionary<string, CreateView> NoViews = ImmutableSortedDictionary.Create<string, CreateView>(StringComparer.Ordinal);
    private static readonly ImmutableSortedDictionary<string, CreateTrigger> NoTriggers = ImmutableSortedDictionary.Create<string, CreateTrigger>(StringComparer.Ordinal);

    /// <summary>An empty database.</summary>
    public static SchemaState Empty { get; } = new();

    /// <summary>The tables.</summary>
    public MetaData Tables { get; init; } = MetaData.Empty;

    /// <summary>The views, by name.</summary>
    public ImmutableSortedDictionary<string, CreateView> Views { get; init; } = NoViews;

    /// <summary>The triggers, by name.</summary>
    public ImmutableSortedDictionary<string, CreateTrigger> Triggers { get; init; } = NoTriggers;

    /// <summary>The raw SQL that was run, in order, and the changes of names that came after it.</summary>
    internal ImmutableList<RawChange> Raw { get; init; } = [];

    /// <summary>A state with these tables, and nothing else.</summary>
    public static SchemaState Of(MetaData tables) => new() { Tables = tables };
}
