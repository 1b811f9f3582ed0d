using System.Globalization;
using System.Text;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Safety;

/// <summary>
/// Writes operations in words of its own, so that a checksum over them is the same in every process, on every machine, in
/// every culture and with every later version of the library. What it writes for an operation must never change.
/// Comments are for people and are left out: to reword one is not to rewrite history.
/// </summary>
/// <param name="dialect">The kind of database: where a type or a script says something of its own for it, that is written.</param>
internal sealed class CanonicalText(string dialect)
{
    private readonly StringBuilder _text = new("kelpie-migrations 1\n");
    private bool _isLineBegun;

    internal string Dialect => dialect;

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    internal CanonicalText Word(string word)
    {
        _text.Append(_isLineBegun ? " " : "").Append(word);
        _isLineBegun = true;
        return this;
    }

    // Line ends as in Unix: a source file checked out on Windows gives the same text.
    internal CanonicalText Name(string name) => Word(
        $"\"{name.ReplaceLineEndings("\n").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"");

    internal CanonicalText EndLine()
    {
        _text.Append('\n');
        _isLineBegun = false;
        return this;
    }

    internal void Table(TableDefinition table)
    {
        foreach (var column in table.Columns)
        {
            Column(column);
        }

        if (table.PrimaryKey is { } primary)
        {
            Word("primary key").OptionalName(primary.Name).Names(primary.Columns).EndLine();
        }

        foreach (var key in table.ForeignKeys)
        {
            ForeignKey(key);
        }

        foreach (var unique in table.Uniques)
        {
            Word("unique").Name(unique.Name).Names(unique.Columns).EndLine();
        }

        foreach (var check in table.Checks)
        {
            Word("check").Name(check.Name).Name(check.Sql).EndLine();
        }

        foreach (var index in table.Indexes)
        {
            Index(index);
        }
    }

    internal void Column(ColumnDefinition column)
    {
        Word("column").Name(column.Name).Type(column.Type).Word(column.IsNullable ? "null" : "not null");
        if (column.IsIdentity)
        {
            Word("identity");
        }

        Default(column.Default).EndLine();
    }

    internal void ForeignKey(ForeignKey key)
    {
        Word("foreign key").Name(key.Name).Names(key.Columns).Word("references").Name(key.ReferencedTable).Names(key.ReferencedColumns)
            .Word(WordFor(key.OnDelete));
        if (key.OnUpdate != ReferentialAction.NoAction)
        {
            Word("on update").Word(WordFor(key.OnUpdate));
        }

        EndLine();
    }

    internal CanonicalText Default(DefaultValue? value, string? none = null) => value switch
    {
        null => none is null ? this : Word(none),
        DefaultValue.Number number => Word("default").Number(number.Value),
        DefaultValue.Fraction fraction => Word("default").Word(fraction.Value.ToString(CultureInfo.InvariantCulture)),
        DefaultValue.Text text => Word("default").Name(text.Value),
        DefaultValue.Truth truth => Word("default").Word(truth.Value ? "true" : "false"),
        DefaultValue.Expression expression => Word("default sql").Name(expression.Value),
        DefaultValue.CurrentTimestamp => Word("default").Word("now"),
        _ => throw new NotSupportedException($"There are no words for {value}."),
    };

    internal void Index(IndexDefinition index)
    {
        Word(index.IsUnique ? "unique index" : "index").Name(index.Name).Word("on").Name(index.Table);
        foreach (var column in index.Columns)
        {
            (column.IsExpression ? Word("expression") : this).Name(column.Name).Word(column.IsDescending ? "desc" : "asc");
        }

        if (index.Where is { } where)
        {
            Word("where").Name(where);
        }

        EndLine();
    }

    internal CanonicalText Type(SqlType type)
    {
        _ = type switch
        {
            BooleanType => Word("boolean"),
            IntegerType => Word("integer"),
            BigIntType => Word("bigint"),
            DoubleType => Word("double"),
            TimestampType => Word("timestamp"),
            DateType => Word("date"),
            BytesType => Word("bytes"),
            GuidType => Word("guid"),
            JsonType => Word("json"),
            TextType text => (text.Length is { } length ? Word("text").Number(length) : Word("text"))
                .Word(text.Collation == TextCollation.Binary ? "binary" : "database"),
            AsciiKeyType key => Word("ascii").Number(key.Length),
            VectorType vector => Word("vector").Number(vector.Dimensions),
            DecimalType number => Word("decimal").Number(number.Precision).Number(number.Scale),
            // A type of the program's own: its name, and how it is spelled, which is all that reaches the database.
            _ => Word("type").Name(type.GetType().Name),
        };
        return type.Spellings[dialect] is { } spelling ? Word("spelled").Name(spelling) : this;
    }

    internal CanonicalText OptionalName(string? name) => name is null ? this : Name(name);

    internal CanonicalText Names(ValueList<string> names)
    {
        Word("(");
        foreach (var name in names)
        {
            Name(name);
        }

        return Word(")");
    }

    private static string WordFor(ReferentialAction action) => action switch
    {
        ReferentialAction.NoAction => "no action",
        ReferentialAction.Cascade => "cascade",
        ReferentialAction.SetNull => "set null",
        _ => throw new NotSupportedException($"There are no words for {action}."),
    };

    private CanonicalText Number(long number) => Word(number.ToString(CultureInfo.InvariantCulture));
}
