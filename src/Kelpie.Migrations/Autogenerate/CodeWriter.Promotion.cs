using Kelpie.Migrations.Operations;

namespace Kelpie.Migrations.Autogenerate;

/// <content>Tables of others that become the schema's.</content>
public sealed partial class CodeWriter
{
    // The operations that one Promote is.
    private const int Promoting = 4;

    private static bool IsPromotion(IReadOnlyList<Operation> operations) =>
        operations is [AdoptTable adopt, CreateTable create, MapRows { IsBack: false } map, DropMovedTable drop]
        && map.From == adopt.Table.Name && map.To == create.Table.Name && drop.Name == adopt.Table.Name;

    private string Promotion(AdoptTable adopt, CreateTable create, MapRows map)
    {
        var inner = new CodeWriter(Deeper, _schema);
        var rules = Rules(map.Mapping, Deeper + "    ");
        return $"Promote(\n{Deeper}{inner.Built(adopt.Table)},\n{Deeper}{inner.Built(create.Table)}{(rules.Length == 0 ? "" : $",\n{Deeper}m => m{rules}")})";
    }

    private static string Rules(RowMapping mapping, string indent) => string.Concat(mapping.Rules.Select(rule => $"\n{indent}.{Rule(rule)}"));

    private static string Rule(ColumnRule rule)
    {
        var from = CSharpText.Quote(rule.From);
        var renamed = rule.To is { } to && to != rule.From ? $", {CSharpText.Quote(to)}" : "";
        return rule switch
        {
            { To: null } => $"Drop({from}{(rule.Back is { } back ? $", {CSharpText.Quote(back)}" : "")})",
            { Lookup: { } lookup } => $"Find({from}, {CSharpText.Quote(rule.To)}, new KeyLookup({CSharpText.Quote(lookup.Table)}, {CSharpText.Quote(lookup.Column)}, {CSharpText.Quote(lookup.Key)}"
                + $"{(lookup.HashColumn is { } hash ? $", {CSharpText.Quote(hash)}" : "")}))",
            { Format: { } format } => $"Moments({from}, {CSharpText.Quote(format)}{renamed})",
            { Truth: { } truth } => $"Truths({from}, {CSharpText.Quote(truth.True)}, {CSharpText.Quote(truth.False)}{renamed})",
            _ => $"Rename({from}, {CSharpText.Quote(rule.To)})",
        };
    }
}
