using System.Globalization;
using Kelpie.Conformance.Backends;
using Kelpie.Conformance.SqlServer;
using Kelpie.Conformance.SqlServer.Validation;
using Kelpie.Sql;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Kelpie.Sql.SqlServer;
using Kelpie.Sql.Statements;

namespace Kelpie.Conformance.SchemaChanges;

/// <summary>Changes tables of a live database, by rebuilding them where that is the way, and looks at what they are then.</summary>
/// <param name="backend">The kind of database.</param>
/// <param name="db">A connection to it.</param>
/// <param name="saysTSql">Whether each change is also parsed in T-SQL; not where it is none of SQL Server's business, being made up at random.</param>
internal sealed class ChangingTable(Backend backend, Connection db, bool saysTSql = true)
{
    internal Connection Db => db;

    internal Dialect Dialect { get; } = ((ShadowDialect)db.Dialect).Inner;

    /// <summary>Makes a change, and asserts that the table is what it was declared to become.</summary>
    /// <param name="before">The table as it is.</param>
    /// <param name="statement">The change.</param>
    /// <param name="after">The table as it is to be.</param>
    /// <param name="restore">What brings back what goes with a table that is rebuilt.</param>
    internal async Task ChangeAsync(TableDefinition before, DdlStatement statement, TableDefinition after, params string[] restore)
    {
        if (saysTSql)
        {
            AssertTSql(statement);
        }

        await RunAsync(Dialect.Ddl.NeedsRebuild(statement) ? Rebuild(before, statement, after) with { Restore = [.. restore] } : statement);
        await SameAsync(after);
    }

    internal async Task SameAsync(TableDefinition declared) =>
        Assert.Equal(Sorted(backend.Kept(declared)), Sorted((await db.Driver.Inspector.FindTableAsync(db, declared.Name))!));

    internal async Task CreateAsync(params TableDefinition[] tables)
    {
        foreach (var table in tables)
        {
            await RunAsync(new CreateTable(table));
        }
    }

    internal Task RunAsync(DdlStatement statement) => RunAsync([.. Dialect.Ddl.Compile(statement)]);

    /// <summary>As a migration runs: foreign keys are not enforced meanwhile where they can be left, and all happens or nothing.</summary>
    internal async Task RunAsync(params string[] statements)
    {
        var keys = Dialect.ForeignKeySwitch;
        await ExecuteAsync(keys?.Off);
        try
        {
            await using var transaction = Dialect.HasTransactionalDdl ? await db.BeginAsync() : null;
            foreach (var sql in statements)
            {
                await ExecuteAsync(sql);
            }

            Assert.Empty(keys is null ? [] : await RowsAsync(keys.Violations));
            if (transaction is not null)
            {
                await transaction.CommitAsync();
            }
        }
        finally
        {
            await ExecuteAsync(keys?.On);
        }
    }

    /// <summary>The rows of a query, each value as a text that is the same on every database.</summary>
    internal async Task<List<string>> RowsAsync(string sql)
    {
        await using var command = db.Raw.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "NULL" : Show(reader.GetValue(i)))));
        }

        return rows;
    }

    internal static TableDefinition Replace(TableDefinition table, ColumnDefinition column) => table with
    {
        Columns = [.. table.Columns.Select(old => old.Name == column.Name ? column : old)],
    };

    private RebuildTable Rebuild(TableDefinition before, DdlStatement statement, TableDefinition after)
    {
        Assert.Throws<NotSupportedException>(() => Dialect.Ddl.Compile(statement));
        return new RebuildTable(before, after,
        [
            .. after.Columns.Where(column => before.FindColumn(column.Name) is not null).Select(column => new ColumnCopy(
                column.Name,
                statement is AlterColumn alter && alter.After.Name == column.Name ? Dialect.Ddl.SpellConversion(alter) : Dialect.Quote(column.Name))),
        ]);
    }

    private async Task ExecuteAsync(string? sql)
    {
        if (sql is not null)
        {
            await db.ExecuteScriptAsync(sql);
        }
    }

    private static void AssertTSql(DdlStatement statement)
    {
        IReadOnlyList<string> sql;
        try
        {
            sql = SqlServerDialect.Instance.Ddl.Compile(statement);
        }
        catch (NotSupportedException refusal)
        {
            // What it refuses is said in the tests of its compiler.
            Assert.NotEmpty(refusal.Message);
            return;
        }

        Assert.Empty(sql.SelectMany(TSqlParser.ErrorsOf));
        Assert.Empty(TSqlParser.ErrorsOf(string.Join(";\n", sql)));
    }

    private static string Show(object value) => value switch
    {
        bool truth => truth ? "1" : "0",
        DateTime moment => moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexString(bytes),
        float[] numbers => string.Join(' ', numbers),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    // The order of constraints means nothing, and not every database keeps it.
    private static TableDefinition Sorted(TableDefinition table) => table with
    {
        Uniques = table.Uniques.OrderBy(unique => unique.Name, StringComparer.Ordinal).ToValueList(),
        Checks = table.Checks.OrderBy(check => check.Name, StringComparer.Ordinal).ToValueList(),
        ForeignKeys = table.ForeignKeys.OrderBy(key => key.Name, StringComparer.Ordinal).ToValueList(),
        Indexes = table.Indexes.OrderBy(index => index.Name, StringComparer.Ordinal).ToValueList(),
    };
}
