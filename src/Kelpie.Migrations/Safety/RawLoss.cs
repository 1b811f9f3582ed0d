using Kelpie.Migrations.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Safety;

/// <summary>
/// What a statement of raw SQL plainly destroys of the tables that are known: it drops or empties one, or drops a column. What it does
/// under a condition, or to tables that only raw SQL knows, is not read from its text.
/// </summary>
internal static class RawLoss
{
    private static readonly string[] Narrowing = ["WHERE", "USING", "JOIN", "LIMIT", "OUTPUT", "TOP", "PARTITION"];
    private static readonly string[] NoColumns = ["CONSTRAINT", "INDEX", "KEY", "PRIMARY", "FOREIGN", "CHECK", "DEFAULT", "NOT", "PARTITION"];

    /// <summary>What the statements of a text destroy. A table that is dropped for another to take its name was made anew, with its rows.</summary>
    internal static IEnumerable<(RowsAtStake Rows, string Where, string What)> Of(IReadOnlyList<string> statements, MetaData tables) =>
        statements.SelectMany((statement, i) => Of(statement, tables).Where(lost =>
            !Is(StatementHead.FirstWord(statement), "DROP") || !statements.Skip(i + 1).Any(later => GivesName(later, lost.Where))));

    private static IEnumerable<(RowsAtStake Rows, string Where, string What)> Of(string statement, MetaData tables)
    {
        var words = StatementHead.Words(statement).ToList();
        return words switch
        {
            [var drop, var table, .. var names] when Is(drop, "DROP") && Is(table, "TABLE") => Known(names, tables).Select(name => Every(name, $"drops the table {name} and its rows")),
            [var truncate, .. var names] when Is(truncate, "TRUNCATE") => Known(names, tables).Select(name => Every(name, $"deletes all rows of {name}")),
            [var delete, var from, .. var names] when Is(delete, "DELETE") && Is(from, "FROM") && !names.Any(word => IsOneOf(word, Narrowing)) =>
                Known(First(names), tables).Select(name => Every(name, $"deletes all rows of {name}")),
            [var alter, var table, .. var rest] when Is(alter, "ALTER") && Is(table, "TABLE") => Columns(rest, tables),
            _ => [],
        };
    }

    private static bool GivesName(string statement, string table) => StatementHead.Words(statement).ToList() is [var alter, .., var rename, var to, var name]
        && Is(alter, "ALTER") && Is(rename, "RENAME") && Is(to, "TO") && Is(StatementHead.Unquoted(name), table);

    private static IEnumerable<(RowsAtStake, string, string)> Columns(List<string> words, MetaData tables)
    {
        if (Known(First(words), tables).FirstOrDefault() is not { } name)
        {
            yield break;
        }

        var table = tables.Table(name);
        for (var i = 0; i < words.Count; i++)
        {
            if (!Is(words[i], "DROP"))
            {
                continue;
            }

            var next = words.Skip(i + 1).SkipWhile(word => IsOneOf(word, ["COLUMN", "IF", "EXISTS"])).FirstOrDefault();
            if (next is not null && !IsOneOf(next, NoColumns)
                && table.Columns.FirstOrDefault(column => Is(StatementHead.Unquoted(next), column.Name)) is { Name: var column })
            {
                yield return (new RowsAtStake.Holding(name, column), $"{name}.{column}", $"drops {name}.{column} and its values");
            }
        }
    }

    private static (RowsAtStake, string, string) Every(string table, string what) => (new RowsAtStake.Every(table), table, what);

    private static IEnumerable<string> First(IEnumerable<string> words) => words.SkipWhile(word => IsOneOf(word, ["IF", "EXISTS", "ONLY"])).Take(1);

    private static IEnumerable<string> Known(IEnumerable<string> words, MetaData tables) => words
        .Select(word => tables.Tables.FirstOrDefault(table => Is(StatementHead.Unquoted(word), table.Name))?.Name)
        .OfType<string>();

    private static bool Is(string word, string other) => word.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool IsOneOf(string word, string[] others) => others.Contains(word, StringComparer.OrdinalIgnoreCase);
}
