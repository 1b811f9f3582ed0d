using System.Reflection;
using Kelpie.Conformance.Backends;
using Xunit.Sdk;
using Xunit.v3;

namespace Kelpie.Conformance.PostgreSql;

/// <summary>Runs a theory against PostgreSQL alone, given by name, and skips it, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresPostgreSqlAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new(EveryBackendAttribute.Rows([new PostgreSqlBackend()]));

    public override bool SupportsDiscoveryEnumeration() => true;
}
