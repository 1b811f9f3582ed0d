using System.Globalization;
using System.Text;

namespace Kelpie.Migrations.Authoring;

/// <summary>Writes the C# of a revision.</summary>
internal static class RevisionSource
{
    private const int LongestLine = 150;

    /// <summary>The names of types that only <c>using static Kelpie.Sql.Schema.Types</c> gives.</summary>
    internal static readonly string[] TypeNames =
    [
        "AsciiKey", "BigInt", "Bool", "Bytes", "Date", "DoublePrecision", "Integer", "Json", "Numeric", "Text", "Timestamp", "Uuid", "Varchar", "Vector",
    ];

    /// <summary>The names of <c>Kelpie.Sql.Schema</c> that are written in a revision.</summary>
    internal static readonly string[] SchemaNames =
    [
        "AnyTable", "AsciiKeyType", "BigIntType", "BooleanType", "BytesType", "CheckConstraint", "Column", "ColumnDefinition", "DateType", "DecimalType", "DefaultValue",
        "DoubleType", "ForeignKey", "GuidType", "IColumn", "IndexColumn", "IndexDefinition", "IntegerType", "JsonType", "MetaData", "PrimaryKey", "ReferentialAction",
        "SpellingSet", "SqlType", "Table", "TableBuilder", "TableDefinition", "TextCollation", "TextType", "TimestampType", "TriggerDefinition", "Types",
        "UniqueConstraint", "UnknownType", "ValueList", "VectorType", "ViewDefinition",
    ];

    /// <summary>The extension methods of <c>Kelpie.Sql.Schema</c>.</summary>
    internal static readonly string[] SchemaExtensions = ["Nullable", "ToValueList"];

    /// <summary>Names that a class of a revision cannot have without hiding what revisions speak of.</summary>
    internal static bool IsReserved(string name) => TypeNames.Contains(name, StringComparer.Ordinal) || SchemaNames.Contains(name, StringComparer.Ordinal)
        || name is "Migration" or "OperationList" or "RevisionGraph" or "DateOnly" or "System" or "Kelpie";

    internal static string Write(string @namespace, string className, string revision, IReadOnlyList<string> parents, RevisionDraft draft, DateOnly date)
    {
        var code = new StringBuilder("using Kelpie.Migrations.Operations;\nusing Kelpie.Migrations.Revisions;\n");
        var words = Words(draft.Upgrade).Concat(Words(draft.Downgrade ?? "")).ToHashSet(StringComparer.Ordinal);
        if (SchemaNames.Any(words.Contains) || SchemaExtensions.Any(name => words.Contains("." + name)))
        {
            code.Append("using Kelpie.Sql.Schema;\n");
        }

        if (TypeNames.Any(words.Contains))
        {
            code.Append("using static Kelpie.Sql.Schema.Types;\n");
        }

        code.Append(CultureInfo.InvariantCulture, $"\nnamespace {@namespace};\n\n/// <summary>{Summary(draft.Message)}</summary>\n");
        var declaration = $"internal sealed class {className}()";
        var call = $": Migration({string.Join(", ", Arguments(revision, parents, draft, date))})";
        code.Append(declaration).Append(declaration.Length + call.Length < LongestLine ? " " : "\n    ").Append(call).Append("\n{\n");
        Method(code, "Upgrade", draft.Upgrade);
        if (draft.Downgrade is { } downgrade)
        {
            code.Append('\n');
            Method(code, "Downgrade", downgrade);
        }

        return code.Append("}\n").ToString();
    }

    private static IEnumerable<string> Arguments(string revision, IReadOnlyList<string> parents, RevisionDraft draft, DateOnly date)
    {
        yield return Literal(revision);
        yield return parents switch
        {
            [] => "parent: null",
            [var only] => $"parent: {Literal(only)}",
            _ => $"parents: [{string.Join(", ", parents.Select(Literal))}]",
        };
        yield return Literal(draft.Message);
        yield return string.Create(CultureInfo.InvariantCulture, $"new DateOnly({date.Year}, {date.Month}, {date.Day})");
        if (draft.Branch is { } branch)
        {
            yield return $"branch: {Literal(branch)}";
        }

        if (draft.DependsOn.Count > 0)
        {
            yield return $"dependsOn: [{string.Join(", ", draft.DependsOn.Select(Literal))}]";
        }
    }

    private static void Method(StringBuilder code, string name, string body)
    {
        code.Append("    /// <inheritdoc/>\n    protected override void ").Append(name).Append("(OperationList op)\n    {\n");
        var fixedLines = FixedLines(body);
        var lines = body.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        for (var i = 0; i < lines.Length && body.Trim().Length > 0; i++)
        {
            code.Append(lines[i].Length == 0 || fixedLines.Contains(i) ? "" : "        ").Append(lines[i]).Append('\n');
        }

        code.Append("    }\n");
    }

    // A line that begins within a verbatim text is part of it as it is; within a raw one, blanks before it are not.
    private static HashSet<int> FixedLines(string body)
    {
        var lines = new HashSet<int>();
        foreach (var token in CSharpLexer.Read(body.ReplaceLineEndings("\n")).Where(token => token.Kind == CSharpTokenKind.Literal && token.Text[0] is '@' or '$'))
        {
            if (token.Text[..token.Text.IndexOf('"', StringComparison.Ordinal)].Contains('@', StringComparison.Ordinal))
            {
                var first = body.ReplaceLineEndings("\n").AsSpan(0, token.Start).Count('\n');
                lines.UnionWith(Enumerable.Range(first + 1, token.Text.AsSpan().Count('\n')));
            }
        }

        return lines;
    }

    // A name behind a dot is a member of something else, and keeps its dot.
    private static IEnumerable<string> Words(string code)
    {
        var tokens = CSharpLexer.Read(code);
        return tokens.Select((token, i) => token.Kind != CSharpTokenKind.Word ? "" : i > 0 && tokens[i - 1].Is(".") ? "." + token.Text : token.Text);
    }

    private static string Summary(string message)
    {
        var text = string.Join(' ', message.Split(['\u2028', '\u2029'])).Trim();
        text = char.ToUpperInvariant(text[0]) + text[1..] + (text[^1] is '.' or '!' or '?' ? "" : ".");
        return text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
    }

    private static string Literal(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var c in text)
        {
            literal.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                // Line ends of their own kind, and halves of characters, cannot stand in a text or a file.
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' || char.IsSurrogate(c) => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return literal.Append('"').ToString();
    }
}
