using Kelpie.Sql;
using Kelpie.Sql.Expressions;

namespace Kelpie.Database;

/// <summary>
/// The paths below a directory, as a range in binary order: <c>/src/</c> and up, but below <c>/src0</c>, since
/// <c>0</c> follows the slash. Unlike <c>LIKE '/src%'</c> it leaves <c>/src2</c> out, and an index serves it.
/// </summary>
internal readonly record struct PathRange(string From, string To)
{
    internal static PathRange Below(string directory)
    {
        var stem = directory.TrimEnd('/');
        return new(stem + "/", stem + "0");
    }

    internal Expression<bool> Holds(Expression<string> path) => path >= From & path < To;
}
