using System.Reflection;
using Kelpie.Conformance.Backends;
using Kelpie.Sql.MySql;
using Xunit.Sdk;
using Xunit.v3;

namespace Kelpie.Conformance.MySql;

/// <summary>Runs a theory once against MySQL and once against MariaDB, given by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothServersAttribute : DataAttribute
{
    private static readonly Backend[] Servers = [new MySqlBackend(MySqlDriver.MySql), new MySqlBackend(MySqlDriver.MariaDb)];

    /// <summary>Once with LOAD DATA, once without: the test gets the options of the URL, too.</summary>
    public bool BothWays { get; init; }

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) => new(BothWays
        ?
        [
            .. Servers.SelectMany(server => new[] { "", "?localinfile=false" }.Select(options =>
                (ITheoryDataRow)new TheoryDataRow<string, string>(server.Name, options) { Skip = server.WhyMissing })),
        ]
        : EveryBackendAttribute.Rows(Servers));

    public override bool SupportsDiscoveryEnumeration() => true;
}
