using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Kelpie.Sql.Tests.Fakes;

/// <summary>A command that finds one row, the number 7.</summary>
internal sealed class FakeCommand : DbCommand
{
    // Any driver's parameters will do to hold names and values.
    private readonly SqliteCommand _holder = new();

    [AllowNull]
    public override string CommandText { get; set; } = "";

    public override int CommandTimeout { get; set; } = 30;

    public override CommandType CommandType { get; set; }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; }

    protected override DbParameterCollection DbParameterCollection => _holder.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    private FakeConnection Asked => (FakeConnection)DbConnection!;

    public override void Cancel()
    {
    }

    public override int ExecuteNonQuery() => throw new NotSupportedException();

    public override object ExecuteScalar() => throw new NotSupportedException();

    public override void Prepare() => Asked.Ask($"prepare {CommandText}");

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        Asked.Ask(CommandTimeout == 30 ? CommandText : $"{CommandText} within {CommandTimeout} s");
        var table = new DataTable();
        table.Columns.Add("n", typeof(long));
        table.Rows.Add(7L);
        return table.CreateDataReader();
    }

    protected override void Dispose(bool disposing)
    {
        _holder.Dispose();
        base.Dispose(disposing);
    }
}
