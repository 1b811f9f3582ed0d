using System.Data.Common;
using Kelpie.Sql.Compilation;

namespace Kelpie.Sql;

/// <summary>A statement on a session, with its parameters in place; prepared from its second run on, where the driver wants it.</summary>
internal sealed partial class PreparedCommand : IDisposable
{
    private readonly Session _session;
    private readonly CompiledStatement _statement;
    private readonly DbParameter[] _parameters;
    private readonly bool _isKept;
    private readonly int _given;
    private DbCommand _command;
    private int _runs;

    internal PreparedCommand(Session session, CompiledStatement statement, bool isKept)
    {
        _session = session;
        _statement = statement;
        _isKept = isKept;
        _parameters = new DbParameter[statement.Parameters.Length];
        _command = Create();
        for (var i = 0; i < _parameters.Length; i++)
        {
            _parameters[i].Value = statement.Parameters[i].Value ?? DBNull.Value;
            _given += statement.Parameters[i].Codec is null ? 0 : 1;
        }
    }

    internal bool IsRented { get; set; }

    /// <summary>Whether the server keeps it prepared.</summary>
    internal bool IsPrepared { get; private set; }

    internal string Sql => _statement.Sql;

    internal CompiledStatement Statement => _statement;

    /// <summary>The parameters of the run at hand, as the driver gets them.</summary>
    internal IEnumerable<KeyValuePair<string, object?>> Values =>
        _statement.Parameters.Select((parameter, i) => KeyValuePair.Create(parameter.Name, _parameters[i].Value));

    public void Dispose() => _command.Dispose();

    internal ValueTask UnprepareAsync(CancellationToken cancellationToken)
    {
        if (!IsPrepared)
        {
            return default;
        }

        IsPrepared = false;
        return _session.Driver.UnprepareAsync(_command, cancellationToken);
    }

    /// <summary>A new command in place of the prepared one, with the same arguments.</summary>
    internal void Renew()
    {
        var values = Array.ConvertAll(_parameters, parameter => parameter.Value);
        _command.Dispose();
        _command = Create();
        for (var i = 0; i < values.Length; i++)
        {
            _parameters[i].Value = values[i];
        }

        (IsPrepared, _runs) = (false, 0);
    }

    /// <summary>Gives the command back: kept, or thrown away if it was a double.</summary>
    internal void Return()
    {
        if (!IsRented)
        {
            return;
        }

        IsRented = false;
        _session.Returned(this, isDouble: !_isKept);
        if (!_isKept)
        {
            Dispose();
        }
    }

    private DbCommand Create()
    {
        var command = _session.Connection.CreateCommand();
        command.CommandText = _statement.Sql;
        _session.Limit(command);
        for (var i = 0; i < _parameters.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = _statement.Dialect.ParameterName(_statement.Parameters[i].Name, i);
            if (_statement.Parameters[i].Type is { } type)
            {
                _session.Driver.SetType(parameter, type);
            }

            command.Parameters.Add(parameter);
            _parameters[i] = parameter;
        }

        return command;
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

            // Mostly they are given in the order in which the statement takes them.
            var place = i < arguments.Length && arguments[i].Name == parameter.Name ? i : PlaceOf(parameter.Name, arguments);
            if (place < 0)
            {
                throw Mismatch(arguments);
            }

            _parameters[i].Value = parameter.Codec.Encode(arguments[place].Value, parameter.Name);
        }
    }

    private static int PlaceOf(string name, ReadOnlySpan<Argument> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].Name == name)
            {
                return i;
            }
        }

        return -1;
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
