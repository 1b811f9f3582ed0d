using Kelpie.Database.Migrations.Versions;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;

namespace Kelpie.Database.Migrations;

/// <summary>Kelpie's migrations, every one that ever was.</summary>
public static class KelpieRevisions
{
    /// <summary>The migrations and what they follow. A new one is added here.</summary>
    public static RevisionGraph Graph { get; } = new(new CreateIndex(), new KeepEnvelopes(), new KeepModels(), new KeepTerms(), new KeepGivenModels()) { Commands = MigrationCommands.Under("kelpie db") with { Align = "kelpie exp align" } };

    /// <summary>Tells whether a database is at the revision this program needs.</summary>
    public static SchemaVersion Version { get; } = new(Graph);
}
