using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Sql.SqlServer;

/// <summary>The questions that the inspector asks of the catalogue views.</summary>
internal static class CatalogueQueries
{
    internal static Query<string> TableNames { get; } = Text("""
        SELECT t.name FROM sys.tables AS t
        WHERE t.schema_id = SCHEMA_ID(N'dbo') AND t.is_ms_shipped = 0
        ORDER BY t.name COLLATE Latin1_General_100_BIN2
        """).Rows(Types.Text);

    /// <summary>Name, type as it is written, collation, whether NULL, whether numbered, default, comment, whether a check says it is JSON.</summary>
    internal static Query<(string Name, string Type, string? Collation, bool IsNullable, bool IsIdentity, string? Default, string? Comment, bool IsJson)> Columns { get; } = OfTable("""
        SELECT c.name,
            y.name + CASE
                WHEN y.name IN (N'nvarchar', N'nchar')
                    THEN N'(' + CASE c.max_length WHEN -1 THEN N'max' ELSE CAST(c.max_length / 2 AS NVARCHAR(10)) END + N')'
                WHEN y.name IN (N'varchar', N'char', N'varbinary', N'binary')
                    THEN N'(' + CASE c.max_length WHEN -1 THEN N'max' ELSE CAST(c.max_length AS NVARCHAR(10)) END + N')'
                WHEN y.name IN (N'decimal', N'numeric')
                    THEN N'(' + CAST(c.precision AS NVARCHAR(10)) + N',' + CAST(c.scale AS NVARCHAR(10)) + N')'
                WHEN y.name IN (N'datetime2', N'datetimeoffset', N'time') THEN N'(' + CAST(c.scale AS NVARCHAR(10)) + N')'
                ELSE N'' END,
            c.collation_name, c.is_nullable, c.is_identity, d.definition, CAST(p.value AS NVARCHAR(4000)),
            CAST(CASE WHEN EXISTS (
                SELECT 1 FROM sys.check_constraints AS k
                WHERE k.parent_object_id = c.object_id AND k.is_system_named = 1 AND k.parent_column_id IN (0, c.column_id)
                    AND k.definition LIKE N'%isjson(%' AND CHARINDEX(QUOTENAME(c.name), k.definition) > 0)
                THEN 1 ELSE 0 END AS BIT)
        FROM sys.columns AS c
        JOIN sys.tables AS t ON t.object_id = c.object_id
        JOIN sys.types AS y ON y.user_type_id = c.user_type_id
        LEFT JOIN sys.default_constraints AS d ON d.object_id = c.default_object_id
        LEFT JOIN sys.extended_properties AS p
            ON p.class = 1 AND p.major_id = c.object_id AND p.minor_id = c.column_id AND p.name = N'MS_Description'
        WHERE t.schema_id = SCHEMA_ID(N'dbo') AND t.name = :table
        ORDER BY c.column_id
        """).Rows(Types.Text, Types.Text, Types.Text.Nullable(), Types.Bool, Types.Bool, Types.Text.Nullable(), Types.Text.Nullable(), Types.Bool);

    /// <summary>Number, name, kind, condition, column, whether descending; the name of a primary key that the server named is empty.</summary>
    internal static Query<(int Id, string Name, string Kind, string? Where, string Column, bool IsDescending)> Indexes { get; } = OfTable("""
        SELECT i.index_id, CASE k.is_system_named WHEN 1 THEN N'' ELSE i.name END,
            CASE WHEN i.is_primary_key = 1 THEN N'key' WHEN i.is_unique_constraint = 1 OR p.value IS NOT NULL THEN N'unique'
                WHEN i.is_unique = 1 THEN N'unique index' ELSE N'index' END,
            i.filter_definition, c.name, x.is_descending_key
        FROM sys.indexes AS i
        JOIN sys.tables AS t ON t.object_id = i.object_id
        JOIN sys.index_columns AS x ON x.object_id = i.object_id AND x.index_id = i.index_id AND x.is_included_column = 0
        JOIN sys.columns AS c ON c.object_id = x.object_id AND c.column_id = x.column_id
        LEFT JOIN sys.key_constraints AS k ON k.parent_object_id = i.object_id AND k.unique_index_id = i.index_id
        LEFT JOIN sys.extended_properties AS p
            ON p.class = 7 AND p.major_id = i.object_id AND p.minor_id = i.index_id AND p.name = N'kelpie_unique_constraint'
        WHERE t.schema_id = SCHEMA_ID(N'dbo') AND t.name = :table AND i.type IN (1, 2) AND i.is_hypothetical = 0
        ORDER BY i.index_id, x.key_ordinal
        """).Rows(Types.Integer, Types.Text, Types.Text, Types.Text.Nullable(), Types.Text, Types.Bool);

    internal static Query<(string Name, string Column, string Table, string Key, string OnDelete, string OnUpdate)> ForeignKeys { get; } = OfTable("""
        SELECT f.name, c.name, r.name, k.name, f.delete_referential_action_desc, f.update_referential_action_desc
        FROM sys.foreign_keys AS f
        JOIN sys.tables AS t ON t.object_id = f.parent_object_id
        JOIN sys.tables AS r ON r.object_id = f.referenced_object_id
        JOIN sys.foreign_key_columns AS x ON x.constraint_object_id = f.object_id
        JOIN sys.columns AS c ON c.object_id = x.parent_object_id AND c.column_id = x.parent_column_id
        JOIN sys.columns AS k ON k.object_id = x.referenced_object_id AND k.column_id = x.referenced_column_id
        WHERE t.schema_id = SCHEMA_ID(N'dbo') AND t.name = :table
        ORDER BY f.object_id, x.constraint_column_id
        """).Rows(Types.Text, Types.Text, Types.Text, Types.Text, Types.Text, Types.Text);

    /// <summary>Name and condition, without those that the server named, which are of JSON columns.</summary>
    internal static Query<(string Name, string Sql)> Checks { get; } = OfTable("""
        SELECT k.name, k.definition
        FROM sys.check_constraints AS k
        JOIN sys.tables AS t ON t.object_id = k.parent_object_id
        WHERE t.schema_id = SCHEMA_ID(N'dbo') AND t.name = :table AND k.is_system_named = 0
        ORDER BY k.object_id
        """).Rows(Types.Text, Types.Text);

    internal static Query<string?> TableComment { get; } = OfTable("""
        SELECT CAST(p.value AS NVARCHAR(4000))
        FROM sys.extended_properties AS p
        JOIN sys.tables AS t ON t.object_id = p.major_id
        WHERE p.class = 1 AND p.minor_id = 0 AND p.name = N'MS_Description' AND t.schema_id = SCHEMA_ID(N'dbo') AND t.name = :table
        """).Rows(Types.Text.Nullable());

    internal static Query<(string Name, string Sql)> Views { get; } = Text("""
        SELECT v.name, m.definition
        FROM sys.views AS v
        JOIN sys.sql_modules AS m ON m.object_id = v.object_id
        WHERE v.schema_id = SCHEMA_ID(N'dbo') AND v.is_ms_shipped = 0
        ORDER BY v.name COLLATE Latin1_General_100_BIN2
        """).Rows(Types.Text, Types.Text);

    internal static Query<(string Name, string Table, string Sql)> Triggers { get; } = Text("""
        SELECT g.name, o.name, m.definition
        FROM sys.triggers AS g
        JOIN sys.objects AS o ON o.object_id = g.parent_id
        JOIN sys.sql_modules AS m ON m.object_id = g.object_id
        WHERE o.schema_id = SCHEMA_ID(N'dbo') AND g.is_ms_shipped = 0
        ORDER BY g.name COLLATE Latin1_General_100_BIN2
        """).Rows(Types.Text, Types.Text, Types.Text);

    /// <summary>Every one of them, for whoever checks them.</summary>
    internal static IReadOnlyList<Statement> All { get; } = [TableNames, Columns, Indexes, ForeignKeys, Checks, TableComment, Views, Triggers];

    private static Text OfTable(string sql) => Text(sql).Bind(Param<string>("table"));
}
