using System.Globalization;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.SqlServer;

/// <summary>Columns as the catalogue has them, in the words in which they are declared.</summary>
internal static class CatalogueColumns
{
    internal static ColumnDefinition Of(
        (string Name, string Type, string? Collation, bool IsNullable, bool IsIdentity, string? Default, string? Comment, bool IsJson) column)
    {
        var type = TypeOf(column.Type, column.Collation == SqlServerDialect.Collation, column.IsJson);
        return new ColumnDefinition(column.Name, type)
        {
            IsNullable = column.IsNullable,
            IsIdentity = column.IsIdentity,
            Default = column.Default is null ? null : DefaultOf(KeptSql.WithoutParentheses(column.Default), type),
            Comment = column.Comment,
        };
    }

    private static SqlType TypeOf(string spelled, bool isBinary, bool isJson)
    {
        var open = spelled.IndexOf('(', StringComparison.Ordinal);
        var sizes = open < 0 ? [] : spelled[(open + 1)..^1].Split(',');
        var size = sizes is [var first, ..] && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        var collation = isBinary ? TextCollation.Binary : TextCollation.DatabaseDefault;
        return (open < 0 ? spelled : spelled[..open], size) switch
        {
            ("bit", _) => Types.Bool,
            ("int", _) => Types.Integer,
            ("bigint", _) => Types.BigInt,
            ("float", _) => Types.DoublePrecision,
            ("decimal", { } digits) => new DecimalType(digits, int.Parse(sizes[1], CultureInfo.InvariantCulture)),
            ("nvarchar", null) when isJson => Types.Json,
            ("nvarchar", _) => new TextType(size, collation),
            ("char", { } length) when isBinary => new AsciiKeyType(length),
            ("datetime2", 6) => Types.Timestamp,
            ("date", _) => Types.Date,
            ("uniqueidentifier", _) => Types.Uuid,
            ("varbinary", null) => Types.Bytes,
            ("varbinary", { } bytes) when bytes % sizeof(float) == 0 => new VectorType(bytes / sizeof(float)),
            _ => new UnknownType("mssql", spelled.ToUpperInvariant()),
        };
    }

    private static DefaultValue DefaultOf(string sql, SqlType type)
    {
        if (type is BooleanType && sql is "0" or "1")
        {
            return DefaultValue.Of(sql == "1");
        }

        if (long.TryParse(sql, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && type is not DecimalType)
        {
            return DefaultValue.Of(whole);
        }

        if (decimal.TryParse(sql, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var fraction))
        {
            return DefaultValue.Of(fraction);
        }

        return sql.Equals("sysutcdatetime()", StringComparison.OrdinalIgnoreCase) ? DefaultValue.Now
            : KeptSql.LiteralOf(sql) is { } text ? DefaultValue.Of(text)
            : DefaultValue.Sql(KeptSql.Plain(sql));
    }
}
