using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Operations;

/// <content>Views, triggers, and SQL as you write it.</content>
public sealed partial class OperationList
{
    /// <summary>Creates a view over a query that every database in use understands.</summary>
    public void CreateView(string name, string query) => Add(new CreateView(name, [new SqlScript(null, query.Trim())]));

    /// <summary>Creates a view over a query that differs from database to database; an empty text where there is to be none.</summary>
    /// <exception cref="ArgumentException">There is no query, or a dialect is named twice.</exception>
    public void CreateView(string name, params IReadOnlyList<(string Dialect, string Sql)> queries) =>
        Add(new CreateView(name, Scripts(queries).Select(script => script with { Sql = script.Sql.Trim() }).ToValueList()));

    /// <summary>Drops a view.</summary>
    public void DropView(string name) => Add(new DropView(name));

    /// <summary>Creates a trigger: <c>op.CreateTrigger("t_added", "t", ("sqlite", "CREATE TRIGGER t_added ..."), ...)</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="table">The table or view it belongs to.</param>
    /// <param name="scripts">The dialect's name and the statements that make it; an empty text where there is to be none.</param>
    /// <exception cref="ArgumentException">There is no script, or a dialect is named twice.</exception>
    public void CreateTrigger(string name, string table, params IReadOnlyList<(string Dialect, string Sql)> scripts) =>
        Add(new CreateTrigger(name, table, Scripts(scripts)));

    /// <summary>Drops a trigger.</summary>
    public void DropTrigger(string name) => Add(new DropTrigger(name));

    /// <summary>Runs SQL that every database in use understands: one statement, or several as <see cref="SqlScript.Split"/> tells them apart.</summary>
    /// <param name="sql">The SQL.</param>
    /// <param name="undo">What undoes it; empty where nothing needs to be done; null where the migration writes its own downgrade.</param>
    public void Sql(string sql, string? undo = null) =>
        Add(new ExecuteSql([new SqlScript(null, sql)]) { Undo = undo is null ? null : [new SqlScript(null, undo)] });

    /// <summary>Runs SQL that differs from database to database: <c>op.Script(("sqlite", "..."), ("postgresql", "..."))</c>.</summary>
    /// <param name="scripts">The dialect's name, such as <c>sqlite</c>, and the text for it; an empty text where nothing is to be done.</param>
    /// <exception cref="ArgumentException">There is no script, or a dialect is named twice.</exception>
    public void Script(params IReadOnlyList<(string Dialect, string Sql)> scripts) => Add(new ExecuteSql(Scripts(scripts)));

    /// <summary>Runs SQL that differs from database to database, and says what undoes it.</summary>
    /// <param name="scripts">The dialect's name and the text for it; an empty text where nothing is to be done.</param>
    /// <param name="undo">What undoes it, in the same way.</param>
    /// <exception cref="ArgumentException">There is no script, or a dialect is named twice.</exception>
    public void Script(IReadOnlyList<(string Dialect, string Sql)> scripts, IReadOnlyList<(string Dialect, string Sql)> undo) =>
        Add(new ExecuteSql(Scripts(scripts)) { Undo = Scripts(undo) });

    /// <summary>
    /// Changes or moves the rows of a table, so many keys at a time:
    /// <c>op.InBatches("chunks", "id", "UPDATE chunks SET size = length(content) WHERE id BETWEEN {first} AND {last}", undo: "")</c>.
    /// </summary>
    /// <param name="table">The table whose rows are gone through.</param>
    /// <param name="key">An integer column of it with an index, such as its key.</param>
    /// <param name="sql">One statement that every database in use understands, with <c>{first}</c> and <c>{last}</c> for the keys of a batch.</param>
    /// <param name="undo">What undoes it, in the same way; empty where nothing needs to be done; null where the migration writes its own downgrade.</param>
    /// <param name="size">How many keys a batch spans.</param>
    public void InBatches(string table, string key, string sql, string? undo = null, int size = 10_000) =>
        InBatches(new ExecuteInBatches(table, key, [new SqlScript(null, sql)]) { Undo = undo is null ? null : [new SqlScript(null, undo)], Size = size });

    /// <summary>Changes or moves the rows of a table in batches, spelled out in full.</summary>
    /// <exception cref="ArgumentException">A text does not speak of the keys of a batch, or a batch spans no key.</exception>
    public void InBatches(ExecuteInBatches batches)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batches.Size, 1);
        var texts = batches.Scripts.Concat(batches.Undo ?? []).Where(script => script.Sql.Trim().Length > 0);
        if (texts.FirstOrDefault(script => !script.Sql.Contains(ExecuteInBatches.First, StringComparison.Ordinal) || !script.Sql.Contains(ExecuteInBatches.Last, StringComparison.Ordinal)) is { } wrong)
        {
            throw new ArgumentException($"The batches over {batches.Table} need {{first}} and {{last}} in their SQL: {wrong.Sql}", nameof(batches));
        }

        Add(batches);
    }

    private static ValueList<SqlScript> Scripts(IReadOnlyList<(string Dialect, string Sql)> scripts) =>
        scripts.Count == 0 || scripts.DistinctBy(script => script.Dialect).Count() != scripts.Count
            ? throw new ArgumentException("Give at least one script, and one for each dialect at the most.", nameof(scripts))
            : scripts.Select(script => new SqlScript(script.Dialect, script.Sql)).ToValueList();
}
