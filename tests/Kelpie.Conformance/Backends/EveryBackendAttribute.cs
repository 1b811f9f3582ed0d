using System.Reflection;
using Kelpie.Sql;
using Kelpie.Sql.MySql;
using Xunit.Sdk;
using Xunit.v3;

namespace Kelpie.Conformance.Backends;

/// <summary>
/// Runs a theory once against each backend, given by name; where one cannot be had, its run is skipped, with the reason.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryBackendAttribute : DataAttribute
{
    private static readonly Backend[] All =
    [
        new SqliteFileBackend(), new SqliteMemoryBackend(), new PostgreSqlBackend(), new MySqlBackend(MySqlDriver.MySql), new MySqlBackend(MySqlDriver.MariaDb),
        new SqlServerBackend(),
    ];

    /// <summary>Only where several connections see one database.</summary>
    public bool Shared { get; init; }

    /// <summary>Only where one connection may run a statement while it reads the rows of another.</summary>
    public bool ReadsManyAtOnce { get; init; }

    /// <summary>Only where there is a server, to which the way can be cut.</summary>
    public bool Served { get; init; }

    /// <summary>A new database of a backend.</summary>
    public static ValueTask<TestDatabase> CreateAsync(string backend, EngineOptions? options = null) =>
        Named(backend).CreateAsync(options);

    /// <summary>The backend of a name.</summary>
    public static Backend Named(string backend) => All.Single(candidate => candidate.Name == backend);

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new(Rows(All.Where(backend => (backend.IsShared || !Shared) && (backend.ReadsManyAtOnce || !ReadsManyAtOnce) && (backend.IsServed || !Served))));

    public override bool SupportsDiscoveryEnumeration() => true;

    internal static IReadOnlyCollection<ITheoryDataRow> Rows(IEnumerable<Backend> backends) =>
        [.. backends.Select(backend => new TheoryDataRow<string>(backend.Name) { Skip = backend.WhyMissing })];
}
