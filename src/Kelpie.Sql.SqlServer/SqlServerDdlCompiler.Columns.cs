using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.SqlServer;

/// <content>Columns that become others: what hangs on one goes before, and comes back behind.</content>
internal sealed partial class SqlServerDdlCompiler
{
    // Where the new values stand while the column has its old type.
    private const string Beside = "kelpie_new";

    protected override string? SpellOwnConversion(ColumnDefinition before, ColumnDefinition after) => (before.Type, after.Type) switch
    {
        // By itself the server keeps six digits of it.
        (DoubleType, TextType or AsciiKeyType) => $"CONVERT(NVARCHAR(40), {Quote(before.Name)}, 3)",
        _ => null,
    };

    private List<string> SpellAlter(AlterColumn alter)
    {
        var (before, after) = (alter.Before, alter.After);
        if (before.IsIdentity != after.IsIdentity || (before.IsIdentity && alter.Conversion is not null))
        {
            throw new NotSupportedException(
                $"mssql decides when it creates a column whether it numbers the rows, and numbers none anew, as {alter.Table}.{after.Name} is to; create the table anew with it, and copy the rows.");
        }

        var retypes = dialect.SpellType(before.Type) != dialect.SpellType(after.Type);
        var conversion = retypes || alter.Conversion is not null ? ConversionOf(alter) : null;
        var remakes = retypes || before.IsNullable != after.IsNullable;
        var redefaults = remakes || before.Default != after.Default;
        var rechecks = remakes || before.Type is JsonType != after.Type is JsonType;
        var table = Quote(alter.Table);
        List<string> statements = [];
        if (redefaults && before.Default is not null)
        {
            statements.Add(SpellDropHeld(alter.Table, DefaultsOf(alter.Table, before.Name)));
        }

        if (rechecks && before.Type is JsonType)
        {
            statements.Add(SpellDropHeld(alter.Table, ChecksOf(alter.Table, before.Name)));
        }

        if (remakes)
        {
            statements.AddRange(SpellRemade(alter, retypes ? conversion : null));
        }

        // Of the same type: while it may be NULL, should a value be.
        if (!retypes && conversion is not null)
        {
            statements.Insert(after.IsNullable ? statements.Count : 0, Run($"UPDATE {table} SET {Quote(after.Name)} = {conversion}"));
        }

        if (redefaults && after.Default is not null)
        {
            statements.Add($"ALTER TABLE {table} ADD{SpellDefault(after)} FOR {Quote(after.Name)}");
        }

        if (rechecks && after.Type is JsonType)
        {
            statements.Add(SpellAdd(alter.Table, $"CHECK ({SpellIsJson(after)})"));
        }

        if (before.Comment != after.Comment)
        {
            statements.Add(SpellCommentChange(alter));
        }

        return statements;
    }

    private List<string> SpellRemade(AlterColumn alter, string? conversion)
    {
        var before = alter.Definition ?? new TableDefinition(alter.Table, [alter.Before]);
        var after = before with { Columns = [.. before.Columns.Select(column => column.Name == alter.After.Name ? alter.After : column)] };
        SqlServerLimits.Check(after);
        var parts = PartsOf(before, alter.After.Name);
        return
        [
            .. parts.ForeignKeys.Select(key => SpellDropConstraint(alter.Table, key.Name)),
            .. parts.Checks.Select(check => SpellDropConstraint(alter.Table, check.Name)),
            .. parts.Indexes.Select(SpellDropIndex),
            .. parts.Uniques.Select(unique => SpellDropUnique(before, unique)),
            .. parts.PrimaryKey is { } old ? [SpellDropKey(new DropPrimaryKey(alter.Table, old))] : Array.Empty<string>(),
            .. conversion is null ? [SpellAs(alter, alter.After.Type, alter.After.IsNullable)] : SpellConverted(alter, conversion),
            .. parts.PrimaryKey is { } key ? [SpellAdd(alter.Table, SpellKey(key))] : Array.Empty<string>(),
            .. parts.Uniques.SelectMany(unique => IsFiltered(after, unique) ? SpellUniqueOf(after, unique) : [SpellAdd(alter.Table, SpellUnique(unique))]),
            .. parts.Indexes.Select(index => SpellIndexOf(after, index)),
            .. parts.Checks.Select(check => SpellAdd(alter.Table, SpellCheck(check))),
            .. parts.ForeignKeys.Select(key => SpellAdd(alter.Table, SpellForeignKey(key))),
        ];
    }

    // A column dropped and added would be the last. Of one without values every type can become any, though some only by way of others.
    private List<string> SpellConverted(AlterColumn alter, string conversion)
    {
        var (table, name) = (Quote(alter.Table), Quote(alter.After.Name));
        var anyText = $"ALTER TABLE {table} ALTER COLUMN {name} NVARCHAR(100) NULL";
        return
        [
            $"ALTER TABLE {table} ADD {Beside} {dialect.SpellType(alter.After.Type)} NULL",
            Run($"UPDATE {table} SET {Beside} = {conversion}"),
            SpellAs(alter, alter.Before.Type, isNullable: true),
            Run($"UPDATE {table} SET {name} = NULL"),
            anyText,
            // No text becomes bytes, and no number a date.
            .. alter.After.Type is BytesType or VectorType ? [$"ALTER TABLE {table} ALTER COLUMN {name} INT NULL"] : Array.Empty<string>(),
            SpellAs(alter, alter.After.Type, isNullable: true),
            Run($"UPDATE {table} SET {name} = {Beside}"),
            .. alter.After.IsNullable ? Array.Empty<string>() : [SpellAs(alter, alter.After.Type, isNullable: false)],
            $"ALTER TABLE {table} DROP COLUMN {Beside}",
        ];
    }

    private string SpellAs(AlterColumn alter, SqlType type, bool isNullable) =>
        $"ALTER TABLE {Quote(alter.Table)} ALTER COLUMN {Quote(alter.After.Name)} {dialect.SpellType(type)} {(isNullable ? "NULL" : "NOT NULL")}";

    private string SpellCommentChange(AlterColumn alter)
    {
        var place = SpellPlace(alter.Table, "COLUMN", alter.After.Name);
        return (alter.Before.Comment, alter.After.Comment) switch
        {
            (null, { } comment) => SpellProperty("MS_Description", comment, alter.Table, "COLUMN", alter.After.Name),
            (_, null) => $"EXEC sys.sp_dropextendedproperty N'MS_Description', {place}",
            var (_, comment) => $"EXEC sys.sp_updateextendedproperty N'MS_Description', {Text(comment)}, {place}",
        };
    }

    // ISJSON alone takes objects and arrays only. What is JSON both in a list and as a member's value is one value of any kind.
    private string SpellIsJson(ColumnDefinition column)
    {
        var name = Quote(column.Name);
        return $"ISJSON(N'[' + {name} + N']') = 1 AND ISJSON(N'{{\"a\":' + {name} + N'}}') = 1";
    }
}
