using System.Data.Common;
using Kelpie.Sql.Compilation;

namespace Kelpie.Sql;

/// <summary>A batch as an ordinary command of the driver's.</summary>
internal sealed class PlainBatch : BatchCommand
{
    private readonly DbCommand _command;
    private readonly bool _prepares;
    private int _runs;

    internal PlainBatch(Driver driver, DbConnection connection, CompiledStatement statement)
    {
        _prepares = driver.Prepares;
        _command = connection.CreateCommand();
        _command.CommandText = statement.Sql;
        for (var i = 0; i < statement.Parameters.Length; i++)
        {
            var given = _command.CreateParameter();
            given.ParameterName = statement.Dialect.ParameterName(statement.Parameters[i].Name, i);
            if (statement.Parameters[i].Type is { } type)
            {
                driver.SetType(given, type);
            }

            _command.Parameters.Add(given);
        }
    }

    public override void Bind(int index, object value) => _command.Parameters[index].Value = value;

    public override async ValueTask<int> ExecuteAsync(DbTransaction? transaction, CancellationToken cancellationToken)
    {
        _command.Transaction = transaction;
        if (_prepares && ++_runs == 2)
        {
            await _command.PrepareAsync(cancellationToken).ConfigureAwait(false);
        }

        return await _command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    internal void Limit(Session session) => session.Limit(_command);

    public override void Dispose() => _command.Dispose();
}
