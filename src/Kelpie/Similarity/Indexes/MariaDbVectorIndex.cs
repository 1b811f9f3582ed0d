using System.Globalization;
using Kelpie.Database.FullText;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Similarity.Indexes;

/// <summary>MariaDB's own vector index, from its version 11.7 on, as long as the server keeps all of it in memory.</summary>
/// <remarks>
/// Of a graph that outgrew <c>mhnsw_max_cache_size</c> while it was made, parts cannot be reached any more: of 20,000 vectors of 384 dimensions one
/// search in ten found none of the nearest, however broad it was, and with room enough each found all.
/// </remarks>
internal sealed class MariaDbVectorIndex : ServerVectorIndex
{
    // Measured with 100,000 vectors of 384 dimensions: docs/benchmarks.md.
    private const int Neighbours = 16;
    private const int Breadth = 200;

    // The server looks at the filter behind the index: so many of the nearest are looked through at the most.
    private const int Widest = 4_096;
    private const int Widening = 8;

    private const int MaxDimensions = 16_383;

    // What a vector takes in memory beside its numbers, of two bytes each, and its neighbours; and a quarter more.
    private const int NodeBytes = 200;
    private const int BytesPerNeighbour = 24;
    private const double Margin = 1.25;

    // Asked for so that servers answer which do not know of it.
    private const string CacheSize = "SELECT CAST(global_value AS UNSIGNED) FROM information_schema.system_variables WHERE variable_name = 'MHNSW_MAX_CACHE_SIZE'";

    private static readonly Version Least = new(11, 7);

    private static readonly Query<string> Release = Text("SELECT VERSION()").Rows(Types.Text);
    private static readonly Query<long> Cache = Text(CacheSize).Rows(Types.BigInt);

    /// <inheritdoc/>
    internal override async Task<string?> ProvideAsync(Connection db, int dimensions, long rows, CancellationToken cancellationToken)
    {
        var release = await db.FirstAsync(Release, [], cancellationToken).ConfigureAwait(false);
        return dimensions <= MaxDimensions
            && Version.TryParse(release.Split('-')[0], out var version) && version >= Least
            && await db.FirstOrNullAsync(Cache, [], cancellationToken).ConfigureAwait(false) is { } cache && rows * BytesOf(dimensions) <= cache
            ? string.Create(CultureInfo.InvariantCulture, $"mhnsw {Neighbours} 1") : null;
    }

    /// <inheritdoc/>
    internal override async Task<bool> IsThereAsync(Connection db, ModelVectorsTable table, bool forChanges, CancellationToken cancellationToken)
    {
        // Nobody sees in there what he has no right to. And somebody may have given the server less memory.
        var query = Text(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SELECT COUNT(DISTINCT s.table_name) FROM information_schema.statistics s JOIN information_schema.tables t ON t.table_schema = s.table_schema AND t.table_name = s.table_name
            WHERE s.table_schema = DATABASE() AND ((s.table_name = '{table.Name}' AND s.index_name = '{table.IndexName}'
                AND COALESCE(t.table_rows, 0) * {BytesOf(table.Dimensions)} <= ({CacheSize})) OR s.table_name = '{VectorIndexesTable.Instance.Name}')
            """)).Rows(Types.BigInt);
        return await db.FirstAsync(query, [], cancellationToken).ConfigureAwait(false) == 2;
    }

    /// <inheritdoc/>
    internal override Task BuildAsync(Connection db, ModelVectorsTable table, long rows, CancellationToken cancellationToken) =>
        db.ExecuteScriptAsync(
            string.Create(CultureInfo.InvariantCulture, $"ALTER TABLE {table.Name} ADD VECTOR INDEX IF NOT EXISTS {table.IndexName} (embedding) M={Neighbours} DISTANCE=cosine"),
            cancellationToken);

    /// <inheritdoc/>
    internal override async Task<IReadOnlyList<long>> NearestAsync(
        Connection db, ModelVectorsTable table, float[] query, FullTextFilter filter, int count, CancellationToken cancellationToken)
    {
        for (var width = filter.IsAll ? count : 2 * count; ; width *= Widening)
        {
            var found = await ListAsync(db, Sql(table, filter, count, width), table, query, filter, cancellationToken).ConfigureAwait(false);
            if (found.Count >= count || filter.IsAll || width * Widening > Widest)
            {
                return found;
            }
        }
    }

    private static long BytesOf(int dimensions) => (long)(Margin * ((2 * dimensions) + (BytesPerNeighbour * Neighbours) + NodeBytes));

    private static string Sql(ModelVectorsTable table, FullTextFilter filter, int count, int width)
    {
        var nearest = string.Create(
            CultureInfo.InvariantCulture, $"SELECT chunk_id, VEC_DISTANCE_COSINE(embedding, :query) AS distance FROM {table.Name} ORDER BY distance LIMIT {width}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SET STATEMENT mhnsw_ef_search = {Math.Max(Breadth, width)} FOR SELECT v.chunk_id FROM ({nearest}) v
            {(filter.IsAll ? "" : $"JOIN chunks ON chunks.id = v.chunk_id JOIN file_metadata ON file_metadata.id = chunks.file_id WHERE true{filter.Sql}")}
            ORDER BY v.distance LIMIT {count}
            """);
    }
}
