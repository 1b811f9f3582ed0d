using Kelpie.Migrations.State;
using Kelpie.Sql.Inspection;

namespace Kelpie.Migrations.Compilation;

/// <summary>Triggers and indexes of a live database that no migration has made.</summary>
/// <param name="Objects">They.</param>
/// <param name="Since">How much raw SQL was run by then.</param>
internal sealed record Handmade(IReadOnlyList<RawObject> Objects, int Since)
{
    /// <summary>None that are known.</summary>
    internal static Handmade None { get; } = new([], 0);

    /// <param name="live">What made the triggers and indexes that the database has.</param>
    /// <param name="known">What migrations have made of it.</param>
    /// <param name="dialect">The kind of database.</param>
    internal static Handmade Of(IReadOnlyList<DependentStatement> live, SchemaState known, string dialect)
    {
        var made = RawObjects.Of(known, dialect).Select(raw => raw.Name)
            .Concat(known.Triggers.Keys)
            .Concat(known.Tables.Tables.SelectMany(table => table.Indexes).Select(index => index.Name))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new Handmade([.. live.Where(one => !made.Contains(one.Name)).Select(ToRaw)], known.Raw.Count);
    }

    private static RawObject ToRaw(DependentStatement one) => new(one.IsTrigger ? ObjectKind.Trigger : ObjectKind.Index, one.Name, one.Table, one.Sql);
}
