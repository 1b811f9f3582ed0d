using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.MySql;

/// <content>Columns that become others. Nothing takes a change back, so the old values go in the last statement.</content>
internal sealed partial class MySqlDdlCompiler
{
    // Where the new values stand while the old ones are there.
    private const string Beside = "kelpie_new";

    protected override string? SpellOwnConversion(ColumnDefinition before, ColumnDefinition after)
    {
        var value = Quote(before.Name);
        return (before.Type, after.Type) switch
        {
            // Left alone it would be a truth value of 5.
            (IntegerType or BigIntType or DoubleType or DecimalType, BooleanType) => $"{value} <> 0",
            (TextType or AsciiKeyType, BooleanType) =>
                $"CASE WHEN {value} IN ('1', 'true') THEN 1 WHEN {value} IN ('0', 'false') THEN 0 ELSE {value} END",
            // What is none is too long, which is an error, where UNHEX would make it NULL.
            (TextType or AsciiKeyType, GuidType) =>
                $"CASE WHEN {value} RLIKE '^[0-9A-Fa-f]{{8}}(-?[0-9A-Fa-f]{{4}}){{3}}-?[0-9A-Fa-f]{{12}}$' OR {value} IS NULL "
                + $"THEN unhex(replace({value}, '-', '')) ELSE repeat('?', 17) END",
            (GuidType, TextType or AsciiKeyType) =>
                $"lower(insert(insert(insert(insert(hex({value}), 21, 0, '-'), 17, 0, '-'), 13, 0, '-'), 9, 0, '-'))",
            _ => null,
        };
    }

    private List<string> SpellAlter(AlterColumn alter)
    {
        var (before, after) = (alter.Before, alter.After);
        var retypes = dialect.SpellType(before.Type) != dialect.SpellType(after.Type);
        var conversion = retypes || alter.Conversion is not null ? ConversionOf(alter) : null;
        if (alter.Definition is { } definition && retypes)
        {
            CheckParts(alter, definition, conversion);
        }

        if (retypes && conversion is not null)
        {
            return SpellConverted(alter, conversion);
        }

        // MODIFY forgets what it is not told.
        List<string> statements = SpellColumn(before, isWholeKey: false) == SpellColumn(after, isWholeKey: false) ? []
            : [$"ALTER TABLE {Quote(alter.Table)} MODIFY COLUMN {SpellColumn(after, isWholeKey: false)}"];
        if (conversion is not null)
        {
            // While it may be NULL, should a value be.
            statements.Insert(after.IsNullable ? statements.Count : 0, $"UPDATE {Quote(alter.Table)} SET {Quote(after.Name)} = {conversion}");
        }

        return statements;
    }

    private void CheckParts(AlterColumn alter, TableDefinition definition, string? conversion)
    {
        var after = definition with { Columns = [.. definition.Columns.Select(column => column.Name == alter.After.Name ? alter.After : column)] };
        // To a key, another length of a text is the same type.
        var isResized = conversion is null && alter is { Before.Type: TextType { Length: not null } from, After.Type: TextType { Length: not null } to }
            && from.Collation == to.Collation;
        if (!isResized && PartsOf(definition, alter.After.Name).ForeignKeys is [var key, ..])
        {
            throw new NotSupportedException(
                $"{dialect.Product} does not change the type of a column that is of a foreign key, as {alter.Table}.{alter.After.Name} is of {key.Name}; drop the key before, and add it when both its sides are changed.");
        }

        MySqlKeyRules.Check(dialect, after);
    }

    // There is no USING. A column that is dropped goes from its indexes without a word, so they are told.
    private List<string> SpellConverted(AlterColumn alter, string conversion)
    {
        var (table, name) = (Quote(alter.Table), Quote(alter.After.Name));
        var parts = alter.Definition is { } definition ? PartsOf(definition, alter.After.Name) : new TableDefinition(alter.Table, [alter.After]);
        string[] actions =
        [
            .. parts.Checks.Select(check => $"DROP {(dialect.HasJson ? "CHECK" : "CONSTRAINT")} {Quote(check.Name)}"),
            .. parts.Uniques.Select(unique => $"DROP INDEX {Quote(unique.Name)}"),
            .. parts.Indexes.Select(index => $"DROP INDEX {Quote(index.Name)}"),
            .. parts.PrimaryKey is null ? Array.Empty<string>() : ["DROP PRIMARY KEY"],
            $"DROP COLUMN {name}",
            $"CHANGE COLUMN {Beside} {SpellColumn(alter.After, isWholeKey: false)}",
            .. parts.PrimaryKey is { } key ? [$"ADD {SpellKey(key)}"] : Array.Empty<string>(),
            .. parts.Uniques.Select(unique => $"ADD {SpellUnique(unique)}"),
            .. parts.Indexes.Select(index => $"ADD {SpellInnerIndex(index)}"),
            .. parts.Checks.Select(check => $"ADD {SpellCheck(check)}"),
        ];
        return
        [
            $"ALTER TABLE {table} ADD COLUMN {Beside} {dialect.SpellType(alter.After.Type)} NULL AFTER {name}",
            $"UPDATE {table} SET {Beside} = {conversion}",
            $"ALTER TABLE {table}\n    {string.Join(",\n    ", actions)}",
        ];
    }
}
