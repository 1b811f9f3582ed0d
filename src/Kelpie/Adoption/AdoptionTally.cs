namespace Kelpie.Adoption;

/// <summary>What became of the rows of one of the original's tables.</summary>
/// <param name="Table">Its name; of vectors, that of the column.</param>
/// <param name="Before">How many rows there were.</param>
/// <param name="After">How many are in Kelpie's tables.</param>
/// <param name="Merged">How many gave way to a newer one of the same thing.</param>
/// <param name="Refused">How many could not be taken over.</param>
public sealed record AdoptedTable(string Table, long Before, long After, long Merged, long Refused);

/// <summary>Why rows were merged, refused, or taken over otherwise than they were.</summary>
/// <param name="Table">Whose.</param>
/// <param name="What">In words.</param>
/// <param name="Rows">How many.</param>
/// <param name="Example">The first of them.</param>
public sealed record AdoptionNote(string Table, string What, long Rows, string Example);

/// <summary>Counts, while an adoption goes on.</summary>
internal sealed class AdoptionTally
{
    private readonly Dictionary<string, AdoptedTable> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Table, string What), AdoptionNote> _notes = [];

    internal IReadOnlyList<AdoptedTable> Tables => [.. _tables.Values];

    internal IReadOnlyList<AdoptionNote> Notes => [.. _notes.Values];

    internal void Before(string table, long rows) => _tables[table] = Of(table) with { Before = rows };

    internal void Arrived(string table) => _tables[table] = Of(table) with { After = Of(table).After + 1 };

    internal void Merged(string table, long rows, string what, string example)
    {
        _tables[table] = Of(table) with { Merged = Of(table).Merged + rows };
        Note(table, what, example, rows);
    }

    internal void Refused(string table, string what, string example)
    {
        _tables[table] = Of(table) with { Refused = Of(table).Refused + 1 };
        Note(table, what, example);
    }

    internal void Note(string table, string what, string example, long rows = 1)
    {
        if (rows > 0)
        {
            _notes[(table, what)] = _notes.TryGetValue((table, what), out var known) ? known with { Rows = known.Rows + rows } : new AdoptionNote(table, what, rows, example);
        }
    }

    private AdoptedTable Of(string table) => _tables.GetValueOrDefault(table) ?? new AdoptedTable(table, 0, 0, 0, 0);
}
