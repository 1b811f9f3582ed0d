using Kelpie.Migrations.Running;

namespace Kelpie.Conformance.Migrations;

/// <summary>Keeps what it is told, at once.</summary>
internal sealed class Told : IProgress<MigrationEvent>
{
    internal List<MigrationEvent> Events { get; } = [];

    public void Report(MigrationEvent value) => Events.Add(value);
}
