using System.Collections.Frozen;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.Compilation;

/// <summary>How one kind of database wants things said. A dialect knows no driver and needs no connection.</summary>
public abstract class Dialect
{
    /// <summary>Its name, lower case: <c>sqlite</c>, <c>postgresql</c>...</summary>
    public abstract string Name { get; }

    /// <summary>How values cross the border to its driver.</summary>
    public abstract Codecs Codecs { get; }

    /// <summary>How it spells schema changes.</summary>
    public abstract DdlCompiler Ddl { get; }

    /// <summary>What its database can do.</summary>
    public abstract Capabilities Capabilities { get; }

    /// <summary>Whether schema changes are part of a transaction, so that a failed migration leaves nothing behind.</summary>
    public bool HasTransactionalDdl => Capabilities.HasTransactionalDdl;

    /// <summary>
    /// How a session is told to stop enforcing foreign keys while tables are dropped or rebuilt, and to take it up again;
    /// null where the database has no need of it.
    /// </summary>
    public virtual ForeignKeySwitch? ForeignKeySwitch => null;

    /// <summary>
    /// How the triggers of a table are switched off within a transaction, so that nobody else ever meets the table without them;
    /// null where a transaction cannot do that. Foreign keys stay in force.
    /// </summary>
    /// <param name="table">The table's name, unquoted.</param>
    public virtual TriggerSwitch? TriggerSwitch(string table) => null;

    /// <summary>A query for the highest number that an identity column has given out or was told of: one row, NULL or less than 1 where it has none.</summary>
    /// <param name="table">The table's name, unquoted.</param>
    /// <param name="column">The column's name, unquoted.</param>
    public abstract string LastNumber(string table, string column);

    /// <summary>Statements after which an identity column goes on behind a number.</summary>
    /// <param name="table">The table's name, unquoted.</param>
    /// <param name="column">The column's name, unquoted.</param>
    /// <param name="last">The number; less than 1 where it is to begin anew.</param>
    public abstract IReadOnlyList<string> NumberBehind(string table, string column, long last);

    /// <summary>How a script begins a transaction that writes.</summary>
    public virtual string BeginTransaction => "BEGIN";

    /// <summary>How a script makes a transaction last.</summary>
    public virtual string CommitTransaction => "COMMIT";

    /// <summary>What a script for the database's own shell begins with, so that it means there what it means in a session of this library's.</summary>
    public virtual IReadOnlyList<string> ScriptPreamble => [];

    /// <summary>A statement as it stands in a script for the database's own shell, ended as the shell wants it, with a line end.</summary>
    public virtual string SpellInScript(string statement) =>
        // A semicolon behind a comment would be part of it.
        statement + (statement[(statement.LastIndexOf('\n') + 1)..].Contains("--", StringComparison.Ordinal) ? "\n;\n" : ";\n");

    /// <summary>How many parameters one statement may have.</summary>
    public abstract int MaxParameters { get; }

    /// <summary>How many rows one statement may spell out behind <c>VALUES</c>.</summary>
    public virtual int MaxRows => int.MaxValue;

    /// <summary>How many bytes the values of a statement of many rows may come to, by <see cref="SizeOf"/>; one of a single row may always go beyond.</summary>
    public virtual long MaxBatchBytes => long.MaxValue;

    /// <summary>Words that cannot be a name unquoted, in lower case.</summary>
    protected abstract FrozenSet<string> ReservedWords { get; }

    /// <summary>Whether a word cannot be a name unquoted, in whatever case.</summary>
    public bool IsReserved(string name) => ReservedWords.Contains(name.ToLowerInvariant());

    /// <summary>A query for the bytes that a table takes: one number, or NULL; the indexes included where the database knows, else of the values alone.</summary>
    /// <param name="table">The table.</param>
    public abstract string BytesOf(TableDefinition table);

    /// <summary>How the type of a column is spelled.</summary>
    /// <exception cref="NotSupportedException">The database has no such type.</exception>
    public string SpellType(SqlType type) => type.Spellings[Name] ?? Spell(type);

    /// <summary>A compiler for one statement.</summary>
    public abstract StatementCompiler CreateCompiler();

    /// <summary>Writes a statement anew; whoever has one asks it for <see cref="Statement.Compile"/>, which keeps what it gets.</summary>
    /// <exception cref="NotSupportedException">The database has no way to do what the statement says; the message names one around it.</exception>
    public virtual CompiledStatement Compile(Statement statement)
    {
        var compiler = CreateCompiler();
        statement.Accept(compiler);
        return compiler.Finish();
    }

    /// <summary>
    /// What stands in a text for a parameter: its name, unless the database might not take it, or a constant has it;
    /// <c>p</c> and its number then.
    /// </summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="index">Its place among the parameters, from 0.</param>
    public virtual string ParameterMarker(string name, int index) =>
        IsIdentifier(name) && !IsOfConstant(name) ? "@" + name : $"@p{index}";

    /// <summary>What stands for a parameter in a statement of many rows, whose parameters are set by place.</summary>
    /// <param name="index">Its place among the parameters, from 0.</param>
    public virtual string BatchMarker(int index) => ParameterMarker($"p{index}", index);

    /// <summary>What the driver is told a parameter is called; empty where it goes by its place alone.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="index">Its place among the parameters, from 0.</param>
    public virtual string ParameterName(string name, int index) => ParameterMarker(name, index);

    /// <summary>How many bytes a value may take on its way, at the most; 0 where <see cref="MaxBatchBytes"/> sets no bound.</summary>
    /// <param name="value">The value as the driver takes it.</param>
    public virtual long SizeOf(object value) => 0;

    /// <summary>A name as it must stand in a text: quoted where it needs to be.</summary>
    /// <exception cref="ArgumentException">The name is empty, holds a NUL, or is longer than the database takes.</exception>
    public virtual string Quote(string name)
    {
        if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("A name cannot be empty or hold a NUL character.", nameof(name));
        }

        Check(name);
        return IsPlain(name) && !ReservedWords.Contains(name) ? name : QuoteAlways(name);
    }

    /// <summary>A text as a literal in SQL. For DDL and scripts, which take no parameters.</summary>
    /// <exception cref="ArgumentException">The text holds a NUL, at which some databases would end it.</exception>
    public string QuoteText(string value) => value.Contains('\0', StringComparison.Ordinal)
        ? throw new ArgumentException("A text literal cannot hold a NUL character.", nameof(value))
        : QuoteTextAlways(value);

    /// <summary>How the type of a column is spelled where it says nothing of its own.</summary>
    protected abstract string Spell(SqlType type);

    /// <summary>Refuses a name that the database would refuse, or worse, cut off.</summary>
    /// <exception cref="ArgumentException">It does not take the name; the message says what it does take.</exception>
    protected virtual void Check(string name)
    {
    }

    /// <summary>A text without NULs in quotes.</summary>
    protected virtual string QuoteTextAlways(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A name in quotes.</summary>
    protected virtual string QuoteAlways(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // Lower case only: an unquoted name with capitals would change its case on some databases.
    private static bool IsPlain(string name) => IsIdentifier(name) && !name.Any(char.IsAsciiLetterUpper);

    private static bool IsOfConstant(string name) =>
        name.Length > 1 && name[0] == 'p' && name.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsIdentifier(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
