using System.Globalization;

namespace Kelpie.Experiments.Review;

/// <summary>What a column of the sampled rows holds.</summary>
internal sealed class ColumnProfile
{
    /// <summary>The longest text of which it is remembered whether it was there before; longer ones are no names of anything.</summary>
    internal const int LongestName = 100;

    private const int MostExamples = 3;

    private readonly Dictionary<ValuePattern, (long Matches, List<string> Others)> _patterns = ValuePattern.All.ToDictionary(pattern => pattern, _ => (0L, new List<string>()));
    private readonly HashSet<string> _distinct = new(StringComparer.Ordinal);
    private string? _first;

    /// <summary>How many values are there.</summary>
    internal long Values { get; private set; }

    /// <summary>How many values are texts that are not empty.</summary>
    internal long Texts { get; private set; }

    /// <summary>How many are NULL.</summary>
    internal long Nulls { get; private set; }

    /// <summary>How many are empty texts, or empty bytes.</summary>
    internal long Empty { get; private set; }

    /// <summary>How many are whole numbers other than 0 and 1.</summary>
    internal long BeyondTruth { get; private set; }

    /// <summary>Whether all values are the same.</summary>
    internal bool IsConstant { get; private set; } = true;

    /// <summary>Whether no value is there twice, and all are short.</summary>
    internal bool IsDistinct { get; private set; } = true;

    /// <summary>How many different short values there are.</summary>
    internal int Distinct => _distinct.Count;

    /// <summary>What all of them are, where they are the same.</summary>
    internal string Constant => Shortened(_first ?? "");

    /// <summary>Texts that look like secrets: how many, and the first's kind.</summary>
    internal (long Count, string? Kind) Secrets { get; private set; }

    /// <summary>Texts that name somebody's folder: how many, and the first.</summary>
    internal (long Count, string? Example) Personal { get; private set; }

    internal void Add(object value)
    {
        if (value is DBNull)
        {
            Nulls++;
            return;
        }

        Values++;
        var text = value as string ?? (value is byte[] bytes ? Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, LongestName))) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
        Empty += text.Length == 0 ? 1 : 0;
        BeyondTruth += value is bool || text is "0" or "1" ? 0 : 1;
        _first ??= text;
        IsConstant &= text == _first;
        IsDistinct &= text.Length <= LongestName && value is not byte[] && _distinct.Add(text);
        if (value is string { Length: > 0 })
        {
            AddText(text);
        }
    }

    /// <summary>How many texts fit a pattern.</summary>
    internal long Matches(ValuePattern pattern) => _patterns[pattern].Matches;

    /// <summary>Some that do not.</summary>
    internal IReadOnlyList<string> Others(ValuePattern pattern) => _patterns[pattern].Others;

    private void AddText(string text)
    {
        Texts++;
        foreach (var pattern in ValuePattern.All)
        {
            var (matches, others) = _patterns[pattern];
            if (pattern.Matches(text))
            {
                _patterns[pattern] = (matches + 1, others);
            }
            else if (others.Count < MostExamples)
            {
                others.Add(Shortened(text));
            }
        }

        if (PrivacyRules.SecretIn(text) is { } kind)
        {
            Secrets = (Secrets.Count + 1, Secrets.Kind ?? kind);
        }

        if (PrivacyRules.PersonalPathIn(text) is { } path)
        {
            Personal = (Personal.Count + 1, Personal.Example ?? path);
        }
    }

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..39] + "…";
}
