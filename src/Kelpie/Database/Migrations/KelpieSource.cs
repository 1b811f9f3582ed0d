using Kelpie.Migrations.Authoring;
using Kelpie.Migrations.Autogenerate;

namespace Kelpie.Database.Migrations;

/// <summary>A clone of Kelpie, in which new revisions are written.</summary>
public static class KelpieSource
{
    private const string Listing = "src/Kelpie/Database/Migrations/KelpieRevisions.cs";

    /// <summary>The files of the revisions, in the clone that a folder is in.</summary>
    /// <param name="folder">The folder, or one below.</param>
    /// <exception cref="KelpieException">It is in no clone of Kelpie.</exception>
    public static RevisionFiles Revisions(string folder)
    {
        var listing = Path.Combine(Root(folder), Listing);
        return new RevisionFiles(KelpieRevisions.Graph, Path.Combine(Path.GetDirectoryName(listing)!, "Versions"), "Kelpie.Database.Migrations.Versions", listing);
    }

    /// <summary>The root of the clone that a folder is in.</summary>
    /// <param name="folder">The folder, or one below.</param>
    /// <exception cref="KelpieException">It is in no clone of Kelpie.</exception>
    internal static string Root(string folder)
    {
        for (var root = new DirectoryInfo(Path.GetFullPath(folder)); root is not null; root = root.Parent)
        {
            if (File.Exists(Path.Combine(root.FullName, Listing)))
            {
                return root.FullName;
            }
        }

        throw new KelpieException(
            "no_source", $"{Path.GetFullPath(folder)} is not in a clone of Kelpie, and that is where revisions are written.", "cd to a clone, and run the command again.");
    }

    /// <summary>A revision that is to be written.</summary>
    /// <param name="message">What it does.</param>
    /// <param name="autogenerate">Whether it does what leads from the revisions to the program's tables; else it is written by hand.</param>
    /// <param name="renames">What has another name now.</param>
    /// <param name="warnings">What to mind of it.</param>
    /// <returns>The revision; null where it would do nothing.</returns>
    /// <exception cref="KelpieException">A rename names nothing that is there.</exception>
    public static RevisionDraft? Draft(string message, bool autogenerate, IReadOnlyList<string> renames, out IReadOnlyList<string> warnings)
    {
        warnings = [];
        if (!autogenerate)
        {
            return new RevisionDraft(message);
        }

        try
        {
            var schema = SchemaDraft.Of(
                Tables.MetaData, KelpieRevisions.Graph, new DraftOptions { Renames = renames, ExcludedPrefix = KelpieDatabase.ExperimentPrefix });
            warnings = schema.Warnings;
            return schema.IsEmpty ? null : new RevisionDraft(message) { Upgrade = schema.ToCode().Body };
        }
        catch (ArgumentException exception)
        {
            throw new KelpieException("bad_rename", exception.Message, "--rename takes table:new or table.column:new, once for each.");
        }
    }
}
