namespace Kelpie.Sql.Compilation;

/// <summary>
/// How a database that enforces foreign keys session by session is told to pause. SQLite is one, and must be told before a
/// table is dropped: it deletes the table's rows first, and with them, by cascade, the rows of tables that stay.
/// </summary>
/// <param name="IsOn">A query for 1 where the session enforces foreign keys, and 0 where it does not.</param>
/// <param name="Off">Stops it; has an effect outside a transaction only.</param>
/// <param name="On">Takes it up again; has an effect outside a transaction only.</param>
/// <param name="Violations">A query for the rows that refer to nothing: the referring table, the table referred to, how many.</param>
public sealed record ForeignKeySwitch(string IsOn, string Off, string On, string Violations);
