using Kelpie.Sql.Schema;

namespace Kelpie.Experiments.Review;

/// <summary>All that the rules look at.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Sample">What its rows hold.</param>
/// <param name="References">What its columns refer to.</param>
/// <param name="Taken">The names of all tables and views of the database.</param>
internal sealed record ReviewSubject(Experiment Experiment, Sample Sample, IReadOnlyList<Reference> References, IReadOnlyList<string> Taken)
{
    internal TableDefinition Table => Experiment.Table;

    /// <summary>Its columns, each with what it holds.</summary>
    internal IEnumerable<(ColumnDefinition Column, ColumnProfile Profile)> Columns => Table.Columns.Zip(Sample.Columns);

    /// <summary>Whether a column refers to something.</summary>
    internal bool Refers(string column) => References.Any(reference => reference.Column == column);
}
