using Kelpie.Database;
using Kelpie.Sql.Schema;

namespace Kelpie.Experiments.Review;

/// <summary>What the rows refer to.</summary>
internal static class ReferenceRules
{
    internal static IEnumerable<ReviewFinding> Orphans(ReviewSubject subject) => subject.References
        .Where(reference => reference.Orphans > 0)
        .Select(reference => ReviewFinding.InTheWay(
            "orphans", reference.Column, $"{reference.Orphans} of {reference.Rows} rows refer to rows of {reference.Table} that are not there.",
            $"Delete them, or have what they refer to scanned again: a key to {reference.Table}.{reference.Key} takes no such row."));

    internal static IEnumerable<ReviewFinding> Undeclared(ReviewSubject subject) => subject.References
        .Where(reference => reference.Declared is null)
        .Select(reference => ReviewFinding.Advice(
            "undeclared_reference", reference.Column, $"{reference.Rows - reference.Orphans} of {reference.Rows} values are {reference.Table}.{reference.Key} of a row there, but no foreign key says so.",
            $"Declare it: FOREIGN KEY ({reference.Column}) REFERENCES {reference.Table} ({reference.Key}) ON DELETE CASCADE; or promote it with --references {reference.Column}."));

    /// <summary>A path is no key that travels.</summary>
    internal static IEnumerable<ReviewFinding> ByPath(ReviewSubject subject) => subject.References
        .Where(reference => reference is { Declared: not null } && reference.Table == Tables.Files.Name && reference.Key == Tables.Files.Path.Name)
        .Select(reference => ReviewFinding.Advice(
            "refers_by_path", reference.Column, "It refers to a file by its path, which is too long for a key on MySQL, MariaDB and SQL Server.", "A promotion makes it file_id, which refers to file_metadata.id."));

    /// <summary>A scan that finds a file gone deletes its row.</summary>
    internal static IEnumerable<ReviewFinding> Deleting(ReviewSubject subject) => subject.References
        .Where(reference => reference.Declared is { OnDelete: not (ReferentialAction.Cascade or ReferentialAction.SetNull) } && Tables.MetaData.Tables.Any(table => table.Name == reference.Table))
        .Select(reference => ReviewFinding.Advice(
            "blocks_deletes", reference.Column, $"Its foreign key keeps rows of {reference.Table} from being deleted, so a scan cannot forget a file that is gone.", "Declare the key ON DELETE CASCADE; a promotion does."));

    internal static IEnumerable<ReviewFinding> WithoutIndex(ReviewSubject subject) => subject.References
        .Where(reference => reference.Declared is not null && !HasIndex(subject.Table, reference.Column))
        .Select(reference => ReviewFinding.Advice(
            "no_index_under_reference", reference.Column, $"Its foreign key has no index under it: each delete in {reference.Table} reads this whole table.", $"CREATE INDEX ix_{subject.Table.Name}_{reference.Column} ON {subject.Table.Name} ({reference.Column})"));

    private static bool HasIndex(TableDefinition table, string column) =>
        table.PrimaryKey?.Columns is [var key, ..] && key == column
        || table.Uniques.Any(unique => unique.Columns[0] == column)
        || table.Indexes.Any(index => index.Where is null && index.Columns[0].Name == column);
}
