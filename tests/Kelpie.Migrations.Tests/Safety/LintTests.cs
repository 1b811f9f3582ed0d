using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Safety;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Migrations.Tests.Safety;

public sealed class LintTests
{
    [Fact]
    public void A_sound_history_has_no_findings() => Assert.Empty(Of(Create()));

    [Fact]
    public void Hazards_are_listed_by_revision()
    {
        var finding = Assert.Single(Of(Create(), Change(op => op.DropTable("books"))), finding => finding.Hazard.Severity == HazardSeverity.Destroys);
        Assert.Equal(("bbbbbbbb", "books", "sqlite"), (finding.Migration.Revision, finding.Hazard.Where, Assert.Single(finding.Hazard.Dialects)));
    }

    [Fact]
    public void A_downgrade_that_cannot_be_derived_is_found_and_raw_sql_without_undo()
    {
        Assert.Equal(
            ("downgrade", MigrationDirection.Downgrade),
            Where(HazardKind.HasNoDowngrade, Create(), Change(op => op.DropColumn("books", "pages"))));
        Assert.Equal(("raw SQL", MigrationDirection.Downgrade), Where(HazardKind.HasNoDowngrade, Create(), Change(op => op.Sql("UPDATE books SET pages = 1;"))));
        Assert.DoesNotContain(Of(Create(), Change(op => op.Sql("UPDATE books SET pages = 1;", undo: ""))), finding => finding.Hazard.Kind == HazardKind.HasNoDowngrade);
    }

    [Fact]
    public void A_downgrade_that_leads_elsewhere_is_found()
    {
        var finding = Assert.Single(Of(Create(), new Step("bbbbbbbb", "aaaaaaaa", "change", op => op.AddColumn("books", "year", Integer.Nullable()))));
        Assert.Equal(HazardKind.DowngradeStrays, finding.Hazard.Kind);
        Assert.Contains("books.year", finding.Hazard.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_is_missing_for_a_database_is_found()
    {
        var finding = Assert.Single(
            Of(Create(), Change(op => op.Script([("postgresql", "SELECT 1;")], [("postgresql", "")]))), finding => finding.Direction == MigrationDirection.Upgrade);
        Assert.Equal((HazardKind.HasNoScript, "ExecuteSql"), (finding.Hazard.Kind, finding.Hazard.Where));
    }

    [Fact]
    public void Downgrades_are_looked_through_where_that_is_asked()
    {
        var graph = new RevisionGraph(Create());
        Assert.Empty(new Lint(graph, [SqliteDialect.Instance]).Run());
        var finding = Assert.Single(new Lint(graph, [SqliteDialect.Instance]) { WithDowngrades = true }.Run());
        Assert.Equal((HazardKind.LosesRows, MigrationDirection.Downgrade), (finding.Hazard.Kind, finding.Direction));
    }

    private static (string, MigrationDirection) Where(HazardKind kind, params Migration[] migrations)
    {
        var finding = Assert.Single(Of(migrations), finding => finding.Hazard.Kind == kind);
        return (finding.Hazard.Where, finding.Direction);
    }

    private static IReadOnlyList<LintFinding> Of(params Migration[] migrations) => new Lint(new RevisionGraph(migrations), [SqliteDialect.Instance]).Run();

    private static Undoable Create() => new("aaaaaaaa", null, "tables", op => op.CreateTable("books", t => t.Column("id", BigInt, identity: true).Column("pages", BigInt).PrimaryKey("id")));

    private static Undoable Change(Action<OperationList> up) => new("bbbbbbbb", "aaaaaaaa", "change", up);
}
