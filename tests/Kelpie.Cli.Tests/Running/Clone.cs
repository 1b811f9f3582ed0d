using System.Diagnostics;

namespace Kelpie.Cli.Tests.Running;

/// <summary>A clone of this repository as it lies here, in which a test may write, build and run.</summary>
internal sealed class Clone
{
    // On a machine that runs other tests meanwhile; it ends when it is done.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    internal Clone(string root)
    {
        Root = root;
        Directory.CreateDirectory(root);
        Shell.Run($"tar -C '{Repository.Root}' --exclude=./artifacts --exclude=./.git --exclude=TestResults -cf - . | tar -C '{root}' -xf -");
    }

    internal string Root { get; }

    internal string PathOf(string file) => Path.Combine(Root, file);

    internal string Read(string file) => File.ReadAllText(PathOf(file));

    /// <summary>Builds a project and what it stands on; other tests come first.</summary>
    internal async Task BuildAsync(string project) =>
        (await RunAsync("nice", "-n", "15", "dotnet", "build", project, "-c", "Release", "-nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false")).Exits(0);

    /// <summary>Runs a program that was built in it.</summary>
    internal Task<Answer> RunBuiltAsync(string program, params string[] arguments) =>
        RunAsync(["dotnet", Path.Combine(Root, "artifacts", "bin", program, "release", program + ".dll"), .. arguments]);

    private async Task<Answer> RunAsync(params string[] words)
    {
        using var command = new RunningCommand(new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        return await command.EndAsync(Patience);
    }
}
