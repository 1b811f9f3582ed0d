using System.Globalization;
using System.Text;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.Compilation;

/// <summary>
/// Spells schema changes for one database. What stands here is what the databases share; a dialect overrides
/// where its own differs.
/// </summary>
/// <param name="dialect">Whose words to use.</param>
public abstract partial class DdlCompiler(Dialect dialect)
{
    /// <summary>The statements that make a change, in order.</summary>
    /// <exception cref="NotSupportedException">The database has no way to make the change.</exception>
    public virtual IReadOnlyList<string> Compile(DdlStatement statement) => statement switch
    {
        _ when NeedsRebuild(statement) => throw new NotSupportedException(
            $"{dialect.Name} has no way to {statement.GetType().Name} in a table that is there; make the table anew, by a {nameof(RebuildTable)}."),
        CreateTable create => [SpellTable(create.Table), .. create.Table.Indexes.Select(SpellIndex)],
        CreateMissingTable create => [SpellMissingTable(Bare(create.Table))],
        DropTable drop => [$"DROP TABLE {Quote(drop.Name)}"],
        RenameTable rename => [$"ALTER TABLE {Quote(rename.Name)} RENAME TO {Quote(rename.NewName)}"],
        AddColumn add => [$"ALTER TABLE {Quote(add.Table)} ADD COLUMN {SpellAddedColumn(add)}"],
        DropColumn drop => [$"ALTER TABLE {Quote(drop.Table)} DROP COLUMN {Quote(drop.Name)}"],
        RenameColumn rename =>
            [$"ALTER TABLE {Quote(rename.Table)} RENAME COLUMN {Quote(rename.Name)} TO {Quote(rename.NewName)}"],
        CreateIndex create => [SpellIndex(create.Index)],
        DropIndex drop => [SpellDropIndex(drop.Index)],
        AddPrimaryKey add => [SpellAdd(add.Table, SpellKey(add.Key))],
        DropPrimaryKey drop => [SpellDropKey(drop)],
        AddForeignKey add => [SpellAdd(add.Table, SpellForeignKey(add.Key))],
        DropForeignKey drop => [SpellDropConstraint(drop.Table, drop.Name)],
        AddUnique add => [SpellAdd(add.Table.Name, SpellUnique(add.Unique))],
        DropUnique drop => [SpellDropConstraint(drop.Table.Name, drop.Unique.Name)],
        AddCheck add => [SpellAdd(add.Table, SpellCheck(add.Check))],
        DropCheck drop => [SpellDropConstraint(drop.Table, drop.Name)],
        CreateView create => [$"CREATE VIEW {Quote(create.View.Name)} AS {create.View.Sql}"],
        DropView drop => [$"DROP VIEW {Quote(drop.Name)}"],
        DropTrigger drop => [$"DROP TRIGGER {Quote(drop.Name)}"],
        RebuildTable rebuild => throw new NotSupportedException(
            $"{dialect.Name} alters a table as it is, and makes {rebuild.Before.Name} anew for no change; say the changes themselves."),
        _ => throw new NotSupportedException($"{dialect.Name} has no way to {statement.GetType().Name}."),
    };

    /// <summary>Whether the database can make the change of a table that is there only by making the table anew: see <see cref="RebuildTable"/>.</summary>
    public virtual bool NeedsRebuild(DdlStatement statement) => false;

    /// <summary>A name, quoted where it needs to be.</summary>
    protected string Quote(string name) => dialect.Quote(name);

    /// <summary>Names in a row, quoted where they need to be.</summary>
    protected string Quote(IEnumerable<string> names) => string.Join(", ", names.Select(dialect.Quote));

    /// <summary>A column as it stands in a <c>CREATE TABLE</c>.</summary>
    /// <param name="column">The column.</param>
    /// <param name="isWholeKey">Whether it alone is the primary key.</param>
    protected abstract string SpellColumn(ColumnDefinition column, bool isWholeKey);

    /// <summary>Whether the column says of itself that it is the primary key, so that the table need not.</summary>
    protected virtual bool ColumnSpellsKey(ColumnDefinition column) => false;

    /// <summary>The moment of the insert, in UTC, as a default.</summary>
    protected abstract string SpellNow();

    /// <summary>A truth value as a default.</summary>
    protected abstract string SpellTruth(bool value);

    /// <summary>How an index is dropped.</summary>
    protected virtual string SpellDropIndex(IndexDefinition index) => $"DROP INDEX {Quote(index.Name)}";

    /// <summary>A column as it stands in an <c>ADD COLUMN</c>.</summary>
    /// <exception cref="NotSupportedException">The database cannot add such a column to a table that has rows.</exception>
    protected virtual string SpellAddedColumn(AddColumn add) =>
        add.Column is { IsNullable: false, Default: null }
            ? throw new NotSupportedException(
                $"{add.Table}.{add.Column.Name} can be added to a table with rows only with a default, or as one that may be NULL.")
            : SpellColumn(add.Column, isWholeKey: false);

    /// <summary>The default of a column, with a blank before it; empty where there is none.</summary>
    protected string SpellDefault(ColumnDefinition column) => column.Default switch
    {
        null => "",
        DefaultValue.Number number => string.Create(CultureInfo.InvariantCulture, $" DEFAULT {number.Value}"),
        DefaultValue.Fraction number => string.Create(CultureInfo.InvariantCulture, $" DEFAULT {number.Value}"),
        DefaultValue.Expression expression => $" DEFAULT ({expression.Value})",
        DefaultValue.Text text => $" DEFAULT {dialect.QuoteText(text.Value)}",
        DefaultValue.Truth truth => $" DEFAULT {SpellTruth(truth.Value)}",
        _ => $" DEFAULT {SpellNow()}",
    };

    /// <summary>A whole <c>CREATE TABLE</c> that does nothing where there is one.</summary>
    protected virtual string SpellMissingTable(TableDefinition table) => "CREATE TABLE IF NOT EXISTS" + SpellTable(table)["CREATE TABLE".Length..];

    // What is told beside the table would be told of the one that is there.
    private static TableDefinition Bare(TableDefinition table) =>
        table with { Indexes = [], Comment = null, Columns = table.Columns.Select(column => column with { Comment = null }).ToValueList() };

    /// <summary>A whole <c>CREATE TABLE</c>.</summary>
    protected virtual string SpellTable(TableDefinition table)
    {
        var key = table.PrimaryKey;
        var wholeKey = key is { Columns: [var only] } ? only : null;
        var lines = new List<string>(table.Columns.Select(column => SpellColumn(column, column.Name == wholeKey)));

        if (key is not null && !(wholeKey is not null && ColumnSpellsKey(table.Column(wholeKey))))
        {
            lines.Add(SpellKey(key));
        }

        lines.AddRange(table.Uniques.Select(SpellUnique));
        lines.AddRange(table.Checks.Select(SpellCheck));
        lines.AddRange(table.ForeignKeys.Select(SpellForeignKey));

        var sql = new StringBuilder($"CREATE TABLE {Quote(table.Name)} (\n    ");
        return sql.AppendJoin(",\n    ", lines).Append("\n)").ToString();
    }

    /// <summary>A whole <c>CREATE INDEX</c>.</summary>
    protected virtual string SpellIndex(IndexDefinition index)
    {
        var columns = string.Join(", ", index.Columns.Select(column => (column.IsExpression ? $"({column.Name})" : Quote(column.Name)) + (column.IsDescending ? " DESC" : "")));
        var where = index.Where is null ? "" : $" WHERE {index.Where}";
        return $"CREATE {(index.IsUnique ? "UNIQUE " : "")}INDEX {Quote(index.Name)} ON {Quote(index.Table)} ({columns}){where}";
    }
}
