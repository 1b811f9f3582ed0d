using CsCheck;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;

namespace Kelpie.Conformance.Migrations;

/// <summary>A schema, and what became of it.</summary>
/// <param name="Before">The schema.</param>
/// <param name="After">What became of it.</param>
/// <param name="Renames">What has another name, as a person would say it.</param>
internal sealed record SchemaPair(MetaData Before, MetaData After, IReadOnlyList<string> Renames)
{
    public override string ToString() =>
        $"{string.Join(", ", Renames)}\nBEFORE\n{string.Join('\n', Before.Tables)}\nAFTER\n{string.Join('\n', After.Tables)}";
}

/// <summary>
/// Pairs of schemas that every database can have, with rows that number their values 1 and 2: what they change leaves such
/// rows valid, there and back.
/// </summary>
/// <param name="hasPartialIndexes">Whether an index may be of some rows only.</param>
/// <param name="hasExpressionIndexes">Whether an index may be over an expression.</param>
internal sealed class SchemaPairs(bool hasPartialIndexes, bool hasExpressionIndexes)
{
    private static readonly string[] Names = ["plain", "select", "Order %", "a \"b\" 'c' `d` [e]", "x.y@z", "UPPER", "日本語", "_", "a--b/*c", "back\\slash"];

    private static readonly string[] Conditions =
    [
        "amount >= 0", "amount IN (1, 2, 3)", "amount BETWEEN -1 AND 10", "(amount > 0) OR (amount < -5)", "label <> 'it''s' AND amount <> 3", "label LIKE 'a%'", "NOT (amount = 7)",
    ];

    private static readonly SqlType[] AllTypes =
    [
        Types.Integer, Types.BigInt, Types.Varchar(40), Types.AsciiKey(16), Types.Numeric(12, 3), Types.Timestamp, Types.Date, Types.Uuid, Types.Bool,
        Types.DoublePrecision, Types.Text, Types.Json, Types.Bytes, Types.Vector(3), new TextType(20, TextCollation.DatabaseDefault),
    ];

    private static readonly (SqlType, SqlType)[] Convertible =
    [
        (Types.Integer, Types.BigInt), (Types.BigInt, Types.Integer), (Types.Varchar(40), Types.Varchar(60)), (Types.Varchar(60), Types.Varchar(40)),
        (Types.Numeric(12, 3), Types.Numeric(14, 4)), (Types.Numeric(14, 4), Types.Numeric(12, 3)), (Types.Date, Types.Timestamp), (Types.Text, Types.Varchar(40)),
        (Types.Json, Types.Text), (Types.Uuid, Types.Varchar(40)), (Types.AsciiKey(16), Types.Varchar(40)), (Types.Integer, Types.Varchar(40)),
    ];

    /// <summary>The second schema is the first, changed here and there.</summary>
    internal Gen<SchemaPair> Changed => Gen.Int[0, int.MaxValue - 1].Select(seed => new Making(this, seed).Changed());

    /// <summary>Two schemas that have names in common and nothing else. No rows outlive the way from one to the other.</summary>
    internal Gen<SchemaPair> Unrelated => Gen.Int[0, int.MaxValue - 1].Select(seed => new SchemaPair(new Making(this, seed).Some(), new Making(this, seed + 1).Some(), []));

    private sealed class Making(SchemaPairs kind, int seed)
    {
        private readonly Random _random = new(seed);
        private readonly List<(string Text, string Table, string? Column)> _renames = [];
        private MetaData _schema = MetaData.Empty;
        private HashSet<(string, string)> _new = [];
        private HashSet<(string, string)> _altered = [];
        private int _serial;

        internal MetaData Some()
        {
            for (var i = _random.Next(1, 5); i > 0; i--)
            {
                CreateTable();
            }

            for (var i = _random.Next(0, 10); i > 0; i--)
            {
                Change();
            }

            if (_schema.Equals(MetaData.Empty))
            {
                CreateTable();
            }

            return _schema;
        }

        internal SchemaPair Changed()
        {
            var before = Some();
            (_new, _altered) = ([], []);
            Rename();
            for (var i = _random.Next(1, 9); i > 0; i--)
            {
                Change();
            }

            // What has a new name may be gone in the end.
            return new SchemaPair(before, _schema, [.. _renames
                .Where(rename => _schema.Find(rename.Table) is { } table && (rename.Column is null || table.FindColumn(rename.Column) is not null))
                .Select(rename => rename.Text)]);
        }

        private void Change()
        {
            if (!_schema.Tables.Any() || _random.Next(12) == 0)
            {
                CreateTable();
                return;
            }

            var table = Pick([.. _schema.Tables]);
            var after = _random.Next(13) switch
            {
                0 => DropTable(table),
                1 => WithColumn(table),
                2 => WithoutColumn(table),
                3 => Retyped(table),
                4 => WithNullability(table),
                5 => WithDefault(table),
                6 => WithKey(table),
                7 => WithUnique(table),
                8 => WithCheck(table),
                9 => WithIndex(table),
                10 => WithForeignKey(table),
                11 => WithoutForeignKey(table),
                _ => WithOtherIndex(table),
            };
            if (after is not null)
            {
                _schema = _schema.Change(table.Name, _ => after);
            }
        }

        private void Rename()
        {
            if (_random.Next(3) == 0 && Pick([.. _schema.Tables]) is var table)
            {
                var name = $"renamed {_serial++}";
                _renames.Add(($"{table.Name}:{name}", name, null));
                _schema = new RenameTable(table.Name, name).Apply(SchemaState.Of(_schema)).Tables;
            }

            if (_random.Next(3) == 0 && Pick([.. _schema.Tables.Where(table => _renames.Count == 0 || !table.Name.StartsWith("renamed", StringComparison.Ordinal))]) is { } other
                && other.Columns.FirstOrDefault(column => column.Name is not ("amount" or "label")) is { } column)
            {
                var name = $"renamed {_serial++}";
                _renames.Add(($"{other.Name}.{column.Name}:{name}", other.Name, name));
                _schema = new RenameColumn(other.Name, column.Name, name).Apply(SchemaState.Of(_schema)).Tables;
            }
        }

        private void CreateTable()
        {
            var name = $"{Pick(Names)}{_serial++}";
            var numbered = _random.Next(2) == 0;
            ColumnDefinition[] columns =
            [
                .. numbered ? [new ColumnDefinition("id", Flip() ? Types.BigInt : Types.Integer) { IsIdentity = true }] : Array.Empty<ColumnDefinition>(),
                .. Enumerable.Range(0, _random.Next(0, 5)).Select(_ => Column()),
                new ColumnDefinition("amount", Types.Integer) { Default = Flip() ? DefaultValue.Of(2) : null },
                new ColumnDefinition("label", Types.Varchar(20)) { IsNullable = Flip() },
            ];
            var table = new TableDefinition(name, columns.ToValueList())
            {
                PrimaryKey = numbered ? new PrimaryKey(["id"]) : null,
                Comment = Flip() ? "it's \"so\" \\ 100 %" : null,
            };
            _schema = _schema.Add(table);
            foreach (var change in new Func<TableDefinition, TableDefinition?>[] { WithKey, WithUnique, WithCheck, WithIndex, WithForeignKey })
            {
                if (Flip())
                {
                    table = change(table) ?? table;
                }
            }

            _schema = _schema.Change(name, _ => table);
        }

        private ColumnDefinition Column()
        {
            var type = Pick(AllTypes);
            return new ColumnDefinition($"{Pick(Names)}{_serial++}", type) { IsNullable = Flip(), Default = Flip() ? Default(type) : null, Comment = Flip() ? "What it is" : null };
        }

        private TableDefinition? DropTable(TableDefinition table)
        {
            if (!_schema.Tables.Any(other => other != table && other.ForeignKeys.Any(key => key.ReferencedTable == table.Name)))
            {
                _schema = _schema.Remove(table.Name);
            }

            return null;
        }

        // Rows that are there get NULL or the default.
        private TableDefinition? WithColumn(TableDefinition table)
        {
            var column = Column();
            column = column with { IsNullable = column.IsNullable || column.Default is null };
            _new.Add((table.Name, column.Name));
            return table with { Columns = [.. table.Columns.Take(1), column, .. table.Columns.Skip(1)] };
        }

        // Rows get NULL or the default where the column comes back.
        private TableDefinition? WithoutColumn(TableDefinition table) => Free(table, column =>
            (column.IsNullable || column.Default is not null) && !_altered.Contains((table.Name, column.Name))) is { } column
            ? table with { Columns = table.Columns.Where(other => other != column).ToValueList() }
            : null;

        private TableDefinition? Retyped(TableDefinition table)
        {
            var column = Pick([.. table.Columns]);
            var types = Convertible.Where(pair => pair.Item1.Equals(column.Type)).Select(pair => pair.Item2).ToArray();
            if (column.Name is "amount" or "label" || types.Length == 0 || (column.IsIdentity && column.Type is BigIntType))
            {
                return null;
            }

            var type = column.IsIdentity ? Types.BigInt : Pick(types);
            var after = Replaced(table, column, column with { Type = type, Default = null, IsNullable = column.IsNullable });
            // What refers to it is of its type.
            foreach (var other in _schema.Tables.Where(other => other.ForeignKeys.Any(key => key.ReferencedTable == table.Name && key.ReferencedColumns.Contains(column.Name))))
            {
                if (other.Name == table.Name || column.Type is not IntegerType || type is not BigIntType)
                {
                    return null;
                }
            }

            if (table.ForeignKeys.Any(key => key.Columns.Contains(column.Name)))
            {
                return null;
            }

            foreach (var other in _schema.Tables.Where(other => other.ForeignKeys.Any(key => key.ReferencedTable == table.Name && key.ReferencedColumns.Contains(column.Name))).ToList())
            {
                foreach (var name in other.ForeignKeys.Where(key => key.ReferencedTable == table.Name).SelectMany(key => key.Columns))
                {
                    _schema = _schema.Change(other.Name, changed => Replaced(changed, changed.Column(name), changed.Column(name) with { Type = type }));
                }
            }

            return after;
        }

        private TableDefinition? WithNullability(TableDefinition table) =>
            Free(table, column => column is { IsIdentity: false } && !_new.Contains((table.Name, column.Name)) && !_altered.Contains((table.Name, column.Name)) && column.Default is null) is { } column
                ? Replaced(table, column, column with { IsNullable = !column.IsNullable })
                : null;

        private TableDefinition? WithDefault(TableDefinition table)
        {
            var column = Pick([.. table.Columns]);
            var value = column.Default is null ? Default(column.Type) : null;
            return column.IsIdentity || _new.Contains((table.Name, column.Name)) || (value is null && column.Default is null) ? null : Replaced(table, column, column with { Default = value });
        }

        private TableDefinition? WithKey(TableDefinition table)
        {
            if (table.Columns.Any(column => column.IsIdentity) || _schema.Tables.Any(other => other.ForeignKeys.Any(key => key.ReferencedTable == table.Name)))
            {
                return null;
            }

            var columns = Keyed(table, column => !column.IsNullable);
            return table.PrimaryKey is not null && Flip() ? table with { PrimaryKey = null }
                : columns.Count == 0 || table.Uniques.Any(unique => unique.Columns.Equals(columns)) ? null
                : table with { PrimaryKey = new PrimaryKey(columns, Flip() ? $"key {_serial++}" : null) };
        }

        private TableDefinition? WithUnique(TableDefinition table)
        {
            if (table.Uniques.Count > 0 && Flip())
            {
                return table with { Uniques = Flip() ? [] : table.Uniques.Select(unique => unique with { Columns = unique.Columns.Reverse().ToValueList() }).Where(unique => !unique.Columns.Equals(table.PrimaryKey?.Columns)).ToValueList() };
            }

            var columns = Keyed(table, column => !column.IsIdentity);
            var name = Flip() ? $"uq {_serial++}" : $"uq_{table.Name}_{string.Join('_', columns)}";
            return columns.Count == 0 || columns.Equals(table.PrimaryKey?.Columns) || table.Uniques.Any(unique => unique.Columns.Equals(columns) || unique.Name == name)
                ? null
                : table with { Uniques = [.. table.Uniques, new UniqueConstraint(name, columns)] };
        }

        private TableDefinition? WithCheck(TableDefinition table) => (table.Checks, _random.Next(3)) switch
        {
            ([var check, ..], 0) => table with { Checks = [.. table.Checks.Skip(1)] },
            ([var check, ..], 1) => table with { Checks = [check with { Sql = Pick(Conditions) }, .. table.Checks.Skip(1)] },
            _ => table with { Checks = [.. table.Checks, new CheckConstraint($"ck {_serial++}", Pick(Conditions))] },
        };

        private TableDefinition? WithIndex(TableDefinition table)
        {
            if (table.Indexes.Count > 0 && Flip())
            {
                return table with { Indexes = [.. table.Indexes.Skip(1)] };
            }

            var name = $"ix {_serial++}";
            var columns = Keyed(table, column => !column.IsIdentity);
            var index = _random.Next(4) switch
            {
                0 when kind.HasPartialIndexes => new IndexDefinition(name, table.Name, [new IndexColumn("label")]) { Where = Pick(Conditions) },
                1 when kind.HasExpressionIndexes => new IndexDefinition(name, table.Name, [new IndexColumn("abs(amount)", Flip(), IsExpression: true), new IndexColumn("label")]),
                2 when columns.Count > 0 => new IndexDefinition(name, table.Name, columns.Select(column => new IndexColumn(column, Flip())).ToValueList()) { IsUnique = Flip() },
                _ => new IndexDefinition($"ix_{table.Name}_amount", table.Name, [new IndexColumn("amount")]),
            };
            return _schema.Tables.Append(table).Any(other => other.Indexes.Any(taken => taken.Name == index.Name)) ? null : table with { Indexes = [.. table.Indexes, index] };
        }

        private TableDefinition? WithOtherIndex(TableDefinition table) => table.Indexes is [{ Where: null } index, ..]
            ? table with { Indexes = [index with { Columns = index.Columns.Select(column => column with { IsDescending = !column.IsDescending }).ToValueList() }, .. table.Indexes.Skip(1)] }
            : null;

        private TableDefinition? WithForeignKey(TableDefinition table)
        {
            var target = Pick([.. _schema.Tables.Select(other => other.Name == table.Name ? table : other)]);
            if (target.PrimaryKey is not { Columns: [var name] } || target.Column(name) is not { } key || _new.Contains((target.Name, name)))
            {
                return null;
            }

            // A column that is new refers to nothing yet.
            var column = new ColumnDefinition($"refers {_serial++}", key.Type) { IsNullable = true };
            _new.Add((table.Name, column.Name));
            return table with
            {
                Columns = [.. table.Columns, column],
                ForeignKeys = [.. table.ForeignKeys, new ForeignKey($"fk {_serial++}", [column.Name], target.Name, [name], Pick([ReferentialAction.SetNull, ReferentialAction.NoAction, ReferentialAction.Cascade]))],
            };
        }

        private TableDefinition? WithoutForeignKey(TableDefinition table) => table.ForeignKeys is not [var key, ..] ? null
            : Flip() ? table with { ForeignKeys = [.. table.ForeignKeys.Skip(1)] }
            : table with { ForeignKeys = [key with { OnDelete = key.OnDelete == ReferentialAction.Cascade ? ReferentialAction.NoAction : ReferentialAction.Cascade }, .. table.ForeignKeys.Skip(1)] };

        // One that nothing rests on.
        private ColumnDefinition? Free(TableDefinition table, Func<ColumnDefinition, bool> isMeant) => Pick([.. table.Columns.Where(column =>
            isMeant(column) && column.Name is not ("amount" or "label")
            && !(table.PrimaryKey?.Columns.Contains(column.Name) ?? false)
            && !table.Uniques.Any(unique => unique.Columns.Contains(column.Name))
            && !table.Indexes.Any(index => index.Columns.Any(part => part.Name == column.Name))
            && !table.ForeignKeys.Any(key => key.Columns.Contains(column.Name)))]);

        // One or two columns whose values differ from row to row, whether they were there before or not.
        private ValueList<string> Keyed(TableDefinition table, Func<ColumnDefinition, bool> isMeant)
        {
            string[] columns =
            [
                .. table.Columns.Where(column => isMeant(column) && !_new.Contains((table.Name, column.Name))
                    && !table.ForeignKeys.Any(key => key.Columns.Contains(column.Name))
                    && column.Type is IntegerType or BigIntType or TextType { Length: not null } or AsciiKeyType or DecimalType or TimestampType or DateType or GuidType)
                    .Where(column => column.Type is not TextType { Collation: TextCollation.DatabaseDefault })
                    .Select(column => column.Name),
            ];
            return columns.Length == 0 ? [] : Pick(columns) is var one && Pick(columns) is var two && one != two ? [one, two] : [one];
        }

        private TableDefinition Replaced(TableDefinition table, ColumnDefinition column, ColumnDefinition after)
        {
            _altered.Add((table.Name, column.Name));
            return table with { Columns = table.Columns.Select(other => other == column ? after : other).ToValueList() };
        }

        private DefaultValue? Default(SqlType type) => type switch
        {
            BooleanType => DefaultValue.Of(Flip()),
            IntegerType or BigIntType => DefaultValue.Of(_random.Next(-3, 3)),
            DecimalType => DefaultValue.Of(1.125m),
            TextType { Length: not null, Collation: TextCollation.Binary } => Pick([DefaultValue.Of(""), DefaultValue.Of("it's \\"), DefaultValue.Of("5"), DefaultValue.Of("now()")]),
            TimestampType => DefaultValue.Now,
            _ => null,
        };

        private bool Flip() => _random.Next(2) == 0;

        private T Pick<T>(T[] values) => values.Length == 0 ? default! : values[_random.Next(values.Length)];
    }

    private bool HasPartialIndexes => hasPartialIndexes;

    private bool HasExpressionIndexes => hasExpressionIndexes;
}
