using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Kelpie.Sql.Tests.Fakes;

internal sealed class FakeConnection(FakeDriver driver, int number) : DbConnection
{
    private ConnectionState _state = ConnectionState.Closed;

    [AllowNull]
    public override string ConnectionString { get; set; } = "";

    public override string Database => "db";

    public override string DataSource => "host";

    public override string ServerVersion => "1";

    public override ConnectionState State => _state;

    internal void Ask(string what)
    {
        driver.Asked.Enqueue($"{number}: {what}");
        driver.Fails?.Invoke(what);
    }

    public override void Open()
    {
        Ask("open");
        _state = ConnectionState.Open;
    }

    public override void Close()
    {
        if (_state != ConnectionState.Closed)
        {
            _state = ConnectionState.Closed;
            driver.Asked.Enqueue($"{number}: close");
        }
    }

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        Close();
        base.Dispose(disposing);
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
    {
        Ask(isolationLevel == IsolationLevel.Unspecified ? "begin" : $"begin {isolationLevel}");
        return new FakeTransaction(this);
    }

    protected override DbCommand CreateDbCommand() => new FakeCommand { Connection = this };
}

internal sealed class FakeTransaction(FakeConnection connection) : DbTransaction
{
    private bool _over;

    public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

    public override bool SupportsSavepoints => true;

    protected override DbConnection DbConnection => connection;

    public override void Commit()
    {
        connection.Ask("commit");
        _over = true;
    }

    public override void Rollback()
    {
        _over = true;
        connection.Ask("rollback");
    }

    public override void Save(string savepointName) => connection.Ask($"save {savepointName}");

    public override void Rollback(string savepointName) => connection.Ask($"rollback to {savepointName}");

    public override void Release(string savepointName) => connection.Ask($"release {savepointName}");

    protected override void Dispose(bool disposing)
    {
        if (!_over)
        {
            Rollback();
        }
    }
}
