using System.Security.Cryptography;
using System.Text;

namespace Kelpie.Database;

/// <summary>The key of a path: short enough for an index on any database, where a path of 4,096 bytes is not.</summary>
public static class PathKey
{
    /// <summary>SHA-256 of the path's UTF-8 bytes, in lower-case hexadecimal.</summary>
    public static string Of(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)));
}
