using Kelpie.Sql;

namespace Kelpie.Database;

/// <summary>Finds out which database is meant.</summary>
public static class DatabaseLocation
{
    /// <summary>
    /// The database asked for, else that of <c>KELPIE_DB</c>, else <c>$XDG_DATA_HOME/kelpie/kelpie.db</c>
    /// (<c>~/.local/share/kelpie/kelpie.db</c> where that is not set).
    /// </summary>
    /// <param name="asked">A URL or a path, or null.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <exception cref="FormatException">The URL makes no sense.</exception>
    public static DatabaseUrl Resolve(string? asked, Func<string, string?> environment)
    {
        var text = asked ?? NotEmpty(environment("KELPIE_DB"));
        if (text is not null)
        {
            return DatabaseUrl.Parse(text);
        }

        var home = NotEmpty(environment("XDG_DATA_HOME"))
            ?? Path.Combine(NotEmpty(environment("HOME")) ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share");
        return DatabaseUrl.Parse(Path.Combine(home, "kelpie", "kelpie.db"));
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
