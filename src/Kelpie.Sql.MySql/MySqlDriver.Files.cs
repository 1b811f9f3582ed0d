namespace Kelpie.Sql.MySql;

/// <content>Backups, which are the business of <c>mysqldump</c> and <c>mariadb-dump</c>.</content>
public sealed partial class MySqlDriver
{
    /// <summary>In one transaction, with functions and triggers; the tool asks for the password.</summary>
    /// <inheritdoc/>
    public override string BackUpCommand(DatabaseUrl url, string file) => ShellLine(
    [
        _dialect == MySqlDialect.MariaDb ? "mariadb-dump" : "mysqldump", .. ServerOptions(url, "--user"), "--password",
        "--single-transaction", "--routines", "--triggers", $"--result-file={file}", url.Database,
    ]);
}
