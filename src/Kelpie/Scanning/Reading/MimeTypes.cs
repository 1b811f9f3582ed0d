using System.Collections.Frozen;

namespace Kelpie.Scanning.Reading;

/// <summary>
/// MIME types by extension: what Python's <c>mimetypes</c> says, from its own table and the usual one of the system, since that is
/// what existing databases hold. Left out are entries that belong to another format of the same extension, such as
/// <c>.ts</c> or <c>.rs</c>.
/// </summary>
public static class MimeTypes
{
    private static readonly FrozenDictionary<string, string> ByExtension = MimeTypeTable.Rows
        .SelectMany(row => row.Extensions.Split(' ').Select(extension => (extension, row.Type)))
        .ToFrozenDictionary(pair => pair.extension, pair => pair.Type, StringComparer.Ordinal);

    /// <summary>The MIME type of files with an extension, or null if it is not known.</summary>
    /// <param name="extension">The extension in lower case, with its dot.</param>
    public static string? OfExtension(string extension) => ByExtension.GetValueOrDefault(extension);

    /// <summary>Whether a MIME type is one of text: <c>text/*</c>, and what is text by another name, such as JSON and XML.</summary>
    /// <param name="type">The type, or null if it is not known.</param>
    public static bool IsText(string? type) =>
        type is not null
        && (type.StartsWith("text/", StringComparison.Ordinal)
            || type.EndsWith("+json", StringComparison.Ordinal)
            || type.EndsWith("+xml", StringComparison.Ordinal)
            || type is "application/json" or "application/xml" or "application/xml-dtd" or "application/javascript"
                or "application/sql" or "application/n-triples" or "application/n-quads" or "application/trig"
                or "application/x-tex" or "application/x-latex" or "application/x-texinfo" or "application/x-ruby"
                or "application/x-sh" or "application/x-csh" or "application/x-tcl" or "message/rfc822" or "application/mbox");
}
