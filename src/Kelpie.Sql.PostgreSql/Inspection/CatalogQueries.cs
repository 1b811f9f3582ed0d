using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Sql.PostgreSql.Inspection;

/// <summary>Questions to the catalogue, <see href="https://www.postgresql.org/docs/17/catalogs.html"/>, each about one table or about all.</summary>
internal static class CatalogQueries
{
    internal static readonly Query<string> TableNames = Text($"""
        SELECT c.relname::text FROM pg_class c WHERE {Tables} ORDER BY c.relname COLLATE "C"
        """).Rows(Types.Text);

    /// <summary>Name, comment.</summary>
    internal static readonly Query<(string, string?)> TableHeads = Text($"""
        SELECT c.relname::text, obj_description(c.oid, 'pg_class') FROM pg_class c WHERE {Tables} AND {Wanted} ORDER BY c.relname COLLATE "C"
        """).Bind(Param("table", Types.Text.Nullable())).Rows(Types.Text, Types.Text.Nullable());

    /// <summary>
    /// Table, name, type, collation (<c>default</c>, <c>C</c>, another one quoted, or null for a type without), whether it is never
    /// NULL, <c>a</c> or <c>d</c> for an identity and <c>s</c> or <c>v</c> for a generated column, default or generating expression, comment.
    /// </summary>
    internal static readonly Query<(string, string, string, string?, bool, string, string?, string?)> Columns = Text($"""
        SELECT c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod),
            CASE WHEN l.oid IS NULL THEN NULL
                WHEN l.collname IN ('C', 'POSIX', 'ucs_basic', 'pg_c_utf8') THEN 'C'
                WHEN l.collname = 'default' THEN 'default'
                ELSE quote_ident(l.collname) END,
            a.attnotnull, a.attidentity::text || a.attgenerated::text,
            pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, a.attnum)
        FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
            LEFT JOIN pg_collation l ON l.oid = a.attcollation
        WHERE {Tables} AND {Wanted}
        ORDER BY a.attnum
        """).Bind(Param("table", Types.Text.Nullable())).Rows(
            Types.Text, Types.Text, Types.Text, Types.Text.Nullable(), Types.Bool, Types.Text, Types.Text.Nullable(), Types.Text.Nullable());

    /// <summary>
    /// Table, name, one letter each for kind, action on delete, action on update; columns; condition; table and columns referred to; comment.
    /// In the order of declaration, which is that of the numbers the server gives.
    /// </summary>
    internal static readonly Query<(string, string, string, string, string?, string?, string?, string?)> Constraints = Text($"""
        SELECT c.relname::text, k.conname::text, k.contype::text || k.confdeltype::text || k.confupdtype::text,
            {Names("k.conrelid", "k.conkey")},
            pg_get_expr(k.conbin, k.conrelid),
            CASE WHEN r.relnamespace = c.relnamespace THEN r.relname::text ELSE r.oid::regclass::text END,
            {Names("k.confrelid", "k.confkey")},
            obj_description(k.oid, 'pg_constraint')
        FROM pg_class c
            JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype IN ('p', 'u', 'c', 'f') AND k.conparentid = 0
            LEFT JOIN pg_class r ON r.oid = k.confrelid
        WHERE {Tables} AND {Wanted}
        ORDER BY k.oid
        """).Bind(Param("table", Types.Text.Nullable())).Rows(
            Types.Text, Types.Text, Types.Text, Types.Text, Types.Text.Nullable(), Types.Text.Nullable(), Types.Text.Nullable(), Types.Text.Nullable());

    /// <summary>
    /// Table, name, whether unique, keys as [column or expression, is an expression, is descending], condition, the columns that
    /// any of it speaks of, comment. B-trees only, since the library has no word for the other kinds, and not those of constraints.
    /// </summary>
    internal static readonly Query<(string, string, bool, string, string?, string, string?)> Indexes = Text($"""
        SELECT c.relname::text, i.relname::text, x.indisunique,
            (SELECT json_agg(json_build_array(
                    coalesce(a.attname::text, pg_get_indexdef(x.indexrelid, k.place::int, false)), a.attname IS NULL, x.indoption[k.place - 1] & 1 = 1)
                    ORDER BY k.place)
                FROM unnest(x.indkey::int2[]) WITH ORDINALITY AS k (num, place)
                    LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.num AND k.num > 0
                WHERE k.place <= x.indnkeyatts)::text,
            pg_get_expr(x.indpred, x.indrelid),
            (SELECT coalesce(json_agg(DISTINCT a.attname), '[]')
                FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                WHERE d.classid = 'pg_class'::regclass AND d.objid = x.indexrelid AND d.refobjid = x.indrelid AND d.refobjsubid > 0)::text,
            obj_description(x.indexrelid, 'pg_class')
        FROM pg_class c
            JOIN pg_index x ON x.indrelid = c.oid
            JOIN pg_class i ON i.oid = x.indexrelid
            JOIN pg_am m ON m.oid = i.relam AND m.amname = 'btree'
        WHERE {Tables} AND {Wanted} AND NOT EXISTS (
            SELECT FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u', 'x'))
        ORDER BY x.indexrelid
        """).Bind(Param("table", Types.Text.Nullable())).Rows(
            Types.Text, Types.Text, Types.Bool, Types.Text, Types.Text.Nullable(), Types.Text, Types.Text.Nullable());

    /// <summary>Table, name, and a statement that mends it. Not those that somebody is building.</summary>
    internal static readonly Query<(string, string, string)> InvalidIndexes = Text($"""
        SELECT c.relname::text, i.relname::text,
            CASE WHEN i.relname ~ '_cc(new|old)[0-9]*$' THEN 'DROP INDEX CONCURRENTLY ' ELSE 'REINDEX INDEX CONCURRENTLY ' END || quote_ident(i.relname)
        FROM pg_class c
            JOIN pg_index x ON x.indrelid = c.oid AND NOT x.indisvalid
            JOIN pg_class i ON i.oid = x.indexrelid AND i.relkind = 'i'
        WHERE {Tables} AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = x.indexrelid)
        ORDER BY c.relname COLLATE "C", i.relname COLLATE "C"
        """).Rows(Types.Text, Types.Text, Types.Text);

    internal static readonly Query<(string, string)> Views = Text($"""
        SELECT c.relname::text, pg_get_viewdef(c.oid) FROM pg_class c WHERE c.relkind = 'v' AND {OwnOnes} ORDER BY c.relname COLLATE "C"
        """).Rows(Types.Text, Types.Text);

    internal static readonly Query<(string, string, string)> Triggers = Text($"""
        SELECT t.tgname::text, c.relname::text, pg_get_triggerdef(t.oid)
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE NOT t.tgisinternal AND {OwnOnes}
        ORDER BY t.tgname COLLATE "C", c.relname COLLATE "C"
        """).Rows(Types.Text, Types.Text, Types.Text);

    // In the schema where an unqualified name is created, and not an extension's.
    private const string OwnOnes = """
        c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
            AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
        """;

    private const string Tables = $"c.relkind IN ('r', 'p') AND NOT c.relispartition AND {OwnOnes}";

    private const string Wanted = "(:table IS NULL OR c.relname = :table)";

    private static string Names(string table, string numbers) => $"""
        (SELECT coalesce(json_agg(a.attname ORDER BY n.place), '[]')
                FROM unnest({numbers}) WITH ORDINALITY AS n (num, place) JOIN pg_attribute a ON a.attrelid = {table} AND a.attnum = n.num)::text
        """;
}
