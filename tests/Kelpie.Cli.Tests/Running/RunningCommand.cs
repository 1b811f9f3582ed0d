using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Kelpie.Cli.Tests.Running;

/// <summary>A command that has been started.</summary>
internal sealed class RunningCommand : IDisposable
{
    private const int InterruptSignal = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly Process _process;
    private readonly string _command;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    internal RunningCommand(ProcessStartInfo start)
    {
        _command = $"kelpie {string.Join(' ', start.ArgumentList)}";
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    internal int Id => _process.Id;

    internal bool HasExited => _process.HasExited;

    internal void Kill() => _process.Kill();

    /// <summary>What Ctrl-C sends.</summary>
    internal void Interrupt() => Assert.Equal(0, SendSignal(Id, InterruptSignal));

    internal async Task<Answer> EndAsync(TimeSpan? longest = null)
    {
        using var patience = new CancellationTokenSource(longest ?? Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{_command} did not end within {longest ?? Patience}. stdout: {await _output} stderr: {await _error}");
        }

        return new Answer(_command, _process.ExitCode, await _output, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int process, int signal);
}
