using Kelpie.Migrations.Authoring;

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
        for (var root = new DirectoryInfo(Path.GetFullPath(folder)); root is not null; root = root.Parent)
        {
            var listing = Path.Combine(root.FullName, Listing);
            if (File.Exists(listing))
            {
                return new RevisionFiles(
                    KelpieRevisions.Graph, Path.Combine(Path.GetDirectoryName(listing)!, "Versions"), "Kelpie.Database.Migrations.Versions", listing);
            }
        }

        throw new KelpieException(
            "no_source", $"{Path.GetFullPath(folder)} is not in a clone of Kelpie, and that is where revisions are written.", "cd to a clone, and run the command again.");
    }
}
