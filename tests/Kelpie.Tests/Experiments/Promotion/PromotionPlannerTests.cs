using Kelpie.Experiments.Promotion;
using Kelpie.Sql.Schema;

namespace Kelpie.Tests.Experiments.Promotion;

/// <summary>What becomes of an experiment's columns and keys, and what is refused because a row or a value would be lost.</summary>
public sealed class PromotionPlannerTests
{
    [Fact]
    public async Task What_is_not_decided_stays_as_it_is()
    {
        await using var trial = await Trial.MakeAsync();
        var plan = await PlanAsync(trial);
        Assert.Equal(trial.Columns, plan.Experiment.Columns.Select(column => column.Name));
        Assert.Equal(plan.Experiment.Columns.Select(column => (column.Name, column.Type, column.IsNullable)), plan.Table.Columns.Select(column => (column.Name, column.Type, column.IsNullable)));
        Assert.Equal(("trial", "fk_trial_file_id", ReferentialAction.Cascade), (plan.Table.Name, plan.Table.ForeignKeys.Single().Name, plan.Table.ForeignKeys.Single().OnDelete));
        Assert.Equal(["ix_trial_file_id"], plan.Table.Indexes.Select(index => index.Name));
        Assert.Empty(plan.Mapping.Rules);
        Assert.Empty(plan.Decisions);
    }

    [Theory]
    [InlineData("details TEXT", "'{}'", "details=json", "`details` becomes json (--type).")]
    [InlineData("made_at TEXT", "'2026-01-20 08:00:00'", "made_at=timestamp", "`made_at` becomes timestamp (--type).")]
    [InlineData("day TEXT", "'2026-01-20'", "day=date", "`day` becomes date (--type).")]
    [InlineData("answer TEXT", "'yes'", "answer=boolean", "`answer` becomes boolean (--type).")]
    [InlineData("is_current INTEGER", "1", "is_current=boolean", "`is_current` becomes boolean (--type).")]
    [InlineData("tokens TEXT", "'7'", "tokens=bigint", "`tokens` becomes bigint (--type).")]
    [InlineData("price TEXT", "'7.25'", "price=numeric(8,2)", "`price` becomes numeric(8,2) (--type).")]
    [InlineData("batch TEXT", "'0b5c2f3a-0000-4000-8000-000000000001'", "batch=uuid", "`batch` becomes uuid (--type).")]
    [InlineData("made_at DATETIME", "'2026-01-20T08:00:00.123456Z'", "made_at=timestamp", "`made_at` becomes timestamp (--type).")]
    [InlineData("price MONEY", "7", "price=double", "`price` becomes double (--type).")]
    [InlineData("name TEXT COLLATE NOCASE", "'x'", "name=text", "`name` becomes text (--type).")]
    public async Task A_column_gets_the_type_that_was_decided(string column, string value, string type, string said)
    {
        await using var trial = await Trial.MakeAsync(column: column, value: _ => value);
        var plan = await PlanAsync(trial, types: [type]);
        Assert.Contains(said, plan.Decisions);
        await trial.RequireAsync(plan);
    }

    [Fact]
    public async Task Columns_are_renamed_dropped_and_never_null_as_was_decided()
    {
        await using var trial = await Trial.MakeAsync(column: "scratch TEXT", value: _ => "'x'");
        var plan = await PlanAsync(trial, renames: ["label:title"], drops: ["scratch"], notNulls: []);
        Assert.Equal(["id", "file_id", "title", "score"], plan.Table.Columns.Select(column => column.Name));
        Assert.Equal(["`label` becomes `title` (--rename).", "`scratch` is dropped (--drop); where the table is handed back it is NULL."], plan.Decisions);
        await trial.RequireAsync(plan);
        trial.Index.Execute("UPDATE exp_trial SET score = 1 WHERE score IS NULL");
        Assert.False((await PlanAsync(trial, notNulls: ["score"])).Table.Column("score").IsNullable);
    }

    [Fact]
    public async Task A_key_that_the_values_imply_is_declared_when_it_is_asked_for()
    {
        await using var trial = await Trial.MakeAsync(column: "chunk_id BIGINT", value: row => $"(SELECT min(id) + ({row} % 3) FROM chunks)");
        Assert.Single((await PlanAsync(trial)).Table.ForeignKeys);
        var plan = await PlanAsync(trial, references: ["chunk_id"]);
        Assert.Equal(["file_metadata", "chunks"], plan.Table.ForeignKeys.Select(key => key.ReferencedTable));
        Assert.Equal(["ix_trial_file_id", "ix_trial_chunk_id"], plan.Table.Indexes.Select(index => index.Name));
        await trial.RequireAsync(plan);
    }

    [Theory]
    [InlineData("score", "has_nulls", "score is NULL in 1 rows, which would be lost.")]
    [InlineData("label=json", "would_lose_rows", "takes none whose label is no JSON: 12 rows")]
    [InlineData("label=timestamp", "mixed_spellings", "The moments in label are spelled in several ways")]
    [InlineData("label=bytes", "bad_decision", "Nothing says how label (text) becomes label (")]
    [InlineData("label=color", "bad_decision", "There is no type color.")]
    [InlineData("label", "bad_decision", "--type label is not of the form column=type")]
    [InlineData("nothing=json", "bad_decision", "--type names nothing, and exp_trial has no such column.")]
    [InlineData("--drop label", "cannot_drop", "label is never NULL, has no default and several values")]
    [InlineData("--drop id", "cannot_drop", "id is never NULL, has no default and several values")]
    [InlineData("--rename label:score", "bad_decision", "Two columns would be called score: label and score.")]
    [InlineData("--references label", "bad_decision", "--references names label, whose values are the keys of no other table.")]
    [InlineData("--as chunks", "name_taken", "There is a table or view chunks already.")]
    [InlineData("--as exp_other", "bad_name", "exp_other is no name for one of Kelpie's tables.")]
    [InlineData("--as order", "bad_name", "order is a reserved word of ")]
    [InlineData("--as Trial", "bad_name", "Trial is no name for one of Kelpie's tables.")]
    public async Task What_would_lose_something_or_does_not_fit_is_refused(string decision, string error, string message)
    {
        await using var trial = await Trial.MakeAsync();
        var words = decision.Split(' ');
        var refused = await Assert.ThrowsAsync<KelpieException>(async () => await trial.RequireAsync(words switch
        {
            ["--drop", var column] => await PlanAsync(trial, drops: [column]),
            ["--rename", var rename] => await PlanAsync(trial, renames: [rename]),
            ["--references", var column] => await PlanAsync(trial, references: [column]),
            ["--as", var name] => await PlanAsync(trial, name),
            ["score"] => await PlanAsync(trial, notNulls: ["score"]),
            _ => await PlanAsync(trial, types: [decision]),
        }));
        Assert.Equal(error, refused.Error);
        Assert.Contains(message, refused.Message);
        Assert.NotEmpty(refused.Hint);
    }

    [Fact]
    public async Task What_a_review_finds_in_the_way_stays_in_the_way()
    {
        await using var trial = await Trial.MakeAsync(column: "remark TEXT", value: row => row == 0 ? "'password = correcthorse'" : "'see above'");
        var refused = await Assert.ThrowsAsync<KelpieException>(() => PlanAsync(trial));
        Assert.Equal("not_ready", refused.Error);
        Assert.Contains("remark: 1 of 12 texts look like secrets", refused.Message);
        Assert.Equal("kelpie exp check trial shows all of it.", refused.Hint);
        await trial.RequireAsync(await PlanAsync(trial, drops: ["remark"]));
    }

    private static async Task<PromotionPlan> PlanAsync(
        Trial trial, string name = "trial", string[]? types = null, string[]? renames = null, string[]? drops = null, string[]? notNulls = null, string[]? references = null)
    {
        await using var db = await trial.Index.Database.Engine.ConnectAsync();
        return await new PromotionPlanner(db).PlanAsync("trial", PromotionDecisions.Parse(name, types ?? [], renames ?? [], drops ?? [], notNulls ?? [], references ?? []));
    }
}
