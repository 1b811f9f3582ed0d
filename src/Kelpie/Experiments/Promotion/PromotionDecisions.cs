using System.Globalization;
using System.Text.RegularExpressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Experiments.Promotion;

/// <summary>What a person has decided of an experiment that becomes one of Kelpie's tables. What is not decided stays as it is.</summary>
/// <param name="Name">What the table is called then.</param>
public sealed partial record PromotionDecisions(string Name)
{
    /// <summary>The types that columns get, by column.</summary>
    public IReadOnlyDictionary<string, SqlType> Types { get; init; } = new Dictionary<string, SqlType>();

    /// <summary>The names that columns get, by column.</summary>
    public IReadOnlyDictionary<string, string> Renames { get; init; } = new Dictionary<string, string>();

    /// <summary>Columns that do not come along.</summary>
    public IReadOnlySet<string> Drops { get; init; } = new HashSet<string>();

    /// <summary>Columns that are never NULL from then on.</summary>
    public IReadOnlySet<string> NotNulls { get; init; } = new HashSet<string>();

    /// <summary>Columns whose values are keys of other rows, so that a foreign key shall say so.</summary>
    public IReadOnlySet<string> References { get; init; } = new HashSet<string>();

    /// <summary>Reads decisions as they are typed.</summary>
    /// <param name="name">What the table is called then.</param>
    /// <param name="types"><c>column=type</c>: json, timestamp, date, boolean, integer, bigint, double, numeric(p,s), uuid, text, varchar(n).</param>
    /// <param name="renames"><c>old:new</c>.</param>
    /// <param name="drops">Columns.</param>
    /// <param name="notNulls">Columns.</param>
    /// <param name="references">Columns.</param>
    /// <exception cref="KelpieException">One is not of that form, or is said twice.</exception>
    public static PromotionDecisions Parse(
        string name, IEnumerable<string> types, IEnumerable<string> renames, IEnumerable<string> drops, IEnumerable<string> notNulls, IEnumerable<string> references) => new(name)
        {
            Types = Pairs(types, '=', "--type", "column=type, such as details=json").ToDictionary(pair => pair.Key, pair => TypeOf(pair.Value)),
            Renames = Pairs(renames, ':', "--rename", "old:new"),
            Drops = drops.ToHashSet(StringComparer.Ordinal),
            NotNulls = notNulls.ToHashSet(StringComparer.Ordinal),
            References = references.ToHashSet(StringComparer.Ordinal),
        };

    /// <summary>Pairs as they are typed.</summary>
    /// <exception cref="KelpieException">One is not of that form, or is said twice.</exception>
    internal static Dictionary<string, string> Pairs(IEnumerable<string> texts, char between, string option, string form)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            if (text.Split(between, 2) is not [{ Length: > 0 } key, { Length: > 0 } value])
            {
                throw new KelpieException("bad_decision", $"{option} {text} is not of the form {form}.", $"Write {option} {form}.");
            }

            if (!pairs.TryAdd(key, value))
            {
                throw new KelpieException("bad_decision", $"{option} says two things of {key}.", $"Give {option} for {key} once.");
            }
        }

        return pairs;
    }

    private static SqlType TypeOf(string text)
    {
        var match = TypeForm().Match(text.ToLowerInvariant());
        int Number(string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
        return match.Groups["word"].Value switch
        {
            "json" => Sql.Schema.Types.Json,
            "timestamp" => Sql.Schema.Types.Timestamp,
            "date" => Sql.Schema.Types.Date,
            "boolean" => Sql.Schema.Types.Bool,
            "integer" => Sql.Schema.Types.Integer,
            "bigint" => Sql.Schema.Types.BigInt,
            "double" => Sql.Schema.Types.DoublePrecision,
            "uuid" => Sql.Schema.Types.Uuid,
            "text" => Sql.Schema.Types.Text,
            "bytes" => Sql.Schema.Types.Bytes,
            "varchar" when match.Groups["first"].Success && !match.Groups["second"].Success => Sql.Schema.Types.Varchar(Number("first")),
            "numeric" when match.Groups["second"].Success => Sql.Schema.Types.Numeric(Number("first"), Number("second")),
            _ => throw new KelpieException(
                "bad_decision", $"There is no type {text}.", "The types are json, timestamp, date, boolean, integer, bigint, double, numeric(p,s), uuid, text, varchar(n) and bytes."),
        };
    }

    [GeneratedRegex(@"^(?<word>[a-z]+)(\((?<first>\d{1,4})(,\s*(?<second>\d{1,4}))?\))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex TypeForm();
}
