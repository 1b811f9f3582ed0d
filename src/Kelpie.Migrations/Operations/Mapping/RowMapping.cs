using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Operations;

/// <summary>
/// How the rows of one table get into another one, and back. Columns of one name belong together, and their types say how values are
/// converted; what they do not say is said here: <c>m => m.Rename("when", "moment").Drop("notes")</c>.
/// </summary>
public sealed record RowMapping
{
    /// <summary>What is said of single columns.</summary>
    public ValueList<ColumnRule> Rules { get; init; } = [];

    /// <summary>A column has another name there.</summary>
    /// <exception cref="ArgumentException">There is a rule for the column already.</exception>
    public RowMapping Rename(string column, string to) => With(new ColumnRule(column, to));

    /// <summary>Moments are texts in one table, and moments in the other.</summary>
    /// <param name="column">The column.</param>
    /// <param name="format">How they are spelled: <c>yyyy-MM-dd</c>, a blank or <c>T</c>, <c>HH:mm</c>, <c>HH:mm:ss</c>, with <c>.fff</c> or <c>.ffffff</c> or without, <c>Z</c>, <c>+00:00</c> or nothing. All are UTC.</param>
    /// <param name="to">What the column is called there, where that is another name.</param>
    /// <exception cref="ArgumentException">There is a rule for the column already, or it is another format.</exception>
    public RowMapping Moments(string column, string format, string? to = null)
    {
        _ = MomentFormat.Parse(format);
        return With(new ColumnRule(column, to ?? column) { Format = format });
    }

    /// <summary>Truth values are texts in one table, and truth values in the other.</summary>
    /// <param name="column">The column.</param>
    /// <param name="whenTrue">How true is spelled; capitals do not matter on the way there.</param>
    /// <param name="whenFalse">How false is spelled.</param>
    /// <param name="to">What the column is called there, where that is another name.</param>
    /// <exception cref="ArgumentException">There is a rule for the column already.</exception>
    public RowMapping Truths(string column, string whenTrue, string whenFalse, string? to = null) => With(new ColumnRule(column, to ?? column) { Truth = (whenTrue, whenFalse) });

    /// <summary>A value becomes a reference to the row of another table that holds it.</summary>
    /// <param name="column">The column.</param>
    /// <param name="to">The column of the other table, which gets the key.</param>
    /// <param name="lookup">Where the value is found.</param>
    /// <exception cref="ArgumentException">There is a rule for the column already.</exception>
    public RowMapping Find(string column, string to, KeyLookup lookup) => With(new ColumnRule(column, to) { Lookup = lookup });

    /// <summary>A column does not get there.</summary>
    /// <param name="column">The column.</param>
    /// <param name="back">What it holds in each row that is handed back; null for NULL.</param>
    /// <exception cref="ArgumentException">There is a rule for the column already.</exception>
    public RowMapping Drop(string column, string? back = null) => With(new ColumnRule(column, null) { Back = back });

    /// <summary>Refuses a mapping that does not fit two tables.</summary>
    /// <param name="from">The table that the rows come from.</param>
    /// <param name="to">The table that they get into.</param>
    /// <exception cref="ArgumentException">It names what is not there, or a column has no place, or no way there or back.</exception>
    public void Require(TableDefinition from, TableDefinition to) => _ = ColumnMapping.Of(from, to, this);

    private RowMapping With(ColumnRule rule) => Rules.Any(other => other.From == rule.From)
        ? throw new ArgumentException($"There are two rules for the column {rule.From}.", nameof(rule))
        : this with { Rules = [.. Rules, rule] };
}
