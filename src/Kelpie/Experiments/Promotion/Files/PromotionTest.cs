namespace Kelpie.Experiments.Promotion.Files;

/// <summary>Writes the test of a promotion, with rows that are invented.</summary>
/// <param name="plan">The promotion.</param>
/// <param name="property">What the table is called among Kelpie's in C#.</param>
/// <param name="revision">The revision that makes it.</param>
internal sealed class PromotionTest(PromotionPlan plan, string property, string revision)
{
    internal string ClassName => $"{property}PromotionTests";

    internal string Write()
    {
        var rows = new InventedRows(plan);
        return $$"""
            using Kelpie.Conformance.Backends;

            namespace Kelpie.Conformance.Promotions;

            /// <summary>The experiment {{plan.Experiment.Name}} becomes {{plan.Table.Name}}, and is handed back.</summary>
            public sealed class {{ClassName}}
            {
                private static readonly PromotionTrial Trial = new(
                    "{{revision}}",
                    "{{plan.Experiment.Name}}",
                    "{{plan.Table.Name}}",
                    before:
                    [
            {{Lines(rows.Before)}}
                    ],
                    after:
                    [
            {{Lines(rows.After)}}
                    ]);

                [Theory, EveryBackend]
                public Task Whoever_has_it_keeps_the_rows_there_and_back(string backend) => Trial.AssertThereAndBackAsync(backend);

                [Theory, EveryBackend]
                public Task Whoever_has_none_gets_an_empty_table(string backend) => Trial.AssertEmptyAsync(backend);
            }

            """.ReplaceLineEndings("\n");
    }

    private static string Lines(IReadOnlyList<IReadOnlyList<string>> rows) => string.Join('\n', rows.Select(row => $"            [{string.Join(", ", row)}],"));
}
