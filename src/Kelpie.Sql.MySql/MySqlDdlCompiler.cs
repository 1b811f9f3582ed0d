using System.Globalization;
using System.Text;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.MySql;

internal sealed partial class MySqlDdlCompiler(MySqlDialect dialect) : DdlCompiler(dialect)
{
    /// <summary>The comment of a unique index, which tells it from a unique constraint: here the two are one thing.</summary>
    internal const string UniqueIndexMark = "unique index";

    /// <summary>The statements that make a change. A table comes with its indexes in one: a second could fail, and nothing takes the first back.</summary>
    public override IReadOnlyList<string> Compile(DdlStatement statement) => statement switch
    {
        CreateTable create => [SpellTable(create.Table)],
        AlterColumn alter => SpellAlter(alter),
        AddUnique add => SpellAddUnique(add),
        DropUnique drop => [SpellDropIndexOf(drop.Table, drop.Unique.Name, drop.Unique.Columns)],
        DropIndex { Definition: { } table } drop => [SpellDropIndexOf(table, drop.Index.Name, ColumnsOf(drop.Index))],
        DropForeignKey drop => SpellDropForeignKey(drop),
        DropCheck drop when dialect.HasJson => [$"ALTER TABLE {Quote(drop.Table)} DROP CHECK {Quote(drop.Name)}"],
        _ => base.Compile(statement),
    };

    protected override string SpellColumn(ColumnDefinition column, bool isWholeKey)
    {
        var number = column.IsIdentity ? " AUTO_INCREMENT" : "";
        var comment = column.Comment is { } text ? $" COMMENT {SpellComment(column.Name, text)}" : "";
        var check = column.Type is JsonType && !dialect.HasJson ? $" CHECK (json_valid({Quote(column.Name)}))" : "";
        return $"{Quote(column.Name)} {dialect.SpellType(column.Type)}{(column.IsNullable ? "" : " NOT NULL")}{SpellColumnDefault(column)}{number}{comment}{check}";
    }

    protected override string SpellAddedColumn(AddColumn add) => add.Column.IsIdentity
        ? throw new NotSupportedException(
            $"{dialect.Product} numbers the rows of a table by its key alone, and {add.Table}.{add.Column.Name} is none yet: create the table anew with it, and copy the rows.")
        : base.SpellAddedColumn(add);

    // CURRENT_TIMESTAMP would follow the time zone of whoever inserts.
    protected override string SpellNow() => "(utc_timestamp(6))";

    protected override string SpellTruth(bool value) => value ? "1" : "0";

    protected override string SpellDropIndex(IndexDefinition index) => $"DROP INDEX {Quote(index.Name)} ON {Quote(index.Table)}";

    protected override string SpellTable(TableDefinition table)
    {
        MySqlKeyRules.Check(dialect, table);
        var sql = base.SpellTable(table);
        var indexes = string.Concat(table.Indexes.Select(index => $",\n    {SpellInnerIndex(index)}"));
        var comment = table.Comment is { } text ? $" COMMENT = {SpellComment(table.Name, text)}" : "";
        // Before the closing line. Of the engines, only this one keeps foreign keys and transactions.
        return $"{sql[..^2]}{indexes}\n) ENGINE = InnoDB{comment}";
    }

    protected override string SpellIndex(IndexDefinition index) =>
        $"CREATE {(index.IsUnique ? "UNIQUE " : "")}INDEX {Quote(index.Name)} ON {Quote(index.Table)} {SpellIndexed(index)}";

    private string SpellInnerIndex(IndexDefinition index) => $"{(index.IsUnique ? "UNIQUE " : "")}INDEX {Quote(index.Name)} {SpellIndexed(index)}";

    private string SpellIndexed(IndexDefinition index)
    {
        if (index.Where is not null)
        {
            throw new NotSupportedException(
                $"{dialect.Product} has no index over some rows, as {index.Name} is to be ({index.Where}); index all of them, or a generated column that is NULL for the others.");
        }

        if (!dialect.Capabilities.HasExpressionIndexes && index.Columns.FirstOrDefault(column => column.IsExpression) is { } expression)
        {
            throw new NotSupportedException(
                $"{dialect.Product} has no index over an expression, as {index.Name} is to be ({expression.Name}); index a generated column of that value.");
        }

        var columns = index.Columns.Select(column =>
            (column.IsExpression ? $"({column.Name})" : Quote(column.Name)) + (column.IsDescending ? " DESC" : ""));
        return $"({string.Join(", ", columns)}){(index.IsUnique ? $" COMMENT '{UniqueIndexMark}'" : "")}";
    }

    private string SpellComment(string of, string comment) => comment.EnumerateRunes().All(rune => rune.IsBmp)
        ? dialect.QuoteText(comment)
        : throw new NotSupportedException(
            $"{dialect.Product} keeps no characters beyond U+FFFF in a comment, as that of {of} has ({comment}); it would put a ? in their place.");

    // Text without bound, bytes and JSON take an expression only, which a literal in parentheses is.
    private string SpellColumnDefault(ColumnDefinition column) => column switch
    {
        // information_schema would show a ? for these, so that nobody could read them back.
        { Default: DefaultValue.Text { Value: var value } } when !value.EnumerateRunes().All(rune => rune.IsBmp) =>
            $" DEFAULT (convert(0x{Convert.ToHexString(Encoding.UTF8.GetBytes(value))} using utf8mb4))",
        { Default: DefaultValue.Text text, Type: TextType { Length: null } or JsonType or BytesType } =>
            $" DEFAULT ({dialect.QuoteText(text.Value)})",
        { Default: DefaultValue.Fraction fraction } => string.Create(CultureInfo.InvariantCulture, $" DEFAULT {fraction.Value}"),
        _ => SpellDefault(column),
    };
}
