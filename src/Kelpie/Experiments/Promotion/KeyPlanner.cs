using Kelpie.Sql.Schema;

namespace Kelpie.Experiments.Promotion;

/// <summary>Plans keys, constraints and indexes of a table, of those that the experiment has.</summary>
/// <param name="experiment">The experiment's table as it is.</param>
/// <param name="columns">What becomes of its columns.</param>
/// <param name="said">Gets a line for each decision.</param>
internal sealed class KeyPlanner(TableDefinition experiment, IReadOnlyList<PlannedColumn> columns, ICollection<string> said)
{
    /// <summary>The table as it is expected of whoever has it, with what of its keys all databases have.</summary>
    internal TableDefinition Before()
    {
        var table = new TableDefinition(experiment.Name, columns.Select(column => column.Before).ToValueList())
        {
            PrimaryKey = experiment.PrimaryKey is { } key ? new PrimaryKey(key.Columns) : null,
            ForeignKeys = columns.Select(column => column.KeyBefore).OfType<ForeignKey>().ToValueList(),
        };
        return table with
        {
            Uniques = experiment.Uniques.Where(unique => unique.Columns.All(name => CanBeKey(table.Column(name)))).Select(unique => Unique(table.Name, unique.Columns)).ToValueList(),
            Indexes = experiment.Indexes.Where(IsPlain).Where(index => index.Columns.All(column => CanBeKey(table.Column(column.Name))))
                .Select(index => Index(table.Name, index.Columns.Select(column => column.Name), index.IsUnique)).DistinctBy(index => index.Name).ToValueList(),
        };
    }

    /// <summary>What becomes of it.</summary>
    /// <exception cref="KelpieException">Nothing would name a row.</exception>
    internal TableDefinition After(string name)
    {
        var kept = columns.Where(column => column.After is not null).ToList();
        var table = new TableDefinition(name, kept.Select(column => column.After!).ToValueList())
        {
            ForeignKeys = columns.Select(column => column.Key).OfType<ForeignKey>().ToValueList(),
            Comment = experiment.Comment,
        };
        table = table with
        {
            PrimaryKey = Renamed(experiment.PrimaryKey!.Columns, table) is { } key ? new PrimaryKey(key) : throw new KelpieException(
                "no_primary_key", $"The primary key ({string.Join(", ", experiment.PrimaryKey.Columns)}) cannot come along, and nothing else names a row.", "Keep its columns; texts of it must be 200 characters at the most."),
        };
        table = table with { Uniques = Uniques(table).ToValueList() };
        return table with { Indexes = Indexes(table).DistinctBy(index => index.Name).ToValueList() };
    }

    /// <summary>Says what of keys and conditions does not come along.</summary>
    internal void SayLeftBehind()
    {
        foreach (var key in experiment.ForeignKeys.Where(key => key.Columns.Count > 1))
        {
            said.Add($"The foreign key ({string.Join(", ", key.Columns)}) does not come along: Kelpie's tables have keys of one column.");
        }

        foreach (var check in experiment.Checks)
        {
            said.Add($"CHECK ({check.Sql}) does not come along: SQL of one database is not read by the others. Write it into table class and migration, if it is to stay.");
        }
    }

    private IEnumerable<UniqueConstraint> Uniques(TableDefinition table)
    {
        foreach (var unique in experiment.Uniques)
        {
            if (Renamed(unique.Columns, table) is { } names)
            {
                yield return Unique(table.Name, names);
            }
            else
            {
                said.Add($"UNIQUE ({string.Join(", ", unique.Columns)}) does not come along.");
            }
        }
    }

    private IEnumerable<IndexDefinition> Indexes(TableDefinition table)
    {
        foreach (var index in experiment.Indexes)
        {
            if (IsPlain(index) && Renamed(index.Columns.Select(column => column.Name), table) is { } names)
            {
                yield return Index(table.Name, names, index.IsUnique);
            }
            else
            {
                said.Add($"The index {index.Name} does not come along: not every database has one like it.");
            }
        }

        foreach (var key in table.ForeignKeys.Where(key => !IsBegun(table, key.Columns[0])))
        {
            said.Add($"`{key.Columns[0]}` gets an index, which its foreign key needs.");
            yield return Index(table.Name, key.Columns, isUnique: false);
        }
    }

    private bool IsBegun(TableDefinition table, string column) => table.PrimaryKey?.Columns[0] == column || table.Uniques.Any(unique => unique.Columns[0] == column)
        || experiment.Indexes.Any(index => IsPlain(index) && Renamed(index.Columns.Select(one => one.Name), table)?[0] == column);

    private ValueList<string>? Renamed(IEnumerable<string> names, TableDefinition table)
    {
        var after = names.Select(name => columns.First(column => column.Before.Name == name).After).ToList();
        return after.TrueForAll(column => column is not null && CanBeKey(table.Column(column.Name))) ? after.Select(column => column!.Name).ToValueList() : null;
    }

    // What every database takes into a key or an index.
    private static bool CanBeKey(ColumnDefinition column) => column.Type is not (TextType { Length: null } or JsonType or BytesType or VectorType);

    private static bool IsPlain(IndexDefinition index) => index.Where is null && index.Columns.All(column => column is { IsExpression: false, IsDescending: false });

    private static UniqueConstraint Unique(string table, ValueList<string> columns) => new($"uq_{table}_{string.Join('_', columns)}", columns);

    private static IndexDefinition Index(string table, IEnumerable<string> columns, bool isUnique)
    {
        var names = columns.ToList();
        return new IndexDefinition($"ix_{table}_{string.Join('_', names)}", table, names.Select(name => new IndexColumn(name)).ToValueList()) { IsUnique = isUnique };
    }
}
