using System.Globalization;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.PostgreSql.Inspection;

/// <summary>
/// The check that keeps a vector's dimensions: an array has none of its own, and declaring <c>real[3]</c> is declaring
/// <c>real[]</c>. The inspector knows it by its text, and takes it for part of the type.
/// </summary>
internal static class VectorCheck
{
    private const string Function = "cardinality(";

    /// <summary>The condition, on a column whose name is quoted already.</summary>
    internal static string Spell(string column, VectorType type) =>
        string.Create(CultureInfo.InvariantCulture, $"{Function}{column}) = {type.Dimensions}");

    /// <summary>The dimensions, where a condition of some columns is this one; null where it is another.</summary>
    internal static int? Parse(string condition, ValueList<string> columns)
    {
        if (columns is not [var column])
        {
            return null;
        }

        var text = condition.Trim('(', ')');
        var equals = text.LastIndexOf(") = ", StringComparison.Ordinal);
        return equals >= Function.Length && text.StartsWith(Function, StringComparison.Ordinal)
            && IsName(text[Function.Length..equals], column)
            && int.TryParse(text.AsSpan(equals + 4), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : null;
    }

    private static bool IsName(string spelled, string name) =>
        spelled == name || spelled == $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
