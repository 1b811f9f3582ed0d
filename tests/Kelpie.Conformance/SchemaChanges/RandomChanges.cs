using Kelpie.Conformance.Backends;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Conformance.SchemaChanges;

/// <summary>Changes that a table can undergo while it holds two rows of <see cref="Values"/>, by number.</summary>
internal sealed class RandomChanges(Backend backend, TableDefinition? referenced)
{
    private const int Kinds = 12;

    /// <summary>The change of a number, or null where the table has nothing to change in that way.</summary>
    internal (DdlStatement Statement, TableDefinition After)? Next(TableDefinition table, int pick, int serial)
    {
        var column = table.Columns[pick / Kinds % table.Columns.Count];
        return (pick % Kinds) switch
        {
            0 => Retyped(table, column, pick),
            1 => Altered(table, column, column with { IsNullable = true }),
            2 => Altered(table, column, column.Name.StartsWith("extra", StringComparison.Ordinal) ? column : column with { IsNullable = false }),
            3 => Altered(table, column, column with { Comment = column.Comment is null ? "it's \"so\" \\ 100 %" : null }),
            4 => Altered(table, column, column with { Default = DefaultOf(column, pick) }),
            5 => Added(table, pick, serial),
            6 => table.Uniques is [var unique, ..]
                ? (new DropUnique(table, unique), table with { Uniques = [.. table.Uniques.Skip(1)] })
                : AddedUnique(table, column, serial),
            7 => table.Checks is [var check, ..]
                ? (new DropCheck(table.Name, check.Name), table with { Checks = [.. table.Checks.Skip(1)] })
                : AddedCheck(table, serial),
            8 => table.ForeignKeys is [var key, ..]
                ? (new DropForeignKey(table.Name, key.Name), table with { ForeignKeys = [.. table.ForeignKeys.Skip(1)] })
                : AddedForeignKey(table, serial),
            9 => ChangedKey(table, column, serial),
            10 => AddedIndex(table, column, pick, serial),
            _ => table.Indexes is [var index, ..]
                ? (new DropIndex(index) { Definition = table }, table with { Indexes = [.. table.Indexes.Skip(1)] })
                : null,
        };
    }

    private static (DdlStatement, TableDefinition)? Altered(TableDefinition table, ColumnDefinition before, ColumnDefinition after)
    {
        var isOfKey = table.PrimaryKey?.Columns.Contains(before.Name) ?? false;
        var isSetNull = table.ForeignKeys.Any(key => key.Columns.Contains(before.Name) && key.OnDelete == ReferentialAction.SetNull);
        return before == after || (isOfKey && after.IsNullable) || (isSetNull && !after.IsNullable) || (before.IsIdentity && before.Default != after.Default)
            ? null
            : (new AlterColumn(table.Name, before, after) { Definition = table }, ChangingTable.Replace(table, after));
    }

    private static (DdlStatement, TableDefinition)? Retyped(TableDefinition table, ColumnDefinition column, int pick)
    {
        var isOfForeignKey = table.ForeignKeys.Any(key => key.Columns.Contains(column.Name) || key.ReferencedColumns.Contains(column.Name));
        var isKeyed = (table.PrimaryKey?.Columns.Contains(column.Name) ?? false) || table.Uniques.Any(unique => unique.Columns.Contains(column.Name))
            || table.Indexes.Any(index => index.Columns.Any(part => part.Name == column.Name));
        var isPlain = column.Name is not ("amount" or "label") && !column.IsIdentity;
        SqlType? type = column.Type switch
        {
            IntegerType => Types.BigInt,
            BigIntType when isPlain => Types.Varchar(40),
            TextType { Length: < 60 } text => text with { Length = text.Length + 10 },
            BooleanType => Types.Integer,
            DecimalType => Types.Numeric(14, 4),
            DateType => Types.Timestamp,
            TimestampType when pick % 2 == 0 => Types.Date,
            GuidType => Types.Varchar(40),
            JsonType => Types.Text,
            TextType { Length: null, Collation: var collation } when isPlain && !isKeyed => new TextType(40, collation),
            _ => null,
        };
        return type is null || isOfForeignKey ? null
            : Altered(table, column, column with { Type = type, Default = type is IntegerType or BigIntType or TextType && column.Type.GetType() == type.GetType() ? column.Default : null });
    }

    private static DefaultValue? DefaultOf(ColumnDefinition column, int pick) => column.Default is not null ? null : column.Type switch
    {
        BooleanType => DefaultValue.Of(true),
        IntegerType or BigIntType => DefaultValue.Of(pick % 3),
        TextType { Length: not null } => DefaultValue.Of("it's \\ 😀"),
        TimestampType => DefaultValue.Now,
        DecimalType => DefaultValue.Of(-0.5m),
        _ => null,
    };

    private static (DdlStatement, TableDefinition)? Added(TableDefinition table, int pick, int serial)
    {
        var column = (pick / 7 % 4) switch
        {
            0 => new ColumnDefinition($"extra {serial}", Types.Timestamp) { Default = DefaultValue.Now },
            1 => new ColumnDefinition($"extra {serial}", Types.Json) { IsNullable = true },
            2 => new ColumnDefinition($"extra {serial}", Types.Integer) { Default = DefaultValue.Sql("1 + 2") },
            _ => new ColumnDefinition($"extra {serial}", Types.Varchar(9)) { Default = DefaultValue.Of(""), Comment = "later" },
        };
        return (new AddColumn(table.Name, column), table with { Columns = [.. table.Columns, column] });
    }

    private static (DdlStatement, TableDefinition)? AddedUnique(TableDefinition table, ColumnDefinition column, int serial)
    {
        var unique = new UniqueConstraint($"uq new {serial}", ["label", .. column.Name != "label" && CanBeKey(column) ? [column.Name] : Array.Empty<string>()]);
        return unique.Columns.Equals(table.PrimaryKey?.Columns) ? null : (new AddUnique(table, unique), table with { Uniques = [.. table.Uniques, unique] });
    }

    private static (DdlStatement, TableDefinition)? AddedCheck(TableDefinition table, int serial)
    {
        var check = new CheckConstraint($"ck new {serial}", serial % 2 == 0 ? "amount IN (1, 2, 3)" : "label LIKE 'a%'");
        return (new AddCheck(table.Name, check), table with { Checks = [.. table.Checks, check] });
    }

    private (DdlStatement, TableDefinition)? AddedForeignKey(TableDefinition table, int serial)
    {
        if (referenced?.PrimaryKey is not { Columns: [var target] } || table.FindColumn("refers to") is not { } column || column.Type != referenced.Column(target).Type)
        {
            return null;
        }

        var key = new ForeignKey($"fk new {serial}", [column.Name], referenced.Name, [target], column.IsNullable ? ReferentialAction.SetNull : ReferentialAction.NoAction);
        return (new AddForeignKey(table.Name, key), table with { ForeignKeys = [key] });
    }

    private static (DdlStatement, TableDefinition)? ChangedKey(TableDefinition table, ColumnDefinition column, int serial)
    {
        if (table.PrimaryKey is { } old)
        {
            return table.Columns.Any(numbered => numbered.IsIdentity) || table.ForeignKeys.Any(key => key.ReferencedTable == table.Name)
                ? null
                : (new DropPrimaryKey(table.Name, old) { Definition = table }, table with { PrimaryKey = null });
        }

        var key = new PrimaryKey([column.Name], serial % 2 == 0 ? null : $"key {serial}");
        return column.IsNullable || !CanBeKey(column) || column.Name.StartsWith("extra", StringComparison.Ordinal) || table.Uniques.Any(unique => unique.Columns.Equals(key.Columns))
            ? null
            : (new AddPrimaryKey(table.Name, key), table with { PrimaryKey = key });
    }

    private (DdlStatement, TableDefinition)? AddedIndex(TableDefinition table, ColumnDefinition column, int pick, int serial)
    {
        var index = new IndexDefinition($"ix new {serial}", table.Name, [new IndexColumn(CanBeKey(column) ? column.Name : "label", IsDescending: pick % 2 == 0)])
        {
            IsUnique = !column.Name.StartsWith("extra", StringComparison.Ordinal) && pick % 5 == 0,
            Where = backend.HasPartialIndexes && pick % 3 == 0 ? "amount > 0" : null,
        };
        return (new CreateIndex(index), table with { Indexes = [.. table.Indexes, index] });
    }

    private static bool CanBeKey(ColumnDefinition column) => !column.IsIdentity
        && column.Type is IntegerType or BigIntType or TextType { Length: not null } or AsciiKeyType or DecimalType or TimestampType or DateType or GuidType;
}
