using Kelpie.Sql;

namespace Kelpie.Experiments.Promotion;

/// <summary>What all rows of an experiment hold in a column, as far as a promotion depends on it.</summary>
internal sealed class ColumnFacts
{
    private static readonly (string True, string False)[] Spellings = [("true", "false"), ("yes", "no"), ("t", "f"), ("y", "n"), ("1", "0")];

    private readonly HashSet<string> _formats = [];
    private readonly HashSet<string> _truths = new(StringComparer.OrdinalIgnoreCase);
    private object? _first;
    private bool _isConstant = true;

    /// <summary>How many rows have no value.</summary>
    internal long Nulls { get; private set; }

    /// <summary>How many have one.</summary>
    internal long Values { get; private set; }

    /// <summary>How many have a text.</summary>
    internal long Texts { get; private set; }

    /// <summary>The length of the longest text, in characters.</summary>
    internal int Longest { get; private set; }

    /// <summary>Whether a whole number takes more than 32 bits.</summary>
    internal bool IsBig { get; private set; }

    /// <summary>The value of all rows, where it is the same; else null.</summary>
    internal object? Constant => _isConstant ? _first : null;

    /// <summary>How moments are spelled, where all are spelled alike; null where they are not, or there are none.</summary>
    internal string? Format => _formats is { Count: 1 } && _formats.First() is { Length: > 0 } format ? format : null;

    /// <summary>How truth values are spelled, where that is known; null where they are spelled in several ways.</summary>
    internal (string True, string False)? Truth => Spellings.Where(pair => _truths.Count > 0 && _truths.All(text => text.Equals(pair.True, StringComparison.OrdinalIgnoreCase)
            || text.Equals(pair.False, StringComparison.OrdinalIgnoreCase))).Select(pair => ((string, string)?)pair).FirstOrDefault();

    /// <summary>Reads all rows, in the order of the table's columns.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    internal static async Task<IReadOnlyDictionary<string, ColumnFacts>> ReadAsync(Connection db, Experiment experiment, CancellationToken cancellationToken)
    {
        var columns = experiment.Table.Columns.Select(_ => new ColumnFacts()).ToList();
        await using var command = db.Raw.CreateCommand();
        // Types that nobody knows are read as well as they can be.
        command.CommandText = $"SELECT {string.Join(", ", experiment.Table.Columns.Select(column => db.Dialect.Quote(column.Name)))} FROM {db.Dialect.Quote(experiment.Table.Name)}";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            for (var i = 0; i < columns.Count; i++)
            {
                columns[i].Add(reader.GetValue(i));
            }
        }

        return experiment.Table.Columns.Zip(columns).ToDictionary(pair => pair.First.Name, pair => pair.Second);
    }

    private void Add(object value)
    {
        if (value is DBNull)
        {
            Nulls++;
            return;
        }

        _first ??= value;
        _isConstant &= Equals(_first, value);
        Values++;
        IsBig |= value is long number && number is < int.MinValue or > int.MaxValue;
        if (value is string text)
        {
            Texts++;
            Longest = Math.Max(Longest, text.EnumerateRunes().Count());
            _formats.Add(MomentPattern.FormatOf(text) ?? "");
            if (_truths.Count <= Spellings.Length)
            {
                _truths.Add(text);
            }
        }
    }
}
