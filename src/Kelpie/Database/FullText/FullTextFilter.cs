using System.Text;
using Kelpie.Sql;

namespace Kelpie.Database.FullText;

/// <summary>Which files a full-text search looks at, as conditions on <c>file_metadata</c>.</summary>
/// <param name="Sql">The conditions, each with an AND before it; empty for all files.</param>
/// <param name="Arguments">The values of their parameters.</param>
internal sealed record FullTextFilter(string Sql, IReadOnlyList<Argument> Arguments)
{
    internal bool IsAll => Sql.Length == 0;

    internal static FullTextFilter Of(FullTextOptions options)
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
            sql.Append(" AND file_metadata.file_type IN (").AppendJoin(", ", options.Types.Select((_, i) => $":type{i}")).Append(')');
            arguments.AddRange(options.Types.Select((type, i) => new Argument($"type{i}", type)));
        }

        return new FullTextFilter(sql.ToString(), arguments);
    }
}
