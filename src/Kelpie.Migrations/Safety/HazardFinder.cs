using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Compilation;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.State;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Safety;

/// <summary>Finds what operations may destroy or fail on, on one kind of database. It knows no rows: only which to ask for.</summary>
internal sealed class HazardFinder(Dialect dialect)
{
    private const string Restore = "Copy what is still needed somewhere else before; a downgrade does not bring it back.";
    private const string Explain = "Write a line beside it on why it is safe, and what undoes it.";

    /// <summary>The hazards of a revision. What is done to tables that it creates itself is none: they have no rows.</summary>
    /// <param name="operations">The operations, in order.</param>
    /// <param name="before">The schema before the first.</param>
    internal IReadOnlyList<Hazard> Of(IReadOnlyList<Operation> operations, SchemaState before)
    {
        var lineage = new Lineage(dialect.Name, before.Tables);
        var found = new List<Hazard>();
        foreach (var operation in operations)
        {
            found.AddRange(Of(operation, before).Where(hazard => hazard.Rows is not { } rows || lineage.TableThen(rows.Table) is not null));
            lineage.Follow(operation, before.Tables);
            before = operation.Apply(before);
        }

        return [.. found.Distinct()];
    }

    /// <summary>The hazards of one operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="before">The schema before it.</param>
    internal IEnumerable<Hazard> Of(Operation operation, SchemaState before) =>
        [.. OfRows(operation, before), .. new LongLocks(dialect).Of(operation, before) is { } locks ? [locks] : Array.Empty<Hazard>()];

    private IEnumerable<Hazard> OfRows(Operation operation, SchemaState before) => operation switch
    {
        DropTable drop =>
        [
            new Hazard(HazardKind.LosesRows, HazardSeverity.Destroys, drop.Name, $"drops the table {drop.Name} and its rows", Restore)
            {
                Rows = new RowsAtStake.Every(drop.Name),
            },
        ],
        DropColumn drop =>
        [
            new Hazard(HazardKind.LosesValues, HazardSeverity.Destroys, Name(drop.Table, drop.Name), $"drops {drop.Table}.{drop.Name} and its values", Restore)
            {
                Rows = new RowsAtStake.Holding(drop.Table, drop.Name),
            },
        ],
        AddColumn { Column: { IsNullable: false, Default: null, IsIdentity: false } } add =>
        [
            new Hazard(
                HazardKind.RefusesNull,
                HazardSeverity.MayFail,
                Name(add.Table, add.Column.Name),
                $"adds {add.Table}.{add.Column.Name}, which is never NULL and has no default for the rows that are there",
                "Give it a default, or add it as one that may be NULL, fill it, and make it NOT NULL then.")
            {
                Rows = new RowsAtStake.Every(add.Table),
            },
        ],
        AlterColumn alter => OfColumn(alter, before.Tables.TableOf(alter.Table).ColumnOf(alter.Name)),
        AddPrimaryKey add => [Once(add.Table, "primary key", $"primary key of {add.Table}", Columns(add.Key.Columns), null)],
        AddUnique add => [Once(add.Table, "unique constraint", add.Unique.Name, Columns(add.Unique.Columns), null)],
        CreateIndex { Index: { IsUnique: true } index } => [Once(index.Table, "unique index", index.Name, index.Columns, index.Where)],
        AddForeignKey add =>
        [
            new Hazard(
                HazardKind.RefusesOrphans,
                HazardSeverity.MayFail,
                Name(add.Table, add.Key.Name),
                $"makes {Listed(add.Table, add.Key.Columns)} refer to {add.Key.ReferencedTable}, where each must be found",
                "Delete the rows that refer to nothing, or let them refer to NULL, in a step before.")
            {
                Rows = new RowsAtStake.Orphaned(add.Table, add.Key),
            },
        ],
        AddCheck add =>
        [
            new Hazard(
                HazardKind.RefusesRows,
                HazardSeverity.MayFail,
                Name(add.Table, add.Check.Name),
                $"requires of each row of {add.Table} that {add.Check.Sql}",
                "Mend the rows that do not fulfil it in a step before.")
            {
                Rows = new RowsAtStake.Failing(add.Table, add.Check.Sql),
            },
        ],
        MapRows map => map.Requirements(dialect, before).Select(required => new Hazard(
            HazardKind.RefusesRows,
            HazardSeverity.MayFail,
            Name(map.From, required.Column),
            $"moves the rows of {map.From} into {map.To}, and takes none whose {required.Column} {required.Lack}",
            "Mend these rows.")
        {
            Rows = new RowsAtStake.Failing(map.From, required.Condition),
        }),
        DropPrimaryKey drop => [Loses(drop.Table, $"primary key of {drop.Table}", "two rows may have one key")],
        DropUnique drop => [Loses(drop.Table, drop.Name, "values may occur twice")],
        DropForeignKey drop => [Loses(drop.Table, drop.Name, "rows may refer to nothing")],
        DropCheck drop => [Loses(drop.Table, drop.Name, "any row is taken")],
        ExecuteSql raw => OfRaw(raw.Scripts, "raw SQL", before.Tables),
        ExecuteInBatches batches => OfRaw(batches.Scripts, $"SQL over {batches.Table} in batches", before.Tables),
        _ => [],
    };

    private IEnumerable<Hazard> OfColumn(AlterColumn alter, ColumnDefinition before)
    {
        var where = Name(alter.Table, alter.Name);
        var isConverted = alter.Conversion.For(dialect.Name) is not null;
        if (alter.Type is { } type && !Widening.Holds(before.Type, type))
        {
            yield return new Hazard(
                HazardKind.Narrows,
                HazardSeverity.Destroys,
                where,
                $"makes {where} {SchemaWords.For(type, before.Type)}, which does not hold all that {SchemaWords.For(before.Type, type)} does",
                isConverted ? "See that its conversion keeps what is needed." : "Say how the values are converted, with Type(..., convert: ...), or keep the old column beside the new.")
            {
                Rows = isConverted ? new RowsAtStake.Holding(alter.Table, alter.Name) : new RowsAtStake.Losing(alter.Table, alter.Name, before.Type, type),
            };
        }

        if (alter.IsNullable is false && before.IsNullable)
        {
            yield return new Hazard(
                HazardKind.RefusesNull,
                HazardSeverity.MayFail,
                where,
                $"makes {where} NOT NULL",
                "Give the rows without a value one in a step before.")
            {
                // What a conversion makes of NULL is not known.
                Rows = isConverted ? null : new RowsAtStake.Missing(alter.Table, alter.Name),
            };
        }
    }

    private IEnumerable<Hazard> OfRaw(ValueList<SqlScript> scripts, string what, MetaData tables)
    {
        var statements = SqlScript.Split(scripts.For(dialect.Name)?.Sql ?? "");
        if (statements.Count == 0)
        {
            yield break;
        }

        var destroying = statements.Where(RawStatement.Destroys).Select(Beginning).ToList();
        yield return new Hazard(
            HazardKind.RunsRawSql,
            HazardSeverity.Note,
            destroying.Count == 0 ? "raw SQL" : string.Join("; ", destroying),
            $"runs {what}, of which nothing is known{(destroying.Count == 0 ? "" : $", with {string.Join("; ", destroying)}")}",
            Explain);
        foreach (var (rows, where, lost) in RawLoss.Of(statements, tables))
        {
            var kind = rows is RowsAtStake.Holding ? HazardKind.LosesValues : HazardKind.LosesRows;
            yield return new Hazard(kind, HazardSeverity.Destroys, where, $"{lost}, by raw SQL", Restore) { Rows = rows };
        }
    }

    private static Hazard Once(string table, string what, string name, ValueList<IndexColumn> columns, string? where) => new(
        HazardKind.RefusesDuplicates,
        HazardSeverity.MayFail,
        Name(table, name),
        $"allows each ({string.Join(", ", columns.Select(column => column.Name))}) of {table} once, by a {what}{(where is null ? "" : $" where {where}")}",
        "Delete or mend the rows that are there twice in a step before.")
    {
        Rows = new RowsAtStake.Repeated(table, columns, where),
    };

    private static Hazard Loses(string table, string name, string allowed) => new(
        HazardKind.DropsGuarantee,
        HazardSeverity.Note,
        Name(table, name),
        $"drops {name}, so {allowed} from then on",
        "The downgrade fails if such rows come in; see that nothing relies on it.");

    private static ValueList<IndexColumn> Columns(ValueList<string> names) => names.Select(name => new IndexColumn(name)).ToValueList();

    private static string Name(string table, string name) => name.Contains(table, StringComparison.Ordinal) ? name : $"{table}.{name}";

    private static string Listed(string table, ValueList<string> columns) => $"{table} ({string.Join(", ", columns)})";

    private static string Beginning(string statement)
    {
        var words = StatementHead.Words(statement).Take(3);
        return string.Join(' ', words);
    }
}
