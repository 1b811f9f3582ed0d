namespace Kelpie.Search.Queries;

/// <summary>What to find, by the words a text holds: the query language of <c>find</c>, understood.</summary>
/// <remarks>
/// <para>The language, as EBNF. Operators are upper case and stand alone; white space may stand between any two parts.</para>
/// <code>
/// query       = disjunction ;
/// disjunction = conjunction , { "OR" , conjunction } ;
/// conjunction = operand , { [ "AND" ] , operand } ;
/// operand     = { "NOT" } , ( "(" , disjunction , ")" | phrase | piece ) ;
/// phrase      = '"' , { any character but '"' } , '"' , [ "*" ] ;
/// piece       = { any character but white space, '"' and parentheses } , [ "*" ] ;
/// </code>
/// <para>
/// NOT binds tightest, then AND, written or not, then OR. Every text is a query, by these rules:
/// an operator that lacks an operand is a word; a quote or parenthesis without its partner is text; a piece of several words
/// (<c>it's</c>, <c>file.txt</c>) is a phrase; <c>*</c> makes a prefix only right behind a word or a closing quote; an
/// operand without a word (an emoji, <c>--</c>, <c>()</c>) is left out; parentheses nested deeper than
/// <see cref="MaxNesting"/> are ignored. Words are what SQLite's <c>unicode61</c> makes of a text.
/// </para>
/// <para>
/// A query is a closed set of immutable cases: <see cref="Term"/>, <see cref="Prefix"/> and <see cref="Phrase"/>;
/// <see cref="AllOf"/>, <see cref="AnyOf"/> and <see cref="Except"/> over them; <see cref="Nothing"/>. Each full-text
/// engine has one class that renders them: <see cref="Fts5Query"/>, <see cref="TsQuery"/>, <see cref="InnoDbQuery"/>,
/// <see cref="ContainsQuery"/>.
/// </para>
/// </remarks>
public abstract record SearchQuery
{
    /// <summary>
    /// How many parentheses within parentheses are understood; doubled ones, as in <c>((a))</c>, count once.
    /// </summary>
    /// <remarks>
    /// FTS5's parser has room for 100 symbols (https://sqlite.org/src/file/ext/fts5/fts5parse.y) and one of our levels
    /// may need twelve: four operations within one another, each an operand, an operator and a parenthesis. The outermost and
    /// the innermost take up to 27 more.
    /// </remarks>
    public const int MaxNesting = 6;

    private protected SearchQuery()
    {
    }

    /// <summary>Understands a query. Any text is one.</summary>
    /// <param name="text">The query as typed.</param>
    /// <returns>The query; <see cref="Nothing"/> if it can match no text.</returns>
    public static SearchQuery Parse(string text) => Parse(text, out _);

    /// <summary>Understands a query, and tells what its writer may not expect.</summary>
    /// <param name="text">The query as typed.</param>
    /// <param name="notes">
    /// A sentence each for the person who typed it; never empty when the query is <see cref="Nothing"/>.
    /// </param>
    /// <returns>The query; <see cref="Nothing"/> if it can match no text.</returns>
    public static SearchQuery Parse(string text, out IReadOnlyList<string> notes)
    {
        ArgumentNullException.ThrowIfNull(text);
        QueryScanner scanner = new(text);
        Clause whole = new QueryParser(scanner.Scan()).ParseQuery();

        List<string> found = [];
        if (scanner.NestedTooDeep)
        {
            found.Add($"Parentheses nested more than {MaxNesting} deep were ignored. Write the query with fewer of them.");
        }

        if (whole.IsBlank)
        {
            found.Add("The query holds no word to look for, so it matches nothing. Words are made of letters and digits.");
        }
        else if (whole.IsExcluded)
        {
            found.Add("The query asks for everything but what NOT names, so it matches nothing. Add what must occur, as in: dog NOT cat.");
        }

        notes = found;
        return whole.IsExcluded ? Nothing.Instance : whole.Query ?? Nothing.Instance;
    }

    /// <summary>The query in its own language, in the plainest form that means the same.</summary>
    /// <returns>A text that <see cref="Parse(string)"/> reads as an equal query, if it nests no deeper than <see cref="MaxNesting"/>.</returns>
    public sealed override string ToString() => QueryText.Render(this);
}
