using Kelpie.Sql;
using Kelpie.Sql.Sqlite;

namespace Kelpie.Migrations.Bench;

/// <summary>A folder that goes when the run ends.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kelpie-bench-");

    internal string PathOf(string name) => Path.Combine(_folder.FullName, name);

    internal Engine Open(string name) => Engine.Create(DatabaseUrl.Parse(PathOf(name)), [SqliteDriver.Instance]);

    public void Dispose() => _folder.Delete(recursive: true);
}
