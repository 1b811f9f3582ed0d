using CsCheck;
using Kelpie.Conformance.Backends;
using Kelpie.Sql.Schema;

namespace Kelpie.Conformance.Inspection;

/// <summary>Schemas of a few tables, of all types, with names that need quotes among others.</summary>
internal static class GeneratedSchemas
{
    // Conditions are written in SQL, where each database quotes in its own way: the columns they speak of have plain names.
    private const string Amount = "amount";
    private const string Label = "label";

    private static readonly Gen<string> Name = OneOf(
        "plain", "select", "Order %", "a \"b\" 'c' `d` [e]", "x.y@z", "UPPER", "日本語", "Größe", "_", "a--b/*c", "naïve 😀", "back\\slash");

    private static readonly Gen<SqlType> KeyType = OneOf<SqlType>(
        Types.Integer, Types.BigInt, Types.Varchar(40), Types.AsciiKey(16), Types.Numeric(12, 3), Types.Timestamp, Types.Date, Types.Uuid);

    private static readonly Gen<SqlType> AnyType = Gen.Frequency(
        (8, KeyType),
        (8, OneOf<SqlType>(
            Types.Bool,
            Types.DoublePrecision,
            Types.Text,
            Types.Json,
            Types.Bytes,
            Types.Vector(3),
            new TextType(Collation: TextCollation.DatabaseDefault),
            new TextType(20, TextCollation.DatabaseDefault))));

    private static readonly Gen<string?> Comment = OneOf<string?>(null, null, "What it is", "it's \"so\" \\ 100 % 😀");

    private static readonly Gen<string> Condition = OneOf(
        "amount >= 0",
        "amount IN (1, 2, 3)",
        "amount BETWEEN -1 AND 10",
        "(amount > 0) OR (amount < -5)",
        "label <> 'it''s' AND amount <> 3",
        "label LIKE 'a%'",
        "NOT (amount = 7)");

    /// <summary>Tables in an order in which they can be created.</summary>
    internal static Gen<TableDefinition[]> For(Backend backend) =>
        from tables in Table(backend).Array[1, 4]
        from picks in Gen.Int[0, 7].Array[4]
        select Refer(tables, picks);

    // Values keep every character everywhere; names and comments do not.
    private static Gen<T> Told<T>(Gen<T> words, Backend backend)
        where T : class? =>
        backend.NamesAnyCharacter ? words : words.Where(word => word is not string text || text.EnumerateRunes().All(rune => rune.IsBmp));

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<TableDefinition> Table(Backend backend) =>
        from name in Told(Name, backend)
        from comment in Told(Comment, backend)
        from columns in Column(backend).Array[0, 6]
        from identity in Gen.Bool
        from keyed in Gen.Bool
        from keyName in OneOf<string?>(null, "the key")
        from amount in Default(Types.Integer)
        from label in Default(Types.Varchar(20))
        from picks in Gen.Int[0, 100].Array[12]
        from conditions in Condition.Array[0, 2]
        from wheres in Condition.Array[2]
        from flags in Gen.Bool.Array[6]
        select Build(backend, name, comment, columns, identity, keyed, keyName, (amount, label), picks, conditions, wheres, flags);

    private static Gen<ColumnDefinition> Column(Backend backend) =>
        from name in Told(Name, backend)
        from type in AnyType
        from nullable in Gen.Bool
        from value in Default(type)
        from comment in Told(Comment, backend)
        select new ColumnDefinition(name, type) { IsNullable = nullable, Default = value, Comment = comment };

    private static Gen<DefaultValue?> Default(SqlType type) => type switch
    {
        BooleanType => OneOf<DefaultValue?>(null, DefaultValue.Of(true), DefaultValue.Of(false)),
        IntegerType => OneOf<DefaultValue?>(null, DefaultValue.Of(0), DefaultValue.Of(-1), DefaultValue.Of(int.MinValue), DefaultValue.Of(int.MaxValue)),
        BigIntType => OneOf<DefaultValue?>(null, DefaultValue.Of(7), DefaultValue.Of(long.MinValue + 1), DefaultValue.Of(long.MaxValue)),
        DecimalType => OneOf<DefaultValue?>(null, DefaultValue.Of(1.125m), DefaultValue.Of(-0.5m), DefaultValue.Of(3)),
        TextType { Length: not null } => OneOf<DefaultValue?>(
            null, DefaultValue.Of(""), DefaultValue.Of("it's"), DefaultValue.Of("back\\slash"), DefaultValue.Of("(é) 😀"), DefaultValue.Of("5"), DefaultValue.Of("now()")),
        TimestampType => OneOf<DefaultValue?>(null, DefaultValue.Now),
        _ => OneOf<DefaultValue?>([null]),
    };

    private static TableDefinition Build(
        Backend backend,
        string name,
        string? comment,
        ColumnDefinition[] columns,
        bool identity,
        bool keyed,
        string? keyName,
        (DefaultValue? Amount, DefaultValue? Label) defaults,
        int[] picks,
        string[] conditions,
        string[] wheres,
        bool[] flags)
    {
        ColumnDefinition[] all =
        [
            .. identity ? [new ColumnDefinition("id", flags[0] ? Types.Integer : Types.BigInt) { IsIdentity = true }] : Array.Empty<ColumnDefinition>(),
            .. columns.Select((column, i) => column with { Name = $"{column.Name}{i}" }),
            new ColumnDefinition(Amount, Types.Integer) { Default = defaults.Amount },
            new ColumnDefinition(Label, Types.Varchar(20)) { Default = defaults.Label, IsNullable = flags[1] },
        ];
        string[] indexable = [.. all.Where(column => CanBeKey(column.Type)).Select(column => column.Name)];
        string[] keys = [.. all.Where(column => CanBeKey(column.Type) && !column.IsNullable && !column.IsIdentity).Select(column => column.Name)];
        var table = new TableDefinition(name, all.ToValueList())
        {
            Comment = comment,
            PrimaryKey = identity ? new PrimaryKey(["id"]) : keyed ? new PrimaryKey(Some(keys, picks[0], picks[1]), keyName) : null,
            Uniques = flags[2] ? [new UniqueConstraint("uq a", Some(indexable, picks[2], picks[3]))] : [],
            Checks = conditions.Select((condition, i) => new CheckConstraint($"ck {i}", condition)).ToValueList(),
            Indexes =
            [
                .. flags[3] ? [Index("ix a", name, Some(indexable, picks[4], picks[5]), picks[6]) with { IsUnique = flags[4] }] : Array.Empty<IndexDefinition>(),
                .. flags[5] && backend.HasPartialIndexes ? [Index("ix b", name, [Label], picks[7]) with { Where = wheres[0] }] : Array.Empty<IndexDefinition>(),
                .. flags[4] && backend.HasExpressionIndexes
                    ? [new IndexDefinition("ix c", name, [new IndexColumn("abs(amount)", flags[0], IsExpression: true), new IndexColumn(Label), new IndexColumn("lower(label)", IsExpression: true)])]
                    : Array.Empty<IndexDefinition>(),
            ],
        };
        // PostgreSQL makes one constraint of two over the same columns, and gives it the name of the first.
        return table.Uniques.Any(unique => unique.Columns.Equals(table.PrimaryKey?.Columns)) ? table with { Uniques = [] } : table;
    }

    // Each table gets a name of its own, as its constraints do, and may refer to itself and to those before.
    private static TableDefinition[] Refer(TableDefinition[] tables, int[] picks)
    {
        var named = new List<TableDefinition>();
        foreach (var (i, table) in tables.Index())
        {
            var renamed = table with
            {
                Name = $"{table.Name}{i}",
                PrimaryKey = table.PrimaryKey is { Name: not null } primary ? primary with { Name = $"{primary.Name}{i}" } : table.PrimaryKey,
                Uniques = table.Uniques.Select(unique => unique with { Name = $"{unique.Name}{i}" }).ToValueList(),
                Checks = table.Checks.Select(check => check with { Name = $"{check.Name}{i}" }).ToValueList(),
                Indexes = table.Indexes.Select(index => index with { Name = $"{index.Name}{i}", Table = $"{table.Name}{i}" }).ToValueList(),
            };
            var target = new[] { renamed }.Concat(named).FirstOrDefault(candidate => (picks[i] & 1) == 0 && candidate.PrimaryKey is { Columns.Count: 1 });
            if (target is not null)
            {
                var key = target.Column(target.PrimaryKey!.Columns[0]);
                var canBeNull = (picks[i] & 2) == 0;
                renamed = renamed with
                {
                    Columns = [.. renamed.Columns, new ColumnDefinition("refers to", key.Type) { IsNullable = canBeNull }],
                    ForeignKeys =
                    [
                        new ForeignKey(
                            $"fk {i}",
                            ["refers to"],
                            target.Name,
                            [key.Name],
                            canBeNull ? ReferentialAction.SetNull : ReferentialAction.Cascade,
                            // A number of the database's own is never changed; some refuse to be asked.
                            (picks[i] & 4) == 0 || key.IsIdentity ? ReferentialAction.NoAction : ReferentialAction.Cascade),
                    ],
                };
            }

            named.Add(renamed);
        }

        return [.. named];
    }

    private static IndexDefinition Index(string name, string table, ValueList<string> columns, int pick) =>
        new(name, table, columns.Select((column, i) => new IndexColumn(column, IsDescending: ((pick >> i) & 1) == 1)).ToValueList());

    private static bool CanBeKey(SqlType type) =>
        type is IntegerType or BigIntType or TextType { Length: not null } or AsciiKeyType or DecimalType or TimestampType or DateType or GuidType;

    // One or two of them, in any order.
    private static ValueList<string> Some(string[] columns, int first, int second) =>
        columns[first % columns.Length] is var one && columns[second % columns.Length] is var two && one != two ? [one, two] : [one];
}
