namespace Kelpie.Database;

/// <summary>What a program wants of the database.</summary>
public enum DatabaseAccess
{
    /// <summary>To read: a database that is not there is an error.</summary>
    Read,

    /// <summary>To write: a database that is not there is created and brought to the newest revision.</summary>
    Write,

    /// <summary>To look at its schema: it must be there, at whatever revision.</summary>
    Inspect,

    /// <summary>To change its schema: it must be there, at whatever revision.</summary>
    Migrate,

    /// <summary>To bring its schema about: it may be at any revision, or not be there.</summary>
    Create,
}
