using Kelpie.Experiments.Review;
using Kelpie.Migrations.Operations;
using Kelpie.Sql.Schema;

namespace Kelpie.Experiments.Promotion;

/// <summary>How an experiment becomes one of Kelpie's tables.</summary>
/// <param name="Review">The review of the experiment as it is.</param>
/// <param name="Experiment">The table as it is expected of whoever has it.</param>
/// <param name="Table">What becomes of it.</param>
/// <param name="Mapping">How its rows get there, and back.</param>
/// <param name="Decisions">What was decided, and by whom: by the person, or because it is safe; a line for each.</param>
public sealed record PromotionPlan(
    ExperimentReview Review, TableDefinition Experiment, TableDefinition Table, RowMapping Mapping, IReadOnlyList<string> Decisions);
