using System.Diagnostics;
using System.Text;

namespace Kelpie.Cli.Tests.Running;

/// <summary>A place to run the command in: a home, a database that is not there yet, a library of files, and nothing else.</summary>
internal sealed class Sandbox : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kelpie-e2e-").FullName;

    internal Sandbox()
    {
        Directory.CreateDirectory(Home);
        Library = new Library(PathOf("library"));
    }

    internal string Home => PathOf("home");

    internal string DatabasePath => PathOf("kelpie.db");

    internal IndexFile Index => new(DatabasePath);

    internal Library Library { get; }

    internal string PathOf(string name) => Path.Combine(_folder, name);

    internal RunningCommand Start(params string[] arguments) => StartWith([], arguments);

    internal async Task<Answer> RunAsync(params string[] arguments)
    {
        using var command = Start(arguments);
        return await command.EndAsync();
    }

    /// <summary>Runs it with some variables of the environment set.</summary>
    internal async Task<Answer> RunWithAsync((string Name, string Value)[] environment, params string[] arguments)
    {
        using var command = StartWith(environment, arguments);
        return await command.EndAsync();
    }

    /// <summary>Runs it in another folder.</summary>
    internal async Task<Answer> RunInAsync(string folder, params string[] arguments)
    {
        using var command = StartWith([], arguments, folder);
        return await command.EndAsync();
    }

    /// <summary>Scans the library.</summary>
    internal async Task<Answer> ScanAsync(params string[] options) => (await RunAsync(["scan", Library.Root, .. options])).Exits(0);

    // .NET cannot delete names that are not UTF-8.
    public void Dispose() => Shell.Run($"rm -rf '{_folder}'");

    private RunningCommand StartWith((string Name, string Value)[] environment, string[] arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(Binary.UnderTest.File, [.. Binary.UnderTest.Arguments, .. arguments])
        {
            WorkingDirectory = folder ?? _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["HOME"] = Home;
        start.Environment["KELPIE_DB"] = DatabasePath;
        start.Environment["TZ"] = "UTC";
        start.Environment.Remove("XDG_DATA_HOME");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new RunningCommand(start);
    }
}
