namespace Kelpie.Bench;

/// <summary>A folder for the run, and gone after it.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kelpie-bench-").FullName;

    /// <summary>The database that the scan of the corpus leaves, for the benchmarks after it.</summary>
    internal string Corpus => Path.Combine(_folder, "corpus.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    internal string File(string name) => Path.Combine(_folder, name);

    internal static void DeleteDatabase(string path)
    {
        foreach (var suffix in (string[])["", "-wal", "-shm"])
        {
            System.IO.File.Delete(path + suffix);
        }
    }
}
