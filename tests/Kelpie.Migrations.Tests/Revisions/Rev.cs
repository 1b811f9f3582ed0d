using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;

namespace Kelpie.Migrations.Tests.Revisions;

/// <summary>A revision of one line among several. Its id is its name, made long enough.</summary>
internal sealed class Rev(string name, string[] parents, string? branch = null, string[]? needs = null, Action<OperationList>? up = null)
    : Migration(Id(name), [.. parents.Select(Id)], $"step {name}", branch: branch, dependsOn: [.. (needs ?? []).Select(Id)])
{
    internal static string Id(string name) => name.PadRight(8, '0');

    internal static HashSet<string> Ids(params string[] names) => names.Select(Id).ToHashSet(StringComparer.Ordinal);

    internal static string Names(IEnumerable<Migration> migrations) => string.Join(' ', migrations.Select(migration => migration.Message[5..]));

    internal static string Names(IEnumerable<string> ids) => string.Join(' ', ids.Select(id => id.TrimEnd('0')));

    protected internal override void Upgrade(OperationList op) => up?.Invoke(op);
}
