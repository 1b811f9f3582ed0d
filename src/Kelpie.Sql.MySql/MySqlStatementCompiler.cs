using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.MySql;

/// <content>Expressions and queries.</content>
internal sealed partial class MySqlStatementCompiler(MySqlDialect dialect) : StatementCompiler(dialect)
{
    // What the division being written is spelled like, the innermost last.
    private readonly Stack<bool> _divisionsOfWhole = new();

    protected override void VisitColumn(Table table, string name)
    {
        if (!ReferenceEquals(table, _insertedInto))
        {
            base.VisitColumn(table, name);
            return;
        }

        // An insert gives its table no other name.
        WriteName(table.Name).Write(".").WriteName(name);
    }

    protected override void VisitBinary(Expression left, BinaryOperator op, Expression right)
    {
        if (op != BinaryOperator.Divide)
        {
            base.VisitBinary(left, op, right);
            return;
        }

        _divisionsOfWhole.Push(IsWhole(left) && IsWhole(right));
        base.VisitBinary(left, op, right);
        _divisionsOfWhole.Pop();
    }

    // The quotient of whole numbers is a decimal here; elsewhere it is whole.
    protected override string Spell(BinaryOperator op) => op == BinaryOperator.Divide && _divisionsOfWhole.Peek() ? "DIV" : base.Spell(op);

    // The sum of whole numbers is a decimal here; elsewhere it is what was added.
    protected override bool NeedsCast(AggregateCall call) => call.Name == "SUM";

    protected override string SpellCastType(SqlType type) => SpellCast(type).Type;

    protected override void WriteAggregateCall(AggregateCall call)
    {
        if (call.Separator is not { } separator)
        {
            base.WriteAggregateCall(call);
            return;
        }

        Write(call.IsDistinct ? "GROUP_CONCAT(DISTINCT " : "GROUP_CONCAT(").Write(call.Value!);
        WriteOrder(call.OrderBy, WriteOrdering);
        // A literal; the grammar has no place for a parameter.
        Write(" SEPARATOR ").Write(dialect.QuoteText(separator)).Write(")");
    }

    protected override void VisitDistinction(Expression left, Expression right, bool isDistinct) =>
        Write(isDistinct ? "(NOT (" : "").WriteOperand(left).Write(" <=> ").WriteOperand(right).Write(isDistinct ? "))" : "");

    // A backslash in a literal is written twice.
    protected override void VisitLike(Expression operand, Expression pattern) =>
        WriteOperand(operand).Write(" LIKE ").WriteOperand(pattern).Write(@" ESCAPE '\\'");

    protected override void VisitTextMatch(Expression operand, string text, bool isPrefix)
    {
        var pattern = $"{(isPrefix ? "" : "%")}{LikePattern.Escape(text)}%";
        WriteOperand(operand).Write(" LIKE ").WriteConstant(pattern, Types.Text).Write(@" ESCAPE '\\'");
    }

    protected override void VisitCast(Expression operand, SqlType type)
    {
        var target = type.Underlying;
        if (target.Spellings[dialect.Name] is { } own)
        {
            Write("CAST(").Write(operand).Write($" AS {own})");
        }
        else if (target is BooleanType)
        {
            // There is no cast to TINYINT; this is what the servers hold to be true.
            Write("(").WriteOperand(operand).Write(" <> 0)");
        }
        else
        {
            var (spelling, behind) = SpellCast(target);
            Write("CAST(").Write(operand).Write($" AS {spelling}){behind}");
        }
    }

    // Neither server has an OFFSET without a LIMIT; this is the largest there can be.
    protected override void WriteLimit(QueryBody query)
    {
        foreach (var rows in new[] { query.Limit, query.Offset })
        {
            if (rows is not null && ExpressionReads.Of(dialect, null, rows).IsCompound)
            {
                throw new NotSupportedException(
                    $"{dialect.Product} takes a value or a parameter for Limit and Offset, not a sum or a column; work it out before, and give it as a parameter.");
            }
        }

        if (query is { Limit: null, Offset: not null })
        {
            Write(" LIMIT 18446744073709551615");
        }

        base.WriteLimit(query);
    }

    private static bool IsWhole(Expression expression) =>
        expression is Expression<long> or Expression<int> or Expression<long?> or Expression<int?>;

    // CAST has types of its own: https://dev.mysql.com/doc/refman/9.7/en/cast-functions.html#function_cast
    private (string Type, string Behind) SpellCast(SqlType type) => type switch
    {
        IntegerType or BigIntType => ("SIGNED", ""),
        DoubleType => ("DOUBLE", ""),
        DecimalType number => ($"DECIMAL({number.Precision}, {number.Scale})", ""),
        TimestampType => ("DATETIME(6)", ""),
        DateType => ("DATE", ""),
        BytesType => ("BINARY", ""),
        JsonType when dialect.HasJson => ("JSON", ""),
        TextType { Collation: TextCollation.Binary } text =>
            ($"CHAR{(text.Length is { } length ? $"({length})" : "")} CHARACTER SET utf8mb4", $" COLLATE {MySqlDialect.Collation}"),
        AsciiKeyType key => ($"CHAR({key.Length}) CHARACTER SET ascii", " COLLATE ascii_bin"),
        TextType => throw new NotSupportedException(
            $"{dialect.Product} has no word for the collation of the database in a CAST; cast to Types.Text, which compares by code point."),
        GuidType => throw new NotSupportedException(
            $"{dialect.Product} keeps a GUID as 16 bytes and has no CAST that makes them; give the GUID as a parameter."),
        JsonType => throw new NotSupportedException(
            $"{dialect.Product} keeps JSON as text and has no CAST that checks it; cast to Types.Text, and check with json_valid."),
        _ => throw new NotSupportedException(
            $"{dialect.Product} has no CAST to {type}; write one with Text(...) or Fragment(...), or give the type a spelling with Spellings.With(\"{dialect.Name}\", ...)."),
    };
}
