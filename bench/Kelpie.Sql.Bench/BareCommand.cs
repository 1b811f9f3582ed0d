using System.Data.Common;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.Bench;

/// <summary>A statement's text on a driver's own command, prepared once, with parameters that are used again and again.</summary>
internal sealed class BareCommand : IAsyncDisposable
{
    private readonly DbCommand _command;
    private readonly DbParameter[] _parameters;

    private BareCommand(DbCommand command, DbParameter[] parameters) => (_command, _parameters) = (command, parameters);

    internal object this[int index]
    {
        set => _parameters[index].Value = value;
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();

    internal static async Task<BareCommand> PrepareAsync(DbConnection connection, Driver driver, Statement statement)
    {
        var compiled = statement.Compile(driver.Dialect);
        var command = connection.CreateCommand();
        command.CommandText = compiled.Sql;
        var parameters = new DbParameter[compiled.Parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] = command.CreateParameter();
            parameters[i].ParameterName = driver.Dialect.ParameterName(compiled.Parameters[i].Name, i);
            if (compiled.Parameters[i].Type is { } type)
            {
                driver.SetType(parameters[i], type);
            }

            command.Parameters.Add(parameters[i]);
        }

        await command.PrepareAsync();
        return new BareCommand(command, parameters);
    }

    internal Task<DbDataReader> ReadAsync() => _command.ExecuteReaderAsync();

    internal Task<int> RunAsync() => _command.ExecuteNonQueryAsync();
}
