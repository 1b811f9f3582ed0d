using System.Collections.Frozen;
using Kelpie.Chunking;

namespace Kelpie.Analysis;

/// <summary>
/// The lines of a program, told apart into comments and others by how they begin. The programming language is not known, so what
/// counts is what most of them agree on.
/// </summary>
/// <param name="text">The program.</param>
internal ref struct CodeLines(ReadOnlySpan<char> text)
{
    private static readonly (string Opening, string Closing)[] Blocks =
        [("/*", "*/"), ("\"\"\"", "\"\"\""), ("'''", "'''"), ("r\"\"\"", "\"\"\""), ("<!--", "-->"), ("{-", "-}"), ("(*", "*)"), ("--[[", "]]")];

    /// <summary>What follows a # that begins no comment.</summary>
    private static readonly FrozenSet<string> Directives = FrozenSet.ToFrozenSet(
        ["define", "elif", "else", "endif", "endregion", "error", "if", "ifdef", "ifndef", "import", "include", "line", "nullable", "pragma", "region", "undef", "using", "warning"],
        StringComparer.Ordinal);

    private ReadOnlySpan<char> _rest = text;
    private bool _done;
    private string? _closing;

    /// <summary>The line the enumeration is at.</summary>
    public CodeLine Current { get; private set; }

    /// <summary>Itself, for <c>foreach</c>.</summary>
    public readonly CodeLines GetEnumerator() => this;

    /// <summary>Goes to the next line; false when there is none.</summary>
    public bool MoveNext()
    {
        if (_done)
        {
            return false;
        }

        int end = _rest.IndexOf('\n');
        ReadOnlySpan<char> line = end < 0 ? _rest : _rest[..end];
        _done = end < 0;
        _rest = end < 0 ? [] : _rest[(end + 1)..];
        ReadOnlySpan<char> trimmed = PythonText.Trim(line);
        bool isComment = TryComment(trimmed, out ReadOnlySpan<char> said, out bool opensBlock);
        Current = new CodeLine(isComment ? said : trimmed, isComment, opensBlock, !line.IsEmpty && PythonText.IsWhiteSpace(line[0]));
        return true;
    }

    private bool TryComment(ReadOnlySpan<char> line, out ReadOnlySpan<char> said, out bool opensBlock)
    {
        opensBlock = false;
        if (line.IsEmpty)
        {
            said = line;
            return _closing is not null;
        }

        if (_closing is null)
        {
            foreach ((string opening, string closing) in Blocks)
            {
                if (line.StartsWith(opening))
                {
                    opensBlock = true;
                    _closing = closing;
                    said = InBlock(line[opening.Length..]);
                    return true;
                }
            }

            int marks = MarkLength(line);
            said = PythonText.Trim(line[marks..]);
            return marks > 0;
        }

        said = InBlock(line);
        return true;
    }

    private ReadOnlySpan<char> InBlock(ReadOnlySpan<char> line)
    {
        int end = line.IndexOf(_closing);
        if (end >= 0)
        {
            _closing = null;
            line = line[..end];
        }

        return PythonText.Trim(line.TrimStart("*!"));
    }

    /// <summary>The length of the signs with which a comment of one line begins; 0 if it is none.</summary>
    private static int MarkLength(ReadOnlySpan<char> line)
    {
        int marks = line.IndexOfAnyExcept("/#-;%!") is var end and >= 0 ? end : line.Length;
        if (marks == 0)
        {
            return 0;
        }

        bool spaced = marks == line.Length || line[marks] == ' ';
        return line[0] switch
        {
            '/' => line.StartsWith("//") ? marks : 0,
            '#' => line.StartsWith("#!") || (!spaced && IsDirective(line[marks..])) ? 0 : marks,
            '-' => spaced && line.StartsWith("--") ? marks : 0,
            ';' or '%' => spaced ? marks : 0,
            _ => 0,
        };
    }

    private static bool IsDirective(ReadOnlySpan<char> rest)
    {
        int end = rest.IndexOfAnyExceptInRange('a', 'z') is var found and >= 0 ? found : rest.Length;
        return rest[0] == '[' || Directives.GetAlternateLookup<ReadOnlySpan<char>>().Contains(rest[..end]);
    }
}
