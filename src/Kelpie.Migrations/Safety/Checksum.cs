using System.Security.Cryptography;
using System.Text;
using Kelpie.Migrations.Operations;

namespace Kelpie.Migrations.Safety;

/// <summary>A fingerprint of what a revision does: kept with it when it is applied, so that a later change is found out.</summary>
internal static class Checksum
{
    /// <summary>SHA-256 of the canonical text of operations, as 64 lower-case hexadecimal digits.</summary>
    /// <param name="operations">What the revision does on the way up.</param>
    /// <param name="dialect">The kind of database: of raw SQL, only the text for it counts.</param>
    internal static string Of(IEnumerable<Operation> operations, string dialect) => Of(TextOf(operations, dialect));

    /// <summary>SHA-256 of a canonical text, as 64 lower-case hexadecimal digits.</summary>
    internal static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The canonical text of operations.</summary>
    /// <param name="operations">What the revision does on the way up.</param>
    /// <param name="dialect">The kind of database: of raw SQL, only the text for it counts.</param>
    internal static string TextOf(IEnumerable<Operation> operations, string dialect)
    {
        var text = new CanonicalText(dialect);
        foreach (var operation in operations)
        {
            operation.Describe(text);
        }

        return text.ToString();
    }
}
