using System.Text;
using System.Text.RegularExpressions;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.MySql;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.SqlServer;

namespace Kelpie.Experiments.Review;

/// <summary>What the table and its columns are called.</summary>
internal static partial class NameRules
{
    internal static readonly IReadOnlyList<Dialect> Dialects =
        [SqliteDialect.Instance, PostgreSqlDialect.Instance, MySqlDriver.MySql.Dialect, MySqlDriver.MariaDb.Dialect, SqlServerDialect.Instance];

    internal static IEnumerable<ReviewFinding> Collision(ReviewSubject subject)
    {
        if (subject.Taken.Contains(subject.Experiment.Name) || Database.Tables.MetaData.Tables.Any(table => table.Name == subject.Experiment.Name))
        {
            yield return ReviewFinding.InTheWay(
                "name_taken", null, $"There is a table or view {subject.Experiment.Name} already.", $"Promote it under another name: kelpie exp promote {subject.Experiment.Name} --as NEW.");
        }
    }

    internal static IEnumerable<ReviewFinding> Names(ReviewSubject subject)
    {
        foreach (var (name, column) in subject.Table.Columns.Select(column => (column.Name, (string?)column.Name)).Prepend((subject.Experiment.Name, null)))
        {
            var remedy = column is null ? "Promote it under another name (--as)." : $"Rename it: --rename {name}:{InStyle(name)}";
            if (Dialects.Where(dialect => !Takes(dialect, $"ix_{subject.Experiment.Name}_{(column is null ? "id" : name)}")).Select(dialect => dialect.Name).ToList() is { Count: > 0 } refusing)
            {
                yield return ReviewFinding.InTheWay(
                    "name_too_long", column, $"The name {name} is too long for {string.Join(", ", refusing)}, with the names of its indexes.", column is null ? remedy : $"Rename it: --rename {name}:SHORTER.");
            }

            if (Dialects.Where(dialect => dialect.IsReserved(name)).Select(dialect => dialect.Name).ToList() is { Count: > 0 } reserving)
            {
                yield return ReviewFinding.Advice(
                    "reserved_name", column, $"{name} is a reserved word of {string.Join(", ", reserving)}; whoever writes SQL there must quote it.",
                    column is null ? remedy : $"Rename it: --rename {name}:{name.ToLowerInvariant()}_{(column is null ? "table" : "value")}");
            }

            if (!Style().IsMatch(name))
            {
                yield return ReviewFinding.Advice(
                    "name_not_in_style", column, $"{name} is not in the style of Kelpie's names: small letters and digits, words joined by one underscore.", remedy);
            }
        }
    }

    internal static bool Takes(Dialect dialect, string name)
    {
        try
        {
            dialect.Quote(name);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string InStyle(string name)
    {
        var words = new StringBuilder();
        foreach (var (letter, before) in name.Zip(name.Prepend('_')))
        {
            var isWord = char.IsAsciiLetterOrDigit(letter);
            if ((!isWord || (char.IsAsciiLetterUpper(letter) && !char.IsAsciiLetterUpper(before))) && words.Length > 0 && words[^1] != '_')
            {
                words.Append('_');
            }

            _ = isWord ? words.Append(char.ToLowerInvariant(letter)) : words;
        }

        return words.ToString().Trim('_') is { Length: > 0 } styled && !char.IsAsciiDigit(styled[0]) ? styled : "NEW";
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    internal static partial Regex Style();
}
