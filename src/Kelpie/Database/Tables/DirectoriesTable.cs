using Kelpie.Sql.Schema;

namespace Kelpie.Database;

/// <summary><c>directory_structure</c>: the directories that files were found in.</summary>
public sealed class DirectoriesTable : Table<DirectoriesTable>
{
    /// <summary>Declares the table.</summary>
    public DirectoriesTable()
        : base("directory_structure", "A directory in which files were found.")
    {
        Id = Column("id", Types.BigInt, identity: true);
        PathKey = Column("path_key", Types.AsciiKey(64), comment: "SHA-256 of the path's UTF-8 bytes, in lower-case hexadecimal.");
        Path = Column("directory_path", Types.Text, comment: "The absolute path, without a slash at the end.");
        Parent = Column("parent_directory", Types.Text.Nullable(), comment: "The path of the directory above; none for the root.");
        FileCount = Column("file_count", Types.BigInt, defaultValue: DefaultValue.Of(0), comment: "Files right in it.");
        TotalSize = Column("total_size", Types.BigInt, defaultValue: DefaultValue.Of(0), comment: "The bytes of these files.");
        LastUpdated = Column("last_updated", Types.Timestamp, comment: "When the counts last changed.");
        PrimaryKey(Id);
        Unique(PathKey);
    }

    /// <summary>The row's number.</summary>
    public Column<long> Id { get; }

    /// <summary>SHA-256 of the path: a path itself is too long for a key on most databases.</summary>
    public Column<string> PathKey { get; }

    /// <summary>The absolute path.</summary>
    public Column<string> Path { get; }

    /// <summary>The path of the directory above.</summary>
    public Column<string?> Parent { get; }

    /// <summary>The number of files right in it.</summary>
    public Column<long> FileCount { get; }

    /// <summary>The bytes of these files.</summary>
    public Column<long> TotalSize { get; }

    /// <summary>When the counts last changed.</summary>
    public Column<DateTime> LastUpdated { get; }
}
