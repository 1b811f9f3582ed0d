using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Operations;

/// <summary>How values of one column get into another one, and back, in the SQL of each kind of database.</summary>
internal abstract record ValueConversion
{
    /// <summary>The expression that makes the value there of one here.</summary>
    internal abstract string There(Dialect dialect, string value);

    /// <summary>The expression that makes the value here of one there.</summary>
    internal abstract string Back(Dialect dialect, string value);

    /// <summary>The condition that a value here fulfils if it can get there; null where each can, or where the database itself refuses the others.</summary>
    internal virtual string? Fits(Dialect dialect, string value) => null;

    /// <summary>What the others lack, in words that go behind the column's name.</summary>
    internal virtual string Requirement => "";

    /// <summary>The conversion between two columns.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    internal static ValueConversion Between(ColumnDefinition from, ColumnDefinition to, ColumnRule? rule)
    {
        if (rule?.Lookup is { } lookup)
        {
            return new LookupConversion(lookup);
        }

        return (from.Type, to.Type) switch
        {
            (TextType or AsciiKeyType, TimestampType) when rule?.Format is { } format => new MomentConversion(format),
            (TextType or AsciiKeyType, BooleanType) when rule?.Truth is { } truth => new TruthConversion(truth.True, truth.False),
            (TextType or AsciiKeyType, JsonType) => new JsonConversion(),
            (TextType or AsciiKeyType, DateType) => new DateConversion(),
            (TextType or AsciiKeyType, GuidType) => new GuidConversion(),
            (TextType or AsciiKeyType, IntegerType or BigIntType or DoubleType or DecimalType) => new NumberConversion(to.Type),
            (IntegerType or BigIntType, BooleanType) => new BitConversion(from.Type),
            (TextType or AsciiKeyType, TextType { Length: { } length }) when (from.Type as TextType)?.Length is not { } now || now > length => new ShorterConversion(length),
            (TextType or AsciiKeyType, TextType or AsciiKeyType) => new SameConversion(),
            (IntegerType, BigIntType or DoubleType) or (BigIntType, DecimalType) or (IntegerType, DecimalType) => new SameConversion(),
            var (one, other) when one.GetType() == other.GetType() => new SameConversion(),
            var (one, other) => throw new ArgumentException(
                $"Nothing says how {from.Name} ({Autogenerate.SchemaWords.For(one)}) becomes {to.Name} ({Autogenerate.SchemaWords.For(other)}); write the SQL, there and back, with the other form of Promote."),
        };
    }
}

/// <summary>The value as it is.</summary>
internal sealed record SameConversion : ValueConversion
{
    internal override string There(Dialect dialect, string value) => value;

    internal override string Back(Dialect dialect, string value) => value;
}

/// <summary>The key of the row that holds the value.</summary>
internal sealed record LookupConversion(KeyLookup Lookup) : ValueConversion
{
    internal override string Requirement => $"is in no row of {Lookup.Table}";

    internal override string There(Dialect dialect, string value) => $"(SELECT k.{dialect.Quote(Lookup.Key)} FROM {dialect.Quote(Lookup.Table)} k WHERE {Found(dialect, value)})";

    internal override string Back(Dialect dialect, string value) =>
        $"(SELECT k.{dialect.Quote(Lookup.Column)} FROM {dialect.Quote(Lookup.Table)} k WHERE k.{dialect.Quote(Lookup.Key)} = {value})";

    internal override string Fits(Dialect dialect, string value) => $"EXISTS (SELECT 1 FROM {dialect.Quote(Lookup.Table)} k WHERE {Found(dialect, value)})";

    // SQLite has an index on texts of any length, and SQL Server another encoding than the hash was made of.
    private string Found(Dialect dialect, string value) => (Lookup.HashColumn, dialect.Name) switch
    {
        ({ } hash, "postgresql") => $"k.{dialect.Quote(hash)} = CAST(encode(sha256(convert_to({value}, 'UTF8')), 'hex') AS char(64))",
        ({ } hash, "mysql" or "mariadb") => $"k.{dialect.Quote(hash)} = CONVERT(SHA2({value}, 256) USING ascii)",
        _ => $"k.{dialect.Quote(Lookup.Column)} = {value}",
    };
}
