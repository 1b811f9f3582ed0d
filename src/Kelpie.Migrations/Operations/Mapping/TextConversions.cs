using System.Globalization;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Operations;

/// <summary>Texts that say moments.</summary>
internal sealed record MomentConversion(string Format) : ValueConversion
{
    private readonly MomentFormat _format = MomentFormat.Parse(Format);

    internal override string Requirement => $"is no moment spelled {Format}";

    internal override string There(Dialect dialect, string value) => _format.There(dialect, value);

    internal override string Back(Dialect dialect, string value) => _format.Back(dialect, value);

    internal override string Fits(Dialect dialect, string value) => _format.Fits(dialect, value);
}

/// <summary>Texts that say truth values.</summary>
internal sealed record TruthConversion(string True, string False) : ValueConversion
{
    internal override string Requirement => $"is neither {True} nor {False}";

    internal override string There(Dialect dialect, string value)
    {
        var (yes, no) = dialect.Name is "postgresql" ? ("TRUE", "FALSE") : ("1", "0");
        return $"CASE lower({value}) WHEN {Spelled(dialect, True)} THEN {yes} WHEN {Spelled(dialect, False)} THEN {no} END";
    }

    internal override string Back(Dialect dialect, string value) =>
        $"CASE {value} WHEN {(dialect.Name is "postgresql" ? "TRUE" : "1")} THEN {dialect.QuoteText(True)} WHEN {(dialect.Name is "postgresql" ? "FALSE" : "0")} THEN {dialect.QuoteText(False)} END";

    internal override string Fits(Dialect dialect, string value) => $"lower({value}) IN ({Spelled(dialect, True)}, {Spelled(dialect, False)})";

    private static string Spelled(Dialect dialect, string text) => dialect.QuoteText(text.ToLowerInvariant());
}

/// <summary>Texts that are JSON.</summary>
internal sealed record JsonConversion : ValueConversion
{
    internal override string Requirement => "is no JSON";

    internal override string There(Dialect dialect, string value) => dialect.Name == "postgresql" ? $"CAST({value} AS jsonb)" : value;

    internal override string Back(Dialect dialect, string value) => dialect.Name switch
    {
        "postgresql" => $"CAST({value} AS text)",
        "mysql" => $"CAST({value} AS CHAR)",
        _ => value,
    };

    internal override string? Fits(Dialect dialect, string value) => dialect.Name switch
    {
        // Its versions before 16 have no question for it; the cast refuses the others.
        "postgresql" => null,
        "mssql" => $"ISJSON({value}) = 1",
        _ => $"json_valid({value})",
    };
}

/// <summary>Texts that say days, as <c>2026-01-20</c>.</summary>
internal sealed record DateConversion : ValueConversion
{
    private const string Digits = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]";

    internal override string Requirement => "is no day spelled yyyy-MM-dd";

    internal override string There(Dialect dialect, string value) => dialect.Name == "sqlite" ? value : $"CAST({value} AS DATE)";

    internal override string Back(Dialect dialect, string value) => dialect.Name switch
    {
        "postgresql" => $"to_char({value}, 'YYYY-MM-DD')",
        "mysql" or "mariadb" => $"DATE_FORMAT({value}, '%Y-%m-%d')",
        "mssql" => $"CONVERT(CHAR(10), {value}, 23)",
        _ => value,
    };

    internal override string Fits(Dialect dialect, string value) => dialect.Name switch
    {
        "postgresql" => $"{value} ~ '^{Digits}$'",
        "mysql" or "mariadb" => $"({value} REGEXP '^{Digits}$' AND CAST({value} AS DATE) IS NOT NULL)",
        "mssql" => $"({value} LIKE '{Digits}' AND TRY_CAST({value} AS DATE) IS NOT NULL)",
        _ => $"({value} GLOB '{Digits}' AND strftime('%Y-%m-%d', {value}) = {value})",
    };
}

/// <summary>Texts that are GUIDs, as <c>c56a4180-65aa-42ec-a945-5fd21dec0538</c>.</summary>
internal sealed record GuidConversion : ValueConversion
{
    private static readonly (int First, int Length)[] Groups = [(1, 8), (9, 4), (13, 4), (17, 4), (21, 12)];

    internal override string Requirement => "is no GUID";

    internal override string There(Dialect dialect, string value) => dialect.Name switch
    {
        "postgresql" => $"CAST({value} AS uuid)",
        "mysql" or "mariadb" => $"UNHEX(REPLACE({value}, '-', ''))",
        "mssql" => $"CAST({value} AS UNIQUEIDENTIFIER)",
        _ => $"lower({value})",
    };

    internal override string Back(Dialect dialect, string value) => dialect.Name switch
    {
        "postgresql" => $"CAST({value} AS text)",
        "mysql" or "mariadb" => $"LOWER(CONCAT({string.Join(", '-', ", Groups.Select(group => $"substr(HEX({value}), {group.First}, {group.Length})"))}))",
        "mssql" => $"LOWER(CAST({value} AS CHAR(36)))",
        _ => value,
    };

    internal override string? Fits(Dialect dialect, string value) => dialect.Name switch
    {
        "postgresql" => $"{value} ~* '^[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}$'",
        "mysql" or "mariadb" => $"{value} REGEXP '^[0-9a-fA-F]{{8}}(-[0-9a-fA-F]{{4}}){{3}}-[0-9a-fA-F]{{12}}$'",
        "mssql" => $"TRY_CAST({value} AS UNIQUEIDENTIFIER) IS NOT NULL",
        _ => $"({value} GLOB '????????-????-????-????-????????????' AND replace({value}, '-', '') NOT GLOB '*[^0-9a-fA-F]*')",
    };
}

/// <summary>Texts that say numbers.</summary>
internal sealed record NumberConversion(SqlType To) : ValueConversion
{
    private bool IsWhole => To is IntegerType or BigIntType;

    internal override string Requirement => IsWhole ? "is no whole number" : "is no number";

    internal override string There(Dialect dialect, string value) => (dialect.Name, To) switch
    {
        ("sqlite", IntegerType or BigIntType) => $"CAST({value} AS INTEGER)",
        ("sqlite", DoubleType) => $"CAST({value} AS REAL)",
        // Exact numbers are texts there.
        ("sqlite", _) => value,
        ("mysql" or "mariadb", IntegerType or BigIntType) => $"CAST({value} AS SIGNED)",
        _ => $"CAST({value} AS {dialect.SpellType(To)})",
    };

    internal override string Back(Dialect dialect, string value) => dialect.Name switch
    {
        "mysql" or "mariadb" => $"CAST({value} AS CHAR)",
        "mssql" => $"CAST({value} AS NVARCHAR(50))",
        _ => $"CAST({value} AS TEXT)",
    };

    internal override string Fits(Dialect dialect, string value) => dialect.Name switch
    {
        "postgresql" => $"{value} ~ '{Pattern}'",
        "mysql" or "mariadb" => $"{value} REGEXP '{Pattern}'",
        "mssql" => $"TRY_CAST({value} AS {dialect.SpellType(To)}) IS NOT NULL",
        _ when IsWhole => $"CAST(CAST({value} AS INTEGER) AS TEXT) = {value}",
        // What JSON takes for a number is one to everybody.
        _ => $"(json_valid({value}) AND json_type({value}) IN ('integer', 'real'))",
    };

    private string Pattern => IsWhole ? "^-?[0-9]{1,18}$" : "^[+-]?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$";
}

/// <summary>Texts that must be shorter there.</summary>
internal sealed record ShorterConversion(int Length) : ValueConversion
{
    internal override string Requirement => string.Create(CultureInfo.InvariantCulture, $"is longer than {Length} characters");

    internal override string There(Dialect dialect, string value) => value;

    internal override string Back(Dialect dialect, string value) => value;

    internal override string Fits(Dialect dialect, string value) => string.Create(CultureInfo.InvariantCulture, $"{dialect.Name switch
    {
        "mysql" or "mariadb" => "CHAR_LENGTH",
        "mssql" => "LEN",
        _ => "length",
    }}({value}) <= {Length}");
}

/// <summary>Numbers that say truth values.</summary>
internal sealed record BitConversion(SqlType From) : ValueConversion
{
    internal override string Requirement => "is neither 0 nor 1";

    internal override string There(Dialect dialect, string value) => dialect.Name switch
    {
        "postgresql" => $"{value} <> 0",
        "mssql" => $"CAST({value} AS BIT)",
        _ => value,
    };

    internal override string Back(Dialect dialect, string value) => dialect.Name switch
    {
        "postgresql" => $"CAST({value} AS integer)",
        "mssql" => $"CAST({value} AS {dialect.SpellType(From)})",
        _ => value,
    };

    internal override string Fits(Dialect dialect, string value) => $"{value} IN (0, 1)";
}
