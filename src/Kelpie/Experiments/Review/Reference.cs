using Kelpie.Database;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Experiments.Review;

/// <summary>A column that refers to rows of another table.</summary>
/// <param name="Column">The column.</param>
/// <param name="Table">The table it refers to.</param>
/// <param name="Key">The column it refers to.</param>
/// <param name="Declared">The foreign key, or null where there is none and the values tell.</param>
/// <param name="Rows">How many rows have a value.</param>
/// <param name="Orphans">Of how many nothing is there.</param>
internal sealed record Reference(string Column, string Table, string Key, ForeignKey? Declared, long Rows, long Orphans);

/// <summary>Finds what columns refer to, by their keys or by their names and values.</summary>
internal static class ReferenceReader
{
    private static readonly (string Column, string Table, string Key)[] Known =
    [
        ("file_id", Tables.Files.Name, Tables.Files.Id.Name), ("chunk_id", Tables.Chunks.Name, Tables.Chunks.Id.Name),
        ("file_path", Tables.Files.Name, Tables.Files.Path.Name), ("path", Tables.Files.Name, Tables.Files.Path.Name),
        ("filename", Tables.Files.Name, Tables.Files.Path.Name), ("directory_id", Tables.Directories.Name, Tables.Directories.Id.Name),
    ];

    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    internal static async Task<IReadOnlyList<Reference>> ReadAsync(Connection db, Experiment experiment, CancellationToken cancellationToken)
    {
        var there = await db.Driver.Inspector.TableNamesAsync(db, cancellationToken).ConfigureAwait(false);
        var found = new List<Reference>();
        foreach (var column in experiment.Table.Columns.Where(column => !column.IsIdentity))
        {
            var declared = experiment.Table.ForeignKeys.FirstOrDefault(key => key.Columns is [var only] && only == column.Name);
            var targets = declared is not null
                ? [(declared.ReferencedTable, declared.ReferencedColumns[0])]
                : await CandidatesAsync(db, column, there, cancellationToken).ConfigureAwait(false);
            foreach (var (table, key) in targets)
            {
                var reference = await CountAsync(db, experiment, new Reference(column.Name, table, key, declared, 0, 0), cancellationToken).ConfigureAwait(false);
                // By name alone it may be anything; that most rows have a partner is no accident.
                if (declared is not null || reference.Rows - reference.Orphans > reference.Orphans)
                {
                    found.Add(reference);
                    break;
                }
            }
        }

        return found;
    }

    private static async Task<IReadOnlyList<(string Table, string Key)>> CandidatesAsync(
        Connection db, ColumnDefinition column, IReadOnlyList<string> there, CancellationToken cancellationToken)
    {
        var isText = column.Type.Underlying is TextType or AsciiKeyType;
        var candidates = Known.Where(known => known.Column == column.Name && (known.Key == Tables.Files.Path.Name) == isText).Select(known => (known.Table, known.Key)).ToList();
        if (!isText && column.Type.Underlying is IntegerType or BigIntType && column.Name.EndsWith("_id", StringComparison.Ordinal))
        {
            var name = column.Name[..^3];
            foreach (var table in ((string[])[Experiment.TableOf(name), Experiment.TableOf(name) + "s", name, name + "s"]).Where(there.Contains))
            {
                if (await db.Driver.Inspector.FindTableAsync(db, table, cancellationToken).ConfigureAwait(false) is { PrimaryKey.Columns: [var key] } other
                    && other.Column(key).Type.Underlying is IntegerType or BigIntType)
                {
                    candidates.Add((table, key));
                }
            }
        }

        return candidates;
    }

    private static async Task<Reference> CountAsync(Connection db, Experiment experiment, Reference reference, CancellationToken cancellationToken)
    {
        var (table, column) = (db.Dialect.Quote(experiment.Table.Name), db.Dialect.Quote(reference.Column));
        var counts = Text(
            $"SELECT count({column}) AS values_there, sum(CASE WHEN {column} IS NOT NULL AND NOT EXISTS "
            + $"(SELECT 1 FROM {db.Dialect.Quote(reference.Table)} other WHERE other.{db.Dialect.Quote(reference.Key)} = e.{column}) THEN 1 ELSE 0 END) AS orphans FROM {table} e")
            .Rows(Types.BigInt, Types.BigInt.Nullable());
        var (rows, orphans) = await db.FirstAsync(counts, [], cancellationToken).ConfigureAwait(false);
        return reference with { Rows = rows, Orphans = orphans ?? 0 };
    }
}
