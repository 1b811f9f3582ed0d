namespace Kelpie.Experiments.Review;

/// <summary>Columns that say nothing, and such that always say something.</summary>
internal static class ContentRules
{
    private const int Few = 10;

    internal static IEnumerable<ReviewFinding> Empty(ReviewSubject subject) => subject.Columns
        .Where(one => subject.Sample.Rows >= 1 && one.Profile.Values == one.Profile.Empty)
        .Select(one => ReviewFinding.Advice("always_empty", one.Column.Name, $"It is empty in all {subject.Sample.Rows} rows.", $"Leave it out: --drop {one.Column.Name}"));

    internal static IEnumerable<ReviewFinding> Constant(ReviewSubject subject) => subject.Columns
        .Where(one => subject.Sample.Rows >= Few && one.Profile.Values > one.Profile.Empty && one.Profile is { IsConstant: true, Nulls: 0 })
        .Select(one => ReviewFinding.Advice(
            "constant", one.Column.Name, $"It is '{one.Profile.Constant}' in all {subject.Sample.Rows} rows.", $"Leave it out if it will never be anything else: --drop {one.Column.Name}"));

    internal static IEnumerable<ReviewFinding> NeverNull(ReviewSubject subject) => subject.Columns
        .Where(one => subject.Sample.Rows >= Few && one.Column.IsNullable && one.Profile.Nulls == 0)
        .Select(one => ReviewFinding.Advice("never_null", one.Column.Name, $"It may be NULL, and is not in any of {subject.Sample.Rows} rows.", $"Say so: --not-null {one.Column.Name}"));
}
