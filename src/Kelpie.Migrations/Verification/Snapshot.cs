using System.Globalization;
using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.State;
using Kelpie.Sql;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Verification;

/// <summary>A database at one moment: its schema as it says itself, and the rows of the tables that are known.</summary>
internal sealed class Snapshot
{
    private readonly MetaData _tables;
    private readonly IReadOnlyList<string> _others;

    private Snapshot(MetaData tables, IReadOnlyList<string> others, Dictionary<string, TableRows> rows) => (_tables, _others, Rows) = (tables, others, rows);

    /// <summary>The rows of the tables that are known.</summary>
    internal Dictionary<string, TableRows> Rows { get; }

    internal static async Task<Snapshot> TakeAsync(Connection db, SchemaState known, CancellationToken cancellationToken)
    {
        var inspector = db.Driver.Inspector;
        var tables = await inspector.ReadAsync(db, cancellationToken).ConfigureAwait(false);
        foreach (var own in (string[])[VersionTable.Instance.Name, JournalTable.Instance.Name])
        {
            tables = tables.Find(own) is null ? tables : tables.Remove(own);
        }

        var others = new List<string>();
        others.AddRange((await inspector.ViewsAsync(db, cancellationToken).ConfigureAwait(false)).Select(view => $"view {view.Name} as {Plain(view.Sql)}"));
        others.AddRange((await inspector.TriggersAsync(db, cancellationToken).ConfigureAwait(false))
            .Select(trigger => $"trigger {trigger.Name} on {trigger.Table} as {Plain(trigger.Sql)}"));
        foreach (var table in tables.Tables)
        {
            others.AddRange((await inspector.IndexNamesAsync(db, table.Name, cancellationToken).ConfigureAwait(false)).Select(index => $"index {index} of {table.Name}"));
        }

        var rows = new Dictionary<string, TableRows>(StringComparer.Ordinal);
        foreach (var table in known.Tables.Tables.Where(table => tables.Find(table.Name) is not null))
        {
            rows[table.Name] = await TableRows.ReadAsync(db, table, cancellationToken).ConfigureAwait(false);
        }

        return new Snapshot(tables, others, rows);
    }

    /// <summary>The same without some tables, which are somebody else's.</summary>
    internal Snapshot Without(IReadOnlyList<string> tables) => tables.Count == 0 ? this : new(
        tables.Aggregate(_tables, (all, name) => all.Find(name) is null ? all : all.Remove(name)),
        [.. _others.Where(other => !tables.Any(table => other.EndsWith($" of {table}", StringComparison.Ordinal)))],
        Rows);

    /// <summary>In what the schema of another moment is otherwise, in lines.</summary>
    internal IReadOnlyList<string> Differences(Snapshot later, Dialect dialect, string then, string now) =>
    [
        .. SchemaComparison.Of(_tables, later._tables, new DatabaseEquality(dialect), null).Describe(then, now),
        .. _others.Except(later._others, StringComparer.Ordinal).Select(other => $"{other}: {then}, not {now}"),
        .. later._others.Except(_others, StringComparer.Ordinal).Select(other => $"{other}: {now}, not {then}"),
    ];

    // Databases quote names anew when they write a new name into what mentions it.
    private static string Plain(string sql) => string.Join(' ', sql.Replace("\"", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal)
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>The rows of a table, each value as a text.</summary>
/// <param name="Columns">The columns' names.</param>
/// <param name="Rows">The values, in the order of the columns.</param>
internal sealed record TableRows(IReadOnlyList<string> Columns, IReadOnlyList<string[]> Rows)
{
    internal static async Task<TableRows> ReadAsync(Connection db, TableDefinition table, CancellationToken cancellationToken)
    {
        string[] columns = [.. table.Columns.Select(column => column.Name)];
        var command = db.Raw.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = $"SELECT {string.Join(", ", columns.Select(db.Dialect.Quote))} FROM {db.Dialect.Quote(table.Name)}";
            var rows = new List<string[]>();
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add([.. columns.Select((_, i) => reader.IsDBNull(i) ? "NULL" : Show(reader.GetValue(i)))]);
                }
            }

            return new TableRows(columns, rows);
        }
    }

    /// <summary>The values of some columns, row by row, in an order of their own.</summary>
    internal IReadOnlyList<string> Of(IReadOnlyList<string> columns)
    {
        int[] places = [.. columns.Select(column => Columns.Select((name, i) => (name, i)).First(known => known.name == column).i)];
        return [.. Rows.Select(row => string.Join(", ", places.Select(place => row[place]))).Order(StringComparer.Ordinal)];
    }

    private static string Show(object value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        float[] numbers => string.Join(' ', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture))),
        DateTime moment => moment.ToString("O", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
