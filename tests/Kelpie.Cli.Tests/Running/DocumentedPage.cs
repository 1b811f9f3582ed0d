using System.Text;
using Microsoft.Data.Sqlite;

namespace Kelpie.Cli.Tests.Running;

/// <summary>
/// A page of the documentation whose commands are run, in its order: what is in a block <c>sh</c> must succeed, what is in a block
/// <c>sql</c> is run on the database, and what a command in a block <c>console</c> prints must be what stands behind it.
/// </summary>
internal sealed class DocumentedPage(Sandbox sandbox, string name)
{
    private readonly string _path = Path.Combine(Repository.Root, "docs", name);

    internal async Task AssertShownAsync()
    {
        var shown = new StringBuilder();
        string? block = null;
        var sql = new StringBuilder();
        foreach (var line in await File.ReadAllLinesAsync(_path))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                if (block == "sql")
                {
                    sandbox.Index.Execute(sql.ToString(), SqliteOpenMode.ReadWrite);
                    sql.Clear();
                }

                block = block is null ? line[3..] : null;
                shown.AppendLine(line);
            }
            else if (block == "console")
            {
                // What stood behind a command is what it printed when the page was written.
                if (line.StartsWith("$ kelpie ", StringComparison.Ordinal))
                {
                    shown.AppendLine(line);
                    shown.Append((await sandbox.RunWithAsync([("TZ", "UTC")], line["$ kelpie ".Length..].Split(' '))).Output.Replace(sandbox.PathOf("") + "/", "", StringComparison.Ordinal));
                }
            }
            else
            {
                shown.AppendLine(line);
                _ = block == "sql" ? sql.AppendLine(line) : sql;
                _ = block == "sh" ? (await sandbox.RunAsync(line.Split(' ')[1..])).Exits(0) : null;
            }
        }

        if (Environment.GetEnvironmentVariable("KELPIE_ACCEPT_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(_path, shown.ToString());
        }

        Assert.Equal(await File.ReadAllTextAsync(_path), shown.ToString());
    }
}
