using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.SqlServer;

/// <content>
/// Expressions. SQL Server compares texts as if the shorter ended in blanks, and bytes as if it ended in zeros: where two are to
/// be equal, so is their length.
/// </content>
internal sealed partial class SqlServerStatementCompiler
{
    private int _sources;

    protected override void VisitBinary(Expression left, BinaryOperator op, Expression right)
    {
        switch (op)
        {
            case BinaryOperator.Equal or BinaryOperator.NotEqual when IsPadded(left, right):
                WriteEquality(left, right, op == BinaryOperator.NotEqual);
                break;
            case BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual when IsText(left):
                var (first, second) = Operands(left, right);
                Write($"{first} {Spell(op)} {second}");
                break;
            case BinaryOperator.Concatenate:
                WriteConcatenation(left, right);
                break;
            default:
                base.VisitBinary(left, op, right);
                break;
        }
    }

    protected override string Spell(BinaryOperator op) => op == BinaryOperator.Concatenate ? "+" : base.Spell(op);

    // A [ opens a set of characters, which elsewhere it does not; alone in a set it is itself.
    protected override void VisitLike(Expression operand, Expression pattern)
    {
        Write(Operand(operand)).Write(" LIKE ");
        if (ConstantOf(pattern) is string text)
        {
            WriteConstant(text.Replace("[", "[[]", StringComparison.Ordinal), Types.Text);
        }
        else
        {
            Write("REPLACE(").Write(pattern).Write(", N'[', N'[[]')");
        }

        Write(@" ESCAPE '\'");
    }

    protected override void VisitTextMatch(Expression operand, string text, bool isPrefix)
    {
        var pattern = $"{(isPrefix ? "" : "%")}{LikePattern.Escape(text).Replace("[", "[[]", StringComparison.Ordinal)}%";
        var matched = Aside(() => WriteOperand(operand));
        Write(IsBinaryColumn(operand) ? matched : Collated(matched)).Write(" LIKE ").WriteConstant(pattern, Types.Text).Write(@" ESCAPE '\'");
    }

    protected override void VisitInList(Expression operand, IReadOnlyList<Expression> values)
    {
        if (values.Count == 0 || !IsPadded(operand, operand))
        {
            base.VisitInList(operand, values);
            return;
        }

        var tested = Operand(operand);
        var list = values.Select(value => Aside(() => WriteOperand(value))).ToArray();
        Write($"({tested} IN ({string.Join(", ", list)}) AND {tested} + {Mark(operand)} IN ({string.Join(", ", list.Select(value => $"{value} + {Mark(operand)}"))}))");
    }

    protected override void VisitInQuery(Expression operand, QueryBody query)
    {
        if (!IsPadded(operand, operand))
        {
            base.VisitInQuery(operand, query);
            return;
        }

        var source = $"in{++_sources}";
        Write(Operand(operand)).Write($" + {Mark(operand)} IN (SELECT {source}.c + {Mark(operand)} FROM ").WriteNested(query).Write($" AS {source} (c))");
    }

    // IS DISTINCT FROM came with SQL Server 2022.
    protected override void VisitDistinction(Expression left, Expression right, bool isDistinct)
    {
        var (first, second) = Operands(left, right);
        var (firstLength, secondLength) = IsPadded(left, right) ? ($", DATALENGTH({first})", $", DATALENGTH({second})") : ("", "");
        Write($"{(isDistinct ? "(NOT " : "")}EXISTS (SELECT {first}{firstLength} INTERSECT SELECT {second}{secondLength}){(isDistinct ? ")" : "")}");
    }

    protected override void VisitFunction(SqlFunction function, IReadOnlyList<Expression> arguments)
    {
        if (function.ToString() == "NULLIF" && IsPadded(arguments[0], arguments[1]))
        {
            var (text, unwanted) = Operands(arguments[0], arguments[1]);
            Write($"CASE WHEN {text} = {unwanted} AND DATALENGTH({text}) = DATALENGTH({unwanted}) THEN NULL ELSE {text} END");
            return;
        }

        base.VisitFunction(function, arguments);
    }

    protected override void VisitProposedValue(string column) => Write($"{Proposed}.").WriteName(column);

    private void WriteEquality(Expression left, Expression right, bool isUnequal)
    {
        var (first, second) = Operands(left, right);
        Write(isUnequal
            ? $"({first} <> {second} OR DATALENGTH({first}) <> DATALENGTH({second}))"
            : $"({first} = {second} AND DATALENGTH({first}) = DATALENGTH({second}))");
    }

    // Two texts of limited length make one of 4,000 characters at the most, and what is beyond is cut without a word.
    private void WriteConcatenation(Expression left, Expression right)
    {
        if (left.SqlType.Underlying is TextType { Length: null } or JsonType)
        {
            Write(left).Write(" + ").WriteOperand(right);
            return;
        }

        Write("CAST(").Write(left).Write(" AS NVARCHAR(MAX)) + ").WriteOperand(right);
    }

    private string Operand(Expression text)
    {
        var outer = _hasColumn;
        _hasColumn = false;
        var sql = Aside(() => WriteOperand(text));
        sql = _hasColumn || !IsText(text) ? sql : Collated(sql);
        _hasColumn |= outer;
        return sql;
    }

    // Where no column says how texts compare, the database's default would, which may take A and a for one.
    private (string Left, string Right) Operands(Expression left, Expression right)
    {
        var outer = _hasColumn;
        _hasColumn = false;
        var first = Aside(() => WriteOperand(left));
        var second = Aside(() => WriteOperand(right));
        if (!_hasColumn && IsText(left))
        {
            first = Collated(first);
        }

        _hasColumn |= outer;
        return (first, second);
    }

    private static string Collated(string sql) =>
        sql.EndsWith(SqlServerDialect.Collation, StringComparison.Ordinal) ? sql : $"{sql} COLLATE {SqlServerDialect.Collation}";

    private static string Mark(Expression padded) => IsText(padded) ? "N'.'" : "0x01";

    private static bool IsText(Expression expression) => expression.SqlType.Underlying is TextType or JsonType;

    private static bool IsBinaryColumn(Expression expression) =>
        expression is IColumn && expression.SqlType.Underlying is (TextType { Collation: TextCollation.Binary } or JsonType or AsciiKeyType);

    private static bool IsPadded(Expression left, Expression right) =>
        left.SqlType.Underlying is TextType or JsonType or BytesType && right.SqlType.Underlying is not AsciiKeyType;
}
