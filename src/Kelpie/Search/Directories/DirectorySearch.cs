using Kelpie.Database;
using Kelpie.Scanning.Discovery;
using Kelpie.Sql;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Search.Directories;

/// <summary>Finds directories by what they hold: which of my projects have a README, Python code and a git repository?</summary>
/// <param name="engine">The database.</param>
public sealed class DirectorySearch(Engine engine)
{
    private static readonly FilesTable F = Tables.Files;
    private static readonly Select<(string Directory, string Name)> Files = Select(F.Directory, F.FileName).From(F);

    /// <summary>The directories that hold something of each pattern, by path.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public async Task<IReadOnlyList<DirectoryMatch>> FindAsync(DirectoryFilter filter, CancellationToken cancellationToken = default)
    {
        // Of a pattern that is none: every file.
        IReadOnlyList<Glob> globs = filter.With.Count > 0 ? filter.With : [Glob.Parse("*")];
        var holdings = globs.Select(_ => new Holdings()).ToList();
        var directories = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var (directory, name) in FilesAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            Enter(directories, directory);
            foreach (var (glob, holding) in globs.Zip(holdings).Where(pair => !pair.First.FoldersOnly))
            {
                Add(glob, holding, directory, name);
            }
        }

        foreach (var (glob, holding) in globs.Zip(holdings))
        {
            AddDirectories(glob, holding, directories, asEntries: filter.With.Count > 0);
        }

        var found = holdings.SelectMany(holding => holding.Direct).Distinct(StringComparer.Ordinal)
            .Where(directory => filter.Under is null || directory == filter.Under || Ancestors.Of(directory).Contains(filter.Under))
            .Where(directory => holdings.TrueForAll(holding => holding.First(directory) is not null))
            .Order(StringComparer.Ordinal)
            .Select(directory => new DirectoryMatch(directory, filter.With.Count == 0 ? [] : [.. holdings.Select(holding => holding.First(directory)!)]));
        return [.. filter.Limit is { } limit ? found.Take(limit) : found];
    }

    private static void Enter(HashSet<string> directories, string directory)
    {
        if (directories.Add(directory))
        {
            directories.UnionWith(Ancestors.Of(directory));
        }
    }

    private static void Add(Glob glob, Holdings holding, string directory, string name)
    {
        if (glob.Scope == GlobScope.Name)
        {
            if (glob.Matches(name))
            {
                holding.Add(directory, name);
            }

            return;
        }

        // A pattern with a slash says where something is, from the directory on that holds it.
        var path = directory.EndsWith('/') ? directory + name : $"{directory}/{name}";
        foreach (var above in Ancestors.Of(path))
        {
            if (glob.Matches(Ancestors.Relative(above, path)))
            {
                holding.AddAtPlace(above, Ancestors.Relative(above, path));
            }
        }
    }

    private static void AddDirectories(Glob glob, Holdings holding, HashSet<string> directories, bool asEntries)
    {
        foreach (var directory in asEntries ? directories : [])
        {
            if (Path.GetDirectoryName(directory) is { } above)
            {
                Add(glob, holding, above, Path.GetFileName(directory));
            }

            if (UnindexedEntries.AskedForBy(glob) && UnindexedEntries.Find(directory, glob) is { } entry)
            {
                holding.Add(directory, entry);
            }
        }
    }

    private async IAsyncEnumerable<(string Directory, string Name)> FilesAsync(
        DirectoryFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var query = filter.Under is { } under ? Files.Where(PathRange.Below(under).Holds(F.Path)) : Files;
        await foreach (var file in db.QueryAsync(query, [], cancellationToken).ConfigureAwait(false))
        {
            yield return file;
        }
    }
}
