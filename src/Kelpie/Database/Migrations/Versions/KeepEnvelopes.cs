using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Database.Migrations.Versions;

/// <summary>Room for what adopted databases say of their chunks.</summary>
internal sealed class KeepEnvelopes() : Migration("c41d07e9", parent: "5e1fa0c3", "envelopes of adopted chunks", new DateOnly(2026, 11, 30))
{
    private static readonly string[] Others = ["postgresql", "mysql", "mariadb", "mssql"];
    private static readonly string[] Views = ["CREATE VIEW text_chunks_v2 ", "CREATE VIEW chunks_with_metadata "];

    /// <inheritdoc/>
    protected override void Upgrade(OperationList op)
    {
        OnSqlite(op, "DROP VIEW chunks_with_metadata;\n\nDROP VIEW text_chunks_v2;");
        op.AddColumn("file_metadata", "chunked_at", Varchar(40).Nullable());
        op.AddColumn("chunks", "envelope", Text.Nullable());
        OnSqlite(op, SchemaScript.Read("sqlite.envelopes.sql"));
    }

    /// <inheritdoc/>
    protected override void Downgrade(OperationList op)
    {
        OnSqlite(op, "DROP VIEW chunks_with_metadata;\n\nDROP VIEW text_chunks_v2;");
        op.DropColumn("chunks", "envelope");
        op.DropColumn("file_metadata", "chunked_at");
        // As the revision before has made them.
        OnSqlite(op, string.Concat(SqlScript.Split(SchemaScript.Read("sqlite.sql"))
            .Where(sql => Views.Any(view => sql.Contains(view, StringComparison.Ordinal))).Select(sql => $"{sql};\n\n")));
    }

    private static void OnSqlite(OperationList op, string sql) => op.Script([("sqlite", sql), .. Others.Select(dialect => (dialect, ""))]);
}
