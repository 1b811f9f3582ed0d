using Kelpie.Migrations.Revisions;

namespace Kelpie.Migrations.Running;

/// <summary>How a database and a program stand to each other.</summary>
public abstract record SchemaStatus
{
    private SchemaStatus()
    {
    }

    /// <summary>The database is where the program needs it.</summary>
    public sealed record Current : SchemaStatus;

    /// <summary>The program has migrations that the database has not.</summary>
    /// <param name="Revision">Where the database is: an id, several with "and" between them where it is in several lines, or null for base.</param>
    /// <param name="Pending">The migrations to run, in order.</param>
    public sealed record Behind(string? Revision, IReadOnlyList<Migration> Pending) : SchemaStatus;

    /// <summary>The database has revisions that the program does not know, and that follow those it knows: a newer version of it has upgraded the database.</summary>
    /// <param name="Revisions">The newest of them: where the database is.</param>
    /// <param name="Common">The newest revision that both know, or null for base.</param>
    public sealed record Unknown(IReadOnlyList<string> Revisions, string? Common) : SchemaStatus;

    /// <summary>
    /// A revision has come or gone in part, on a database that does not undo schema changes: somebody is at it, or it was broken off.
    /// One that an upgrade of this program would go on with is <see cref="Behind"/>.
    /// </summary>
    /// <param name="Revision">Its id.</param>
    /// <param name="Direction">Which way it goes.</param>
    /// <param name="Finished">How many of its statements are done.</param>
    /// <param name="Goal">Where the database is when it is finished: an id, or <c>base</c>.</param>
    public sealed record Unfinished(string Revision, MigrationDirection Direction, int Finished, string Goal) : SchemaStatus;

    /// <summary>There is nothing in the database.</summary>
    public sealed record Empty : SchemaStatus;

    /// <summary>There are tables in the database, but no version table.</summary>
    /// <param name="Tables">Their names, in order.</param>
    public sealed record Foreign(IReadOnlyList<string> Tables) : SchemaStatus;
}
