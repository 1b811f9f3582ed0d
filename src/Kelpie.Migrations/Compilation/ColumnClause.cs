using Kelpie.Migrations.Operations;

namespace Kelpie.Migrations.Compilation;

/// <summary>The columns that an <c>ALTER TABLE</c> adds, drops and renames, all its actions together.</summary>
/// <param name="Table">The table.</param>
/// <param name="Come">The columns that are there when it is done, and were not before.</param>
/// <param name="Gone">The columns that are not there when it is done, and were before.</param>
internal sealed record ColumnClause(string Table, IReadOnlyList<string> Come, IReadOnlyList<string> Gone)
{
    /// <summary>Whether it only says what columns are, which can be said twice.</summary>
    internal bool IsRepeatable { get; private init; }

    /// <summary>Reads a statement; null where it is no such one, or nothing of it is about columns.</summary>
    internal static ColumnClause? Read(string statement)
    {
        var actions = Actions(statement);
        if (actions[0] is not [var alter, var table, var name, ..] || !Is(alter, "ALTER") || !Is(table, "TABLE"))
        {
            return null;
        }

        actions[0] = actions[0][3..];
        var (come, gone, repeatable) = (new List<string>(), new List<string>(), true);
        foreach (var action in actions)
        {
            var (from, to) = Read(action);
            if (from is not null && from == to)
            {
                continue;
            }

            repeatable = false;
            if (from is not null && !come.Remove(from))
            {
                gone.Add(from);
            }

            if (to is not null && !gone.Remove(to))
            {
                come.Add(to);
            }
        }

        return repeatable || come.Count + gone.Count > 0 ? new ColumnClause(StatementHead.Unquoted(name), come, gone) { IsRepeatable = repeatable } : null;
    }

    // The column before and after it; neither where it is about something else.
    private static (string? From, string? To) Read(string[] action)
    {
        string[] names = [.. action.Select(StatementHead.Unquoted)];
        return action.Select(word => word.ToUpperInvariant()).ToArray() switch
        {
            ["ADD", "COLUMN", _, ..] => (null, names[2]),
            ["DROP", "COLUMN", _, ..] => (names[2], null),
            ["RENAME", "COLUMN", _, "TO", _, ..] => (names[2], names[4]),
            ["CHANGE", "COLUMN", _, _, ..] => (names[2], names[3]),
            ["CHANGE", _, _, ..] => (names[1], names[2]),
            ["MODIFY", "COLUMN", _, ..] => (names[2], names[2]),
            ["MODIFY", _, ..] => (names[1], names[1]),
            _ => (null, null),
        };
    }

    // The words of each piece between commas.
    private static List<string[]> Actions(string statement)
    {
        var (actions, start, depth) = (new List<string[]>(), 0, 0);
        for (var i = 0; i < statement.Length; i += Math.Max(1, SqlNames.LengthOfQuoted(statement, i)))
        {
            depth += statement[i] switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            if (statement[i] == ',' && depth == 0)
            {
                actions.Add([.. StatementHead.Words(statement[start..i])]);
                start = i + 1;
            }
        }

        actions.Add([.. StatementHead.Words(statement[start..])]);
        return actions;
    }

    private static bool Is(string word, string other) => word.Equals(other, StringComparison.OrdinalIgnoreCase);
}
