using System.Globalization;

namespace Kelpie.Sql.Compilation;

/// <summary>A function's spelling with places for its arguments: <c>SUBSTRING({0} FROM {1})</c>.</summary>
internal static class FunctionTemplate
{
    internal readonly record struct Piece(string Sql, int? Argument);

    internal static IEnumerable<Piece> Split(string template)
    {
        var from = 0;
        while (template.IndexOf('{', from) is var open and >= 0)
        {
            var close = template.IndexOf('}', open);
            yield return new Piece(template[from..open], null);
            yield return new Piece("", int.Parse(template.AsSpan(open + 1, close - open - 1), NumberStyles.None, CultureInfo.InvariantCulture));
            from = close + 1;
        }

        yield return new Piece(template[from..], null);
    }
}
