using System.Data.Common;
using Kelpie.Sql.Compilation;

namespace Kelpie.Sql;

/// <summary>A statement prepared on a session, with its parameters in place.</summary>
internal sealed class PreparedCommand : IAsyncDisposable, IDisposable
{
    private readonly Session _session;
    private readonly DbCommand _command;
    private readonly CompiledStatement _statement;
    private readonly DbParameter[] _parameters;
    private readonly bool _isKept;
    private readonly int _given;

    internal PreparedCommand(Session session, CompiledStatement statement, bool isKept)
    {
        _session = session;
        _statement = statement;
        _isKept = isKept;
        _command = session.Connection.CreateCommand();
        _command.CommandText = statement.Sql;
        _parameters = new DbParameter[statement.Parameters.Length];
        for (var i = 0; i < _parameters.Length; i++)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = statement.Dialect.ParameterName(statement.Parameters[i].Name, i);
            parameter.Value = statement.Parameters[i].Value ?? DBNull.Value;
            if (statement.Parameters[i].Type is { } type)
            {
                session.Driver.SetType(parameter, type);
            }

            _command.Parameters.Add(parameter);
            _parameters[i] = parameter;
            _given += statement.Parameters[i].Codec is null ? 0 : 1;
        }
    }

    internal bool IsRented { get; set; }

    internal string Sql => _statement.Sql;

    /// <summary>What reads the rows of the run at hand.</summary>
    internal DbDataReader? Reader { get; set; }

    /// <summary>Whether the run at hand has failed, so that there is nothing left to ask of its reader.</summary>
    internal bool HasFailed { get; set; }

    internal CompiledStatement Statement => _statement;

    /// <summary>The driver's command, for one run, in the session's transaction.</summary>
    internal DbCommand Command
    {
        get
        {
            _command.Transaction = _session.Transaction;
            return _command;
        }
    }

    public void Dispose() => _command.Dispose();

    public ValueTask DisposeAsync() => _command.DisposeAsync();

    /// <summary>Gives the command back: kept prepared, or thrown away if it was a double.</summary>
    internal void Return()
    {
        if (!IsRented)
        {
            return;
        }

        IsRented = false;
        Reader = null;
        HasFailed = false;
        _session.Returned(this, isDouble: !_isKept);
        if (!_isKept)
        {
            Dispose();
        }
    }

    /// <summary>Ends a run that nobody ended, and the command with it.</summary>
    internal async ValueTask AbandonAsync()
    {
        IsRented = false;
        if (Reader is { } reader)
        {
            await reader.DisposeAsync().ConfigureAwait(false);
        }

        await DisposeAsync().ConfigureAwait(false);
    }

    /// <exception cref="ArgumentException">A parameter is not given, an argument is no parameter's, or its type is wrong.</exception>
    internal void Bind(ReadOnlySpan<Argument> arguments)
    {
        if (arguments.Length != _given)
        {
            throw Mismatch(arguments);
        }

        if (_given == 0)
        {
            return;
        }

        for (var i = 0; i < _parameters.Length; i++)
        {
            var parameter = _statement.Parameters[i];
            if (parameter.Codec is null)
            {
                continue;
            }

            var found = false;
            foreach (ref readonly var argument in arguments)
            {
                if (argument.Name == parameter.Name)
                {
                    _parameters[i].Value = parameter.Codec.Encode(argument.Value, parameter.Name);
                    found = true;
                    break;
                }
            }

            if (!found)
            {
                throw Mismatch(arguments);
            }
        }
    }

    private ArgumentException Mismatch(ReadOnlySpan<Argument> arguments)
    {
        var wanted = _statement.Parameters.Where(parameter => parameter.Codec is not null).Select(parameter => parameter.Name);
        var given = new List<string>();
        foreach (var argument in arguments)
        {
            given.Add(argument.Name);
        }

        return new ArgumentException(
            $"The statement takes ({string.Join(", ", wanted)}) and was given ({string.Join(", ", given)}): {_statement.Sql}", nameof(arguments));
    }
}
