namespace Kelpie.Sql.Bench;

/// <summary>What MySqlBulkCopy is content with.</summary>
internal sealed class ThingReader(IReadOnlyList<Thing> things) : ValueReader
{
    private static readonly string[] Names = ["id", "title", "amount", "score", "made"];
    private int _place = -1;

    public override int FieldCount => Names.Length;

    public override bool Read() => ++_place < things.Count;

    public override object GetValue(int ordinal) => ordinal switch
    {
        0 => things[_place].Id,
        1 => things[_place].Name,
        2 => things[_place].Amount,
        3 => things[_place].Score,
        4 => things[_place].Made,
        _ => throw new ArgumentOutOfRangeException(nameof(ordinal)),
    };

    public override int GetValues(object[] values)
    {
        var thing = things[_place];
        (values[0], values[1], values[2], values[3], values[4]) = (thing.Id, thing.Name, thing.Amount, thing.Score, thing.Made);
        return Names.Length;
    }

    public override bool IsDBNull(int ordinal) => false;

    public override string GetName(int ordinal) => Names[ordinal];
}
