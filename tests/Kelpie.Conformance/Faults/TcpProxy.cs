using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Kelpie.Sql;

namespace Kelpie.Conformance.Faults;

/// <summary>A way to a database server that can be cut, closed or held up.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly DatabaseUrl _server;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, Socket> _pairs = [];
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _accepting;
    private volatile TaskCompletionSource _passes = Passing();
    private volatile bool _refuses;

    private TcpProxy(DatabaseUrl server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The server's URL by way of this proxy.</summary>
    public DatabaseUrl Url
    {
        get
        {
            var user = _server.User is null ? "" : Uri.EscapeDataString(_server.User);
            var password = _server.Password is null ? "" : ":" + Uri.EscapeDataString(_server.Password);
            var options = string.Join('&', _server.Options.Select(option => $"{Uri.EscapeDataString(option.Key)}={Uri.EscapeDataString(option.Value)}"));
            var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            return DatabaseUrl.Parse($"{_server.Scheme}://{user}{password}@127.0.0.1:{port}/{Uri.EscapeDataString(_server.Database)}?{options}");
        }
    }

    /// <summary>A proxy before the server of a URL; the test is skipped where there is none to cut from.</summary>
    public static TcpProxy Before(DatabaseUrl server)
    {
        return new TcpProxy(server);
    }

    /// <summary>Cuts all connections, as a cable would.</summary>
    public void Cut()
    {
        foreach (var (client, server) in _pairs)
        {
            // Once: a pair may end by itself at the same moment.
            if (_pairs.TryRemove(client, out _))
            {
                Reset(client);
                Reset(server);
            }
        }
    }

    /// <summary>Lets nobody in from now on, or everybody again.</summary>
    public void Refuse(bool refuse) => _refuses = refuse;

    /// <summary>Passes nothing on from now on, or everything again, what was held up included.</summary>
    public void Stall(bool stall)
    {
        if (stall)
        {
            _passes = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        else
        {
            _passes.TrySetResult();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        Stall(false);
        _listener.Stop();
        await _accepting;
        Cut();
        _closing.Dispose();
    }

    private static TaskCompletionSource Passing()
    {
        var passing = new TaskCompletionSource();
        passing.SetResult();
        return passing;
    }

    private static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptSocketAsync(_closing.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            if (_refuses)
            {
                Reset(client);
                continue;
            }

            _ = PairAsync(client);
        }
    }

    private async Task PairAsync(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _pairs.TryAdd(client, server);
        try
        {
            await server.ConnectAsync(_server.Host!, _server.Port!.Value, _closing.Token);
            await Task.WhenAny(PassAsync(client, server), PassAsync(server, client));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The server is not there, or the pair was cut; the client finds out by the reset below.
        }
        finally
        {
            if (_pairs.TryRemove(client, out _))
            {
                Reset(client);
                Reset(server);
            }
        }
    }

    private async Task PassAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _closing.Token) is > 0 and var count)
            {
                await _passes.Task;
                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _closing.Token);
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut, by us or by one of the two; either way this direction is over.
        }
    }
}
