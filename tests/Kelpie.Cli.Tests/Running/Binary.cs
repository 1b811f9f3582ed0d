namespace Kelpie.Cli.Tests.Running;

/// <summary>
/// The command under test: that of KELPIE_TEST_BINARY, else the natively published one, else the managed build beside the tests.
/// </summary>
internal sealed record Binary(string File, IReadOnlyList<string> Arguments)
{
    internal static Binary UnderTest { get; } = Find();

    private static Binary Find()
    {
        if (Environment.GetEnvironmentVariable("KELPIE_TEST_BINARY") is { Length: > 0 } named)
        {
            return System.IO.File.Exists(named)
                ? new Binary(Path.GetFullPath(named), [])
                : throw new FileNotFoundException($"KELPIE_TEST_BINARY names {named}, which is not there: publish it first.");
        }

        var artifacts = Path.Combine(Repository.Root, "artifacts");
        var published = Path.Combine(artifacts, "publish", "Kelpie.Cli", "release_linux-x64", "kelpie");
        if (System.IO.File.Exists(published))
        {
            return new Binary(published, []);
        }

        // The tests and the command are built in one configuration: .../bin/Kelpie.Cli.Tests/release/.
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return new Binary("dotnet", [Path.Combine(artifacts, "bin", "Kelpie.Cli", configuration, "Kelpie.Cli.dll")]);
    }
}
