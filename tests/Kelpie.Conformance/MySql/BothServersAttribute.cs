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
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new(EveryBackendAttribute.Rows([new MySqlBackend(MySqlDriver.MySql), new MySqlBackend(MySqlDriver.MariaDb)]));

    public override bool SupportsDiscoveryEnumeration() => true;
}
