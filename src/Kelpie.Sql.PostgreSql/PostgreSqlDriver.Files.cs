namespace Kelpie.Sql.PostgreSql;

/// <content>Backups, which are the business of <c>pg_dump</c>.</content>
public sealed partial class PostgreSqlDriver
{
    /// <inheritdoc/>
    public override string BackUpCommand(DatabaseUrl url, string file) =>
        ShellLine(["pg_dump", .. ServerOptions(url, "--username"), "--format=custom", $"--file={file}", url.Database]);
}
