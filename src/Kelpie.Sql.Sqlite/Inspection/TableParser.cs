using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Sqlite.Inspection;

/// <summary>
/// Reads a <c>CREATE TABLE</c> as the file keeps it, <see href="https://www.sqlite.org/lang_createtable.html"/>: the pragmas
/// tell neither the names of constraints, nor checks, collations or AUTOINCREMENT. SQLite itself keeps the text up to date.
/// </summary>
internal sealed partial class TableParser
{
    private readonly TableText _table = new();
    private readonly StatementReader _reader;

    private TableParser(string sql) => _reader = new StatementReader(sql);

    internal static TableText Parse(string sql)
    {
        var parser = new TableParser(sql);
        parser.ParseBody();
        return parser._table;
    }

    private void ParseBody()
    {
        while (!_reader.Take("TABLE"))
        {
            _reader.Next();
        }

        _reader.Take("IF", "NOT", "EXISTS");
        _reader.TakeName();
        _reader.Take("(");
        while (!_reader.IsAtEnd && !_reader.IsAt(")"))
        {
            // A word in quotes is a name, whatever the word.
            if (_reader.IsAt("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"))
            {
                ParseConstraint();
            }
            else
            {
                ParseColumn();
            }

            _reader.Take(",");
        }
    }

    private void ParseConstraint()
    {
        var name = _reader.Take("CONSTRAINT") ? _reader.TakeName() : null;
        if (_reader.Take("PRIMARY", "KEY"))
        {
            _table.Key = new PrimaryKey(_reader.TakeNames(), name);
        }
        else if (_reader.Take("UNIQUE"))
        {
            _table.Uniques.Add(new UniqueText(name, _reader.TakeNames()));
        }
        else if (_reader.Take("CHECK"))
        {
            _table.Checks.Add(new CheckText(name, null, _reader.TakeGroup()));
        }
        else if (_reader.Take("FOREIGN", "KEY"))
        {
            var columns = _reader.TakeNames();
            _reader.Take("REFERENCES");
            _table.References.Add(ParseReference(name, columns));
        }

        SkipConflict();
    }

    private ReferenceText ParseReference(string? name, ValueList<string> columns)
    {
        var reference = new ReferenceText(
            name, columns, _reader.TakeName(), _reader.IsAt("(") ? _reader.TakeNames() : [], ReferentialAction.NoAction, ReferentialAction.NoAction);
        while (true)
        {
            if (_reader.Take("ON"))
            {
                reference = _reader.Take("DELETE") ? reference with { OnDelete = ParseAction() }
                    : _reader.Take("UPDATE") ? reference with { OnUpdate = ParseAction() }
                    : reference;
            }
            else if (_reader.Take("MATCH") || _reader.Take("INITIALLY"))
            {
                _reader.Next();
            }
            // NOT NULL may follow a reference, too.
            else if (!_reader.Take("DEFERRABLE") && !_reader.TakePair("NOT", "DEFERRABLE"))
            {
                return reference;
            }
        }
    }

    // RESTRICT refuses at once and NO ACTION at the end of the statement. For SET DEFAULT the library has no word.
    private ReferentialAction ParseAction()
    {
        if (_reader.Take("SET"))
        {
            return _reader.Next().Is("NULL") ? ReferentialAction.SetNull : ReferentialAction.NoAction;
        }

        if (_reader.Take("NO", "ACTION"))
        {
            return ReferentialAction.NoAction;
        }

        return _reader.Next().Is("CASCADE") ? ReferentialAction.Cascade : ReferentialAction.NoAction;
    }

    private void SkipConflict()
    {
        if (_reader.Take("ON", "CONFLICT"))
        {
            _reader.Next();
        }
    }
}
