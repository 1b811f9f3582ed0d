using System.Globalization;
using Kelpie.Database;
using Kelpie.Experiments.Review;
using Kelpie.Migrations.Operations;
using Kelpie.Sql.Schema;

namespace Kelpie.Experiments.Promotion;

/// <summary>Plans what becomes of single columns.</summary>
/// <param name="experiment">The experiment's table.</param>
/// <param name="decisions">What was decided.</param>
/// <param name="facts">What the columns hold.</param>
/// <param name="references">What they refer to.</param>
/// <param name="said">Gets a line for each decision.</param>
internal sealed class ColumnPlanner(
    TableDefinition experiment, PromotionDecisions decisions, IReadOnlyDictionary<string, ColumnFacts> facts, IReadOnlyList<Reference> references, ICollection<string> said)
{
    // Lengths of a text that is part of a key: the longest that is there has room to double, for others have longer ones.
    private static readonly int[] KeyLengths = [200, 400];

    /// <exception cref="KelpieException">What was decided does not fit the column, or its rows.</exception>
    internal PlannedColumn Plan(ColumnDefinition column)
    {
        var before = Expected(column);
        if (decisions.Drops.Contains(column.Name))
        {
            return Drop(before);
        }

        var reference = Refers(column.Name);
        if (reference is { Table: var table, Key: var key } && table == Tables.Files.Name && key == Tables.Files.Path.Name)
        {
            return Find(before);
        }

        var name = decisions.Renames.GetValueOrDefault(column.Name, column.Name);
        var (type, rule) = TypeOf(column, before, name);
        var after = before with
        {
            Name = name,
            Type = type,
            IsNullable = IsNullable(column),
            Default = DefaultOf(column, type),
            Comment = column.Comment ?? (column.IsIdentity ? "The row's number." : null),
        };
        return new PlannedColumn(before, after, rule, KeyOf(reference, after), reference?.Declared is null ? null : reference.Declared with { Name = $"fk_{experiment.Name}_{column.Name}" });
    }

    private Reference? Refers(string column) => references.FirstOrDefault(reference => reference.Column == column
        && (reference.Declared is not null || decisions.References.Contains(column)));

    private PlannedColumn Drop(ColumnDefinition before)
    {
        var mayBeLeftOut = before.IsNullable || before.Default is not null;
        var back = mayBeLeftOut ? null : facts[before.Name].Constant is { } constant ? Convert.ToString(constant, CultureInfo.InvariantCulture) : throw new KelpieException(
            "cannot_drop", $"{before.Name} is never NULL, has no default and several values: without it the rows could not be handed back.",
            $"Let it be NULL first (ALTER TABLE {experiment.Name} ...), or keep it.");
        said.Add($"`{before.Name}` is dropped (--drop); where the table is handed back it is {(back is null ? before.Default is null ? "NULL" : "its default" : "what it is in all rows now")}.");
        return new PlannedColumn(before, null, new ColumnRule(before.Name, null) { Back = back }, null, null);
    }

    // A path is too long for a key elsewhere; the row's number is the key of a file.
    private PlannedColumn Find(ColumnDefinition before)
    {
        var name = decisions.Renames.GetValueOrDefault(before.Name, before.Name is "file_path" or "path" or "filename" ? "file_id" : $"{before.Name}_id");
        said.Add($"`{before.Name}` becomes `{name}`, which refers to `{Tables.Files.Name}.{Tables.Files.Id.Name}`: a path is too long for a key on MySQL, MariaDB and SQL Server. Handed back, it is a path again, without a foreign key.");
        var after = before with { Name = name, Type = Types.BigInt, IsNullable = IsNullable(before), Default = null, Comment = "The file's row." };
        var lookup = new KeyLookup(Tables.Files.Name, Tables.Files.Path.Name, Tables.Files.Id.Name, Tables.Files.PathKey.Name);
        return new PlannedColumn(before, after, new ColumnRule(before.Name, name) { Lookup = lookup }, KeyTo(after, Tables.Files.Name, Tables.Files.Id.Name, ReferentialAction.Cascade), null);
    }

    // As it is on all databases, and what it is called on the one that it was found on.
    private ColumnDefinition Expected(ColumnDefinition column)
    {
        var type = column.Type switch
        {
            TextType text => text with { Collation = TextCollation.Binary },
            UnknownType { IsText: true } => Types.Text,
            UnknownType { Dialect: "sqlite" } unknown => Loose(unknown, facts[column.Name]),
            IntegerType when facts[column.Name].IsBig => Types.BigInt,
            var other => other,
        };
        var isKey = IsOfKey(column.Name);
        if (type is TextType { Length: null } && isKey && Refers(column.Name) is null)
        {
            var length = KeyLengths.FirstOrDefault(length => length >= 2 * facts[column.Name].Longest);
            type = length > 0 ? Types.Varchar(length) : type;
        }

        return new ColumnDefinition(column.Name, type) { IsIdentity = column.IsIdentity, IsNullable = column.IsNullable, Default = column.Default is DefaultValue.Expression ? null : column.Default };
    }

    // SQLite takes any word for a type, and any value into it.
    private static SqlType Loose(UnknownType unknown, ColumnFacts facts)
    {
        var type = TypeRules.InsteadOf(unknown.Spelling) switch
        {
            "bigint" or "boolean" => (SqlType)Types.BigInt,
            "double" or "numeric(28,6)" => Types.DoublePrecision,
            "bytes" => Types.Bytes,
            _ => Types.Text,
        };
        type = facts.Texts > 0 ? Types.Text : type;
        return type with { Spellings = SpellingSet.Empty.With(unknown.Dialect, unknown.Spelling) };
    }

    private (SqlType Type, ColumnRule? Rule) TypeOf(ColumnDefinition column, ColumnDefinition before, string name)
    {
        var renamed = name == column.Name ? null : new ColumnRule(column.Name, name);
        if (renamed is not null)
        {
            said.Add($"`{column.Name}` becomes `{name}` (--rename).");
        }

        if (!decisions.Types.TryGetValue(column.Name, out var wanted))
        {
            var same = before.Type with { Spellings = SpellingSet.Empty };
            if (column.Type is UnknownType or TextType { Length: null } && !same.Equals(column.Type))
            {
                said.Add($"`{column.Name}` is {TypeText.Of(same)} from then on.");
            }

            return (same, renamed);
        }

        said.Add($"`{column.Name}` becomes {TypeText.Of(wanted)} (--type).");
        var fact = facts[column.Name];
        var isText = before.Type is TextType or AsciiKeyType;
        if (isText)
        {
            SayWhatIsSpelledOtherwise(column.Name, wanted);
        }

        return (wanted, isText, fact) switch
        {
            (TimestampType, true, { Texts: > 0 }) => (wanted, new ColumnRule(column.Name, name)
            {
                Format = fact.Format ?? throw new KelpieException(
                    "mixed_spellings", $"The moments in {column.Name} are spelled in several ways, or in one that cannot be given back to the letter.",
                    "Make them all alike first, such as 2026-01-20 08:00:00 in UTC; or keep it text."),
            }),
            (TimestampType, true, _) => (wanted, new ColumnRule(column.Name, name) { Format = "yyyy-MM-dd HH:mm:ss" }),
            (BooleanType, true, { Texts: > 0 }) => (wanted, new ColumnRule(column.Name, name)
            {
                Truth = fact.Truth ?? throw new KelpieException(
                    "mixed_spellings", $"The truth values in {column.Name} are spelled in several ways.", "Make them all alike first, such as true and false; or keep it text."),
            }),
            (BooleanType, true, _) => (wanted, new ColumnRule(column.Name, name) { Truth = ("true", "false") }),
            _ => (wanted, renamed),
        };
    }

    private void SayWhatIsSpelledOtherwise(string column, SqlType wanted)
    {
        if (wanted is JsonType)
        {
            said.Add($"PostgreSQL and MySQL keep JSON as values: handed back by them, the text of `{column}` may have other blanks, and another order.");
        }
        else if (wanted is DoubleType or DecimalType or GuidType)
        {
            said.Add($"Handed back, the text of `{column}` is as the database spells such a value.");
        }
    }

    private bool IsNullable(ColumnDefinition column)
    {
        if (!column.IsNullable || !decisions.NotNulls.Contains(column.Name))
        {
            return column.IsNullable;
        }

        if (facts[column.Name].Nulls is > 0 and var nulls)
        {
            throw new KelpieException("has_nulls", $"{column.Name} is NULL in {nulls} rows, which would be lost.", $"Give them a value first, or leave --not-null {column.Name} away.");
        }

        said.Add($"`{column.Name}` is never NULL from then on (--not-null).");
        return false;
    }

    private DefaultValue? DefaultOf(ColumnDefinition column, SqlType type)
    {
        var value = (column.Default, type) switch
        {
            (null, _) => null,
            (DefaultValue.CurrentTimestamp, TimestampType) => DefaultValue.Now,
            (DefaultValue.Expression { Value: var sql }, TimestampType) when sql.Trim('(', ')', ' ').Equals("CURRENT_TIMESTAMP", StringComparison.OrdinalIgnoreCase) => DefaultValue.Now,
            (DefaultValue.Number { Value: 0 or 1 } number, BooleanType) => DefaultValue.Of(number.Value == 1),
            (DefaultValue.Truth or DefaultValue.Number or DefaultValue.Fraction or DefaultValue.Text, _) when type.GetType() == column.Type.GetType() => column.Default,
            _ => null,
        };
        if (column.Default is not null && value is null)
        {
            said.Add($"`{column.Name}` has no default from then on: the one that it has does not mean the same on each database.");
        }

        return value;
    }

    private ForeignKey? KeyOf(Reference? reference, ColumnDefinition after)
    {
        if (reference is null)
        {
            return null;
        }

        if (Tables.MetaData.Find(reference.Table) is null)
        {
            said.Add($"`{after.Name}` does not refer to `{reference.Table}` any more: Kelpie's tables refer to Kelpie's only.");
            return null;
        }

        var onDelete = reference.Declared?.OnDelete == ReferentialAction.SetNull && after.IsNullable ? ReferentialAction.SetNull : ReferentialAction.Cascade;
        if (reference.Declared is null)
        {
            said.Add($"`{after.Name}` refers to `{reference.Table}.{reference.Key}` (--references).");
        }
        else if (reference.Declared.OnDelete != onDelete)
        {
            said.Add($"Rows go with the row of `{reference.Table}` that `{after.Name}` refers to, or a scan could not forget a file that is gone.");
        }

        return KeyTo(after, reference.Table, reference.Key, onDelete);
    }

    private ForeignKey KeyTo(ColumnDefinition column, string table, string key, ReferentialAction onDelete) =>
        new($"fk_{decisions.Name}_{column.Name}", [column.Name], table, [key], onDelete);

    private bool IsOfKey(string column) => experiment.PrimaryKey?.Columns.Contains(column) == true
        || experiment.Uniques.Any(unique => unique.Columns.Contains(column)) || experiment.Indexes.Any(index => index.Columns.Any(one => one.Name == column));
}
