using System.Text;
using Kelpie.Sql;

namespace Kelpie.Database.FullText;

/// <summary>Which files a full-text search looks at, as conditions on <c>file_metadata</c>.</summary>
/// <param name="Sql">The conditions, each with an AND before it; empty for all files.</param>
/// <param name="Arguments">The values of their parameters.</param>
internal sealed record FullTextFilter(string Sql, IReadOnlyList<Argument> Arguments)
{
    internal bool IsAll => Sql.Length == 0;

    /// <param name="options">What is asked for.</param>
    /// <param name="end">What a type is compared with behind it, on a database that takes texts for equal which differ in blanks at their end.</param>
    internal static FullTextFilter Of(FullTextOptions options, string end = "")
    {
        var sql = new StringBuilder();
        var arguments = new List<Argument>();
        if (options.Under is { } under)
        {
            var range = PathRange.Below(under);
            sql.Append(" AND file_metadata.file_path >= :from AND file_metadata.file_path < :to");
            arguments.AddRange([("from", range.From), ("to", range.To)]);
        }

        if (options.Types.Count > 0)
        {
            sql.Append(" AND file_metadata.file_type").Append(end.Length == 0 ? "" : $" + '{end}'")
                .Append(" IN (").AppendJoin(", ", options.Types.Select((_, i) => $":type{i}")).Append(')');
            arguments.AddRange(options.Types.Select((type, i) => new Argument($"type{i}", type + end)));
        }

        return new FullTextFilter(sql.ToString(), arguments);
    }
}
