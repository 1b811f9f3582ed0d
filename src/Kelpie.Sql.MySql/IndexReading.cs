using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Sql.MySql;

/// <summary>The keys and indexes of a table; full-text, spatial and vector indexes, which a schema has no word for, are left out.</summary>
internal sealed class IndexReading(MySqlDialect dialect)
{
    private readonly Query<(string, bool, string?, string?, long?, string?, string)> _query = Text($"""
        SELECT index_name, non_unique = 0, column_name, {(dialect.Capabilities.HasExpressionIndexes ? dialect.ReadBack("expression") : "NULL")}, CAST(sub_part AS SIGNED), collation, index_comment
        FROM information_schema.statistics
        WHERE table_schema = DATABASE() AND table_name = :table AND index_type IN ('BTREE', 'HASH')
        ORDER BY BINARY index_name, seq_in_index
        """).Bind(Param<string>("table")).Rows(
            Types.Text, Types.Bool, Types.Text.Nullable(), Types.Text.Nullable(), Types.BigInt.Nullable(), Types.Text.Nullable(), Types.Text);

    internal async Task<List<FoundIndex>> ReadAsync(Connection connection, string table, CancellationToken cancellationToken)
    {
        var parts = await connection.ListAsync(_query, [("table", table)], cancellationToken).ConfigureAwait(false);
        return
        [
            .. parts.GroupBy(part => part.Item1).Select(index => new FoundIndex(
                index.Key,
                index.First().Item2,
                index.First().Item7,
                [.. index.Select(part => ReadPart(part.Item3, part.Item4, part.Item5, part.Item6 == "D"))])),
        ];
    }

    private static IndexColumn ReadPart(string? column, string? expression, long? prefix, bool isDescending) => (column, prefix) switch
    {
        (null, _) => new(SqlText.Simplify(SqlLiteral.Unescape(expression!)), isDescending, IsExpression: true),
        (_, { } length) => new($"{column}({length})", isDescending, IsExpression: true),
        _ => new(column, isDescending),
    };
}

/// <summary>A key or index as the servers see it: to them a unique constraint is an index.</summary>
internal sealed record FoundIndex(string Name, bool IsUnique, string Comment, IReadOnlyList<IndexColumn> Columns)
{
    internal bool IsPrimary => Name == "PRIMARY";

    internal bool IsConstraint => IsUnique && !IsPrimary && Comment != MySqlDdlCompiler.UniqueIndexMark
        && Columns.All(column => column is { IsDescending: false, IsExpression: false });

    /// <summary>Whether the server made it by itself, as a foreign key needs one.</summary>
    internal bool IsMadeFor(ForeignKey key) =>
        !IsUnique && Name == key.Name && key.Columns.SequenceEqual(Columns.Select(column => column.Name));
}
