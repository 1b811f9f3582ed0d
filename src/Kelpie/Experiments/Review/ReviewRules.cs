namespace Kelpie.Experiments.Review;

/// <summary>The rules, in the order in which a reader wants to hear of them.</summary>
internal static class ReviewRules
{
    internal static IReadOnlyList<Func<ReviewSubject, IEnumerable<ReviewFinding>>> All { get; } =
    [
        KeyRules.PrimaryKey, NameRules.Collision, NameRules.Names, TypeRules.Foreign, TypeRules.Mixed, PrivacyRules.Secrets, PrivacyRules.PersonalPaths,
        ReferenceRules.Orphans, ReferenceRules.Undeclared, ReferenceRules.ByPath, ReferenceRules.Deleting, ReferenceRules.WithoutIndex,
        TypeRules.Deserved, ContentRules.Empty, ContentRules.Constant, ContentRules.NeverNull, KeyRules.UniqueByAccident,
    ];
}
