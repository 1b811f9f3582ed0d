using System.Globalization;
using Kelpie.Database.FullText;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Similarity.Indexes;

/// <summary>pgvector's HNSW, from its version 0.8 on: before, a filter left fewer chunks than are wanted.</summary>
internal sealed class PostgreSqlVectorIndex : ServerVectorIndex
{
    // Measured with 100,000 vectors of 384 dimensions: docs/benchmarks.md.
    private const int Breadth = 400;
    private const int MaxBreadth = 1_000;

    // What pgvector's index takes of each type.
    private const int MaxDimensions = 2_000;
    private const int MaxHalfDimensions = 4_000;

    // What the graph takes beside the vectors, generously: each has 32 neighbours, and some more above.
    private const long GraphBytes = 700;
    private const long LeastMemory = 64L << 20;
    private const long MostMemory = 1L << 30;

    private static readonly Version Least = new(0, 8);

    private static readonly Query<(string Schema, string Version)> Extension = Text(
        "SELECT quote_ident(n.nspname), e.extversion FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'vector'")
        .Rows(Types.Text, Types.Text);

    private static readonly Query<bool> MayBeCreated = Text(
        """
        SELECT (a.trusted AND has_database_privilege(current_database(), 'CREATE')) OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
        FROM pg_available_extensions e JOIN pg_available_extension_versions a ON a.name = e.name AND a.version = e.default_version
        WHERE e.name = 'vector'
        """).Rows(Types.Bool);

    private static readonly Query<bool> MayCreateTables = Text("SELECT has_schema_privilege(current_schema(), 'CREATE')").Rows(Types.Bool);

    /// <inheritdoc/>
    internal override async Task<string?> ProvideAsync(Connection db, int dimensions, long rows, CancellationToken cancellationToken)
    {
        if (dimensions > MaxHalfDimensions || !await db.FirstAsync(MayCreateTables, [], cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        if (await db.FirstOrNullAsync(Extension, [], cancellationToken).ConfigureAwait(false) is null
            && await db.FirstOrNullAsync(MayBeCreated, [], cancellationToken).ConfigureAwait(false) is true)
        {
            await db.ExecuteScriptAsync("CREATE EXTENSION IF NOT EXISTS vector", cancellationToken).ConfigureAwait(false);
        }

        return await db.FirstOrNullAsync(Extension, [], cancellationToken).ConfigureAwait(false) is { } extension && IsEnough(extension.Version)
            ? $"hnsw {TypeOf(dimensions)} 1" : null;
    }

    /// <inheritdoc/>
    internal override async Task<bool> IsThereAsync(Connection db, ModelVectorsTable table, bool forChanges, CancellationToken cancellationToken)
    {
        var rights = forChanges ? "SELECT, INSERT, UPDATE, DELETE" : "SELECT";
        var query = Text(
            $"""
            SELECT e.extversion FROM pg_extension e JOIN pg_index i ON i.indexrelid = to_regclass('{table.IndexName}') AND i.indisvalid
            WHERE e.extname = 'vector' AND {Has(table.Name)} AND {Has(VectorIndexesTable.Instance.Name)}
            """).Rows(Types.Text);
        return await db.FirstOrDefaultAsync(query, [], cancellationToken).ConfigureAwait(false) is { } version && IsEnough(version);

        // Any of several rights is enough for the server's function, and all are wanted.
        string Has(string name) => string.Join(" AND ", rights.Split(", ").Select(right => $"has_table_privilege(to_regclass('{name}'), '{right}')"));
    }

    /// <inheritdoc/>
    internal override async Task BuildAsync(Connection db, ModelVectorsTable table, long rows, CancellationToken cancellationToken)
    {
        var schema = await SchemaAsync(db, cancellationToken).ConfigureAwait(false);
        var memory = Math.Clamp(rows * ((table.Dimensions * sizeof(float)) + GraphBytes), LeastMemory, MostMemory) >> 10;
        // A graph that does not fit into memory takes many times as long.
        await db.ExecuteScriptAsync(
            string.Create(CultureInfo.InvariantCulture, $"SELECT set_config('maintenance_work_mem', greatest({memory}, setting::bigint)::text, false) FROM pg_settings WHERE name = 'maintenance_work_mem'"),
            cancellationToken).ConfigureAwait(false);
        await db.ExecuteScriptAsync(
            $"CREATE INDEX IF NOT EXISTS {table.IndexName} ON {table.Name} USING hnsw (({Cast(schema, "embedding", table.Dimensions)}) {schema}.{TypeOf(table.Dimensions)}_cosine_ops)",
            cancellationToken).ConfigureAwait(false);
        await db.ExecuteScriptAsync($"ANALYZE {table.Name}", cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    internal override async Task<IReadOnlyList<long>> NearestAsync(
        Connection db, ModelVectorsTable table, float[] query, FullTextFilter filter, int count, CancellationToken cancellationToken)
    {
        if (count > MaxBreadth)
        {
            return [];
        }

        var schema = await SchemaAsync(db, cancellationToken).ConfigureAwait(false);
        // On and on until there are enough: so the filter applies before the cut. Not in strict order, for which pgvector leaves out what comes
        // too late, and which the exact distances decide. A plan of its own for each search, since the limit decides between plans.
        var settings = Text(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SELECT set_config('hnsw.ef_search', '{Math.Max(Breadth, count)}', true) || set_config('hnsw.iterative_scan', 'relaxed_order', true)
                || set_config('plan_cache_mode', 'force_custom_plan', true)
            """)).Rows(Types.Text);
        var sql = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SELECT v.chunk_id FROM {table.Name} v
            {(filter.IsAll ? "" : $"JOIN chunks ON chunks.id = v.chunk_id JOIN file_metadata ON file_metadata.id = chunks.file_id WHERE true{filter.Sql}")}
            ORDER BY {Cast(schema, "v.embedding", table.Dimensions)} OPERATOR({schema}.<=>) {Cast(schema, ":query", table.Dimensions)} LIMIT {count}
            """);
        await using var transaction = await db.BeginAsync(TransactionMode.Read, cancellationToken).ConfigureAwait(false);
        await db.FirstAsync(settings, [], cancellationToken).ConfigureAwait(false);
        var found = await ListAsync(db, sql, table, query, filter, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return found;
    }

    private static bool IsEnough(string version) => Version.TryParse(version, out var parsed) && parsed >= Least;

    private static string TypeOf(int dimensions) => dimensions <= MaxDimensions ? "vector" : "halfvec";

    // Without the dimensions in the type the index is not the same expression.
    private static string Cast(string schema, string value, int dimensions) =>
        string.Create(CultureInfo.InvariantCulture, $"CAST({value} AS {schema}.{TypeOf(dimensions)}({dimensions}))");

    // It may lie in any schema, whether or not names are looked for there.
    private static async Task<string> SchemaAsync(Connection db, CancellationToken cancellationToken) =>
        (await db.FirstAsync(Extension, [], cancellationToken).ConfigureAwait(false)).Schema;
}
