using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

// Text that may be NULL and text that may not are one type at run time; functions of text take both, and what they return may be NULL where their argument may.
#nullable disable annotations

namespace Kelpie.Sql;

/// <content>Functions of text and of moments.</content>
public static partial class Functions
{
    private static readonly SqlFunction LowerFunction = SqlFunction.Named("LOWER");
    private static readonly SqlFunction UpperFunction = SqlFunction.Named("UPPER");
    private static readonly SqlFunction TrimFunction = SqlFunction.Named("TRIM");
    private static readonly SqlFunction ReplaceFunction = SqlFunction.Named("REPLACE");

    // SQL Server's LEN leaves out blanks at the end, and without a collation of supplementary characters counts one of them as two.
    private static readonly SqlFunction LengthFunction = SqlFunction.Named("CHAR_LENGTH").On("sqlite", "LENGTH")
        .On("mssql", "CAST(LEN((CAST({0} AS NVARCHAR(MAX)) + N'.') COLLATE Latin1_General_100_CS_AS_SC) - 1 AS BIGINT)");

    private static readonly SqlFunction SubstringFunction = SqlFunction.Named("SUBSTRING").On("sqlite", "SUBSTR")
        .On("mssql", "(SUBSTRING({0} COLLATE Latin1_General_100_CS_AS_SC, {1}, {2}) COLLATE Latin1_General_100_BIN2)");

    private static readonly SqlFunction NowFunction = SqlFunction.Named("now()")
        .On("sqlite", "strftime('%Y-%m-%dT%H:%M:%f000', 'now')")
        .On("mysql", "UTC_TIMESTAMP(6)").On("mariadb", "UTC_TIMESTAMP(6)").On("mssql", "CAST(SYSUTCDATETIME() AS DATETIME2(6))");

    private static readonly SqlFunction[] PartFunctions =
    [
        PartFunction("YEAR", "%Y"), PartFunction("MONTH", "%m"), PartFunction("DAY", "%d"),
        PartFunction("HOUR", "%H"), PartFunction("MINUTE", "%M"), PartFunction("SECOND", "%S"),
    ];

    /// <summary>A text in lower case; which letters have one differs between databases beyond ASCII.</summary>
    public static Expression<string> Lower(Expression<string> text) => LowerFunction.Call(text.Type, text);

    /// <summary>A text in capitals; which letters have one differs between databases beyond ASCII.</summary>
    public static Expression<string> Upper(Expression<string> text) => UpperFunction.Call(text.Type, text);

    /// <summary>A text without the blanks at its ends.</summary>
    public static Expression<string> Trim(Expression<string> text) => TrimFunction.Call(text.Type, text);

    /// <summary>A text in which one part is replaced by another wherever it occurs.</summary>
    public static Expression<string> Replace(Expression<string> text, Expression<string> part, Expression<string> by) =>
        ReplaceFunction.Call(text.Type, text, Literal<string>.Typed(part, text), Literal<string>.Typed(by, text));

    /// <summary>The number of characters.</summary>
    public static Expression<int> Length(Expression<string> text) => LengthFunction.Call(Types.Integer, text);

    /// <summary>A part of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Its first character, counted from 1.</param>
    /// <param name="length">How many characters.</param>
    public static Expression<string> Substring(Expression<string> text, Expression<int> start, Expression<int> length) =>
        SubstringFunction.Call(text.Type, text, start, length);

    /// <summary>The moment, in UTC.</summary>
    public static Expression<DateTime> Now() => NowFunction.Call(Types.Timestamp);

    /// <summary>A part of a moment, in UTC.</summary>
    public static Expression<int> Extract(DatePart part, Expression<DateTime> moment) => PartFunctions[(int)part].Call(Types.Integer, moment);

    private static SqlFunction PartFunction(string part, string format) => SqlFunction.Named(part)
        .On("sqlite", $"CAST(strftime('{format}', {{0}}) AS INTEGER)")
        .On("postgresql", $"CAST(trunc(EXTRACT({part} FROM {{0}} AT TIME ZONE 'UTC')) AS integer)")
        .On("mssql", $"DATEPART({part}, {{0}})");
}

/// <summary>A part of a moment.</summary>
public enum DatePart
{
    /// <summary>The year.</summary>
    Year,

    /// <summary>The month, from 1.</summary>
    Month,

    /// <summary>The day of the month, from 1.</summary>
    Day,

    /// <summary>The hour, from 0.</summary>
    Hour,

    /// <summary>The minute, from 0.</summary>
    Minute,

    /// <summary>The second, from 0, without its fraction.</summary>
    Second,
}
