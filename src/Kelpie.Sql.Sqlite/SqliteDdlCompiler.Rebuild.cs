using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.Sqlite;

/// <content>
/// Tables made anew, in the order of <see href="https://www.sqlite.org/lang_altertable.html#otheralter"/>: the new one is
/// filled beside the old and takes its name, so that whatever mentions it is of the new one without being touched.
/// </content>
internal sealed partial class SqliteDdlCompiler
{
    private List<string> SpellRebuild(RebuildTable rebuild)
    {
        var (before, after) = (rebuild.Before, rebuild.After);
        if (before.Name != after.Name)
        {
            throw new ArgumentException($"A rebuild keeps a table's name, and {before.Name} is to become {after.Name}; rename it before or behind.", nameof(rebuild));
        }

        var name = Quote(after.Name);
        var beside = NameBeside(rebuild);
        List<string> statements = [SpellTable(after with { Name = beside })];
        if (after.Columns.Any(column => column.IsIdentity))
        {
            // Before the rows: a number that was given to a row deleted since is not given again.
            statements.Add(
                $"INSERT INTO sqlite_sequence (name, seq) SELECT {dialect.QuoteText(beside)}, seq FROM sqlite_sequence WHERE name = {dialect.QuoteText(before.Name)}");
        }

        statements.Add(SpellCopies(rebuild, beside));
        statements.Add($"DROP TABLE {name}");
        // As it was before 3.26: views that mention the table while there is none are no error, and nothing of theirs is changed.
        statements.Add("PRAGMA legacy_alter_table = ON");
        statements.Add($"ALTER TABLE {Quote(beside)} RENAME TO {name}");
        statements.Add("PRAGMA legacy_alter_table = OFF");
        statements.AddRange(after.Indexes.Select(SpellIndex));
        statements.AddRange(rebuild.Restore);
        return statements;
    }

    private static string NameBeside(RebuildTable rebuild)
    {
        var name = $"kelpie_new_{rebuild.After.Name}";
        return Enumerable.Range(2, int.MaxValue - 2).Select(i => $"{name}_{i}").Prepend(name)
            .First(free => !rebuild.Taken.Contains(free, StringComparer.OrdinalIgnoreCase));
    }

    // Rows keep their rowids, by which a full-text table may know them.
    private string SpellCopies(RebuildTable rebuild, string beside)
    {
        var (before, after) = (rebuild.Before, rebuild.After);
        List<(string Column, string Value)> copies = [.. rebuild.Copies.Select(copy => (Quote(after.Column(copy.Column).Name), copy.Value))];
        var number = RowNumberOf(after);
        var rowId = RowIdOf(before, after);
        if (number is null ? rowId is not null : !rebuild.Copies.Any(copy => copy.Column == number))
        {
            copies.Insert(0, (number is null ? rowId! : Quote(number), rowId ?? throw new NotSupportedException(
                $"The rows of {before.Name} cannot be numbered by {number}: the columns rowid, _rowid_ and oid hide the numbers they have. Rename one of them before.")));
        }

        return $"INSERT INTO {Quote(beside)} ({string.Join(", ", copies.Select(copy => copy.Column))}) "
            + $"SELECT {string.Join(", ", copies.Select(copy => copy.Value))} FROM {Quote(before.Name)}";
    }

    // The column that is the rowid by another name, https://www.sqlite.org/lang_createtable.html#rowid.
    private string? RowNumberOf(TableDefinition table) =>
        table.PrimaryKey is { Columns: [var only] } && table.Column(only) is var column
            && (column.IsIdentity || dialect.SpellType(column.Type).Equals("INTEGER", StringComparison.OrdinalIgnoreCase))
            ? only
            : null;

    // A column of such a name hides the rowid; one with none of the three in sight has no use for it.
    private static string? RowIdOf(TableDefinition before, TableDefinition after) => Array.Find(
        ["rowid", "_rowid_", "oid"],
        name => !before.Columns.Concat(after.Columns).Any(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase)));
}
