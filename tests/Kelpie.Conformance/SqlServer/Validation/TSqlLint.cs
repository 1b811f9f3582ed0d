using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Kelpie.Conformance.SqlServer.Validation;

/// <summary>What neither the parser nor DacFx finds: what the server refuses all the same, or takes and means otherwise.</summary>
internal static class TSqlLint
{
    /// <summary>What is wrong with a text that parses.</summary>
    internal static IReadOnlyList<string> ErrorsOf(string sql)
    {
        var tree = TSqlParser.Parse(sql, out var errors);
        if (errors.Count > 0)
        {
            return [];
        }

        var visitor = new Visitor();
        tree.Accept(visitor);
        return visitor.Errors;
    }

    private sealed class Visitor : TSqlFragmentVisitor
    {
        private static readonly HashSet<string> OfOtherDatabases = new(StringComparer.OrdinalIgnoreCase)
        {
            "now", "char_length", "length", "substr", "group_concat", "strftime", "utc_timestamp", "random", "greatest", "least", "count",
        };

        private static readonly HashSet<string> Collations = new(StringComparer.Ordinal) { "Latin1_General_100_BIN2", "Latin1_General_100_CS_AS_SC" };

        internal List<string> Errors { get; } = [];

        public override void Visit(SqlDataTypeReference node)
        {
            if (node.Parameters is not [IntegerLiteral literal, ..])
            {
                return;
            }

            var size = int.Parse(literal.Value, CultureInfo.InvariantCulture);
            var limit = node.SqlDataTypeOption switch
            {
                SqlDataTypeOption.NVarChar or SqlDataTypeOption.NChar => 4000,
                SqlDataTypeOption.VarChar or SqlDataTypeOption.Char or SqlDataTypeOption.VarBinary or SqlDataTypeOption.Binary => 8000,
                SqlDataTypeOption.Decimal or SqlDataTypeOption.Numeric => 38,
                SqlDataTypeOption.DateTime2 => 7,
                _ => int.MaxValue,
            };
            Refuse(size > limit || size < 0, $"{node.SqlDataTypeOption}({size}) is more than {limit}");
        }

        public override void Visit(FunctionCall node) => Refuse(
            node.CallTarget is null && OfOtherDatabases.Contains(node.FunctionName.Value),
            $"{node.FunctionName.Value} is no function of this database, or not the one meant");

        // A name in quotes is none if somebody sets QUOTED_IDENTIFIER OFF.
        public override void Visit(Identifier node) => Refuse(node.QuoteType == QuoteType.DoubleQuote, $"the name {node.Value} stands in double quotes");

        public override void Visit(PrimaryExpression node) => Refuse(
            node.Collation is { } collation && !Collations.Contains(collation.Value), $"the collation {node.Collation?.Value} is none of ours");

        public override void Visit(ColumnDefinition node) => Refuse(
            node.Collation is { } collation && !Collations.Contains(collation.Value), $"the collation {node.Collation?.Value} is none of ours");

        // Without the N it is a text of the database's code page, which lacks most letters.
        public override void Visit(StringLiteral node) => Refuse(
            !node.IsNational && node.Value.Any(c => c > '\u007f'), $"the text '{node.Value}' lacks its N");

        public override void Visit(ValuesInsertSource node) => Refuse(node.RowValues.Count > 1000, $"{node.RowValues.Count} rows stand behind VALUES, and 1000 may");

        public override void Visit(MergeStatement node) => Refuse(
            node.MergeSpecification.Target is NamedTableReference { TableHints.Count: 0 },
            "a MERGE without HOLDLOCK lets another insert the same key");

        public override void Visit(CreateTableStatement node) => Errors.AddRange(KeyLint.ErrorsOf(node));

        private void Refuse(bool isWrong, string what)
        {
            if (isWrong)
            {
                Errors.Add($"lint: {what}");
            }
        }
    }
}
