namespace Kelpie.Conformance.SqlServer;

/// <summary>What SQL Server is known to refuse of what the suite says, a line each: a refusal more is seen in review.</summary>
internal static class ApprovedRefusals
{
    private const string Accept = "KELPIE_ACCEPT_REFUSALS";

    /// <summary>Whether every refusal is approved from now on.</summary>
    internal static bool IsAccepting { get; } = Environment.GetEnvironmentVariable(Accept) == "1";

    private static readonly Lock Writing = new();
    private static readonly string File = Find(AppContext.BaseDirectory);

    /// <exception cref="TSqlException">The refusal is not among them.</exception>
    internal static void Check(string refusal)
    {
        var line = refusal.ReplaceLineEndings(" ");
        lock (Writing)
        {
            string[] approved = System.IO.File.Exists(File) ? System.IO.File.ReadAllLines(File) : [];
            if (approved.Contains(line))
            {
                return;
            }

            if (IsAccepting)
            {
                System.IO.File.WriteAllLines(File, approved.Append(line).Order(StringComparer.Ordinal));
                return;
            }
        }

        throw new TSqlException(
            $"SQL Server refuses what this test says: {line}\nIf it has to, run the suite once with {Accept}=1 and commit Refusals.txt with your change.");
    }

    private static string Find(string folder) => System.IO.File.Exists(Path.Combine(folder, "Kelpie.slnx"))
        ? Path.Combine(folder, "tests", "Kelpie.Conformance", "SqlServer", "Refusals.txt")
        : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No folder above the tests holds Kelpie.slnx."));
}
