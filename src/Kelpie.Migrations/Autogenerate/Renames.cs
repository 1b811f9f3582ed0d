using Kelpie.Migrations.Operations;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Autogenerate;

/// <summary>Reads what a person says has another name: <c>table:new</c> or <c>table.column:new</c>. Names are never guessed.</summary>
internal static class Renames
{
    /// <summary>The operations, tables first. A column's table goes by its old name or its new one.</summary>
    /// <exception cref="ArgumentException">A text names nothing of the schema, or several things, or the models do not have the new name.</exception>
    internal static IReadOnlyList<Operation> Parse(IReadOnlyList<string> texts, MetaData before, MetaData after)
    {
        var (operations, state) = (new List<Operation>(), SchemaState.Of(before));
        var found = texts.Select(text => Find(text, before, texts)).ToList();
        foreach (var table in found.Where(rename => rename.Column is null))
        {
            Take(new RenameTable(table.Table, table.NewName), after.Find(table.NewName) is not null, table);
        }

        foreach (var column in found.Where(rename => rename.Column is not null))
        {
            var table = found.Find(rename => rename.Column is null && rename.Table == column.Table)?.NewName ?? column.Table;
            Take(new RenameColumn(table, column.Column!, column.NewName), after.Find(table)?.FindColumn(column.NewName) is not null, column);
        }

        return operations;

        void Take(Operation operation, bool isInModels, Found rename)
        {
            if (!isInModels)
            {
                throw new ArgumentException($"--rename {rename.Text}: the models have no {(rename.Column is null ? "table" : $"column of {rename.Table} named")} {rename.NewName}.");
            }

            try
            {
                state = operation.Apply(state);
            }
            catch (InvalidOperationException exception)
            {
                throw new ArgumentException($"--rename {rename.Text}: {exception.Message}", exception);
            }

            operations.Add(operation);
        }
    }

    // Names may hold dots and colons themselves: what counts is which of them there are.
    private static Found Find(string text, MetaData schema, IReadOnlyList<string> all)
    {
        var found = Places(text, ':').SelectMany(colon => Candidates(text, text[..colon], text[(colon + 1)..], schema, all)).Distinct().ToList();
        return found switch
        {
            [var only] => only,
            [] => throw new ArgumentException(
                $"--rename {text} names no table or column of the migrations; say table:new or table.column:new. The tables are {string.Join(", ", schema.Tables.Select(table => table.Name).DefaultIfEmpty("none"))}."),
            _ => throw new ArgumentException($"--rename {text} can be read in {found.Count} ways; rename in a revision that you write."),
        };
    }

    private static IEnumerable<Found> Candidates(string text, string old, string newName, MetaData schema, IReadOnlyList<string> all)
    {
        if (newName.Length == 0)
        {
            yield break;
        }

        if (schema.Find(old) is not null)
        {
            yield return new Found(text, old, null, newName);
        }

        foreach (var dot in Places(old, '.'))
        {
            var (table, column) = (old[..dot], old[(dot + 1)..]);
            var known = schema.Find(table) ?? schema.Tables.FirstOrDefault(other => all.Contains($"{other.Name}:{table}"));
            if (known?.FindColumn(column) is not null)
            {
                yield return new Found(text, known.Name, column, newName);
            }
        }
    }

    private static IEnumerable<int> Places(string text, char sign) => Enumerable.Range(0, text.Length).Where(i => text[i] == sign);

    private sealed record Found(string Text, string Table, string? Column, string NewName);
}
