using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Sqlite.Inspection;

/// <content>Columns and what stands in them.</content>
internal sealed partial class TableParser
{
    private static readonly string[] ColumnEnds =
        ["CONSTRAINT", "PRIMARY", "NOT", "NULL", "UNIQUE", "CHECK", "DEFAULT", "COLLATE", "REFERENCES", "GENERATED", "AS", ",", ")"];

    private void ParseColumn()
    {
        var name = _reader.Next().Value;
        var start = _reader.Current.Start;
        while (!_reader.IsAtEnd && !_reader.IsAt(ColumnEnds))
        {
            if (_reader.IsAt("("))
            {
                _reader.TakeGroup();
            }
            else
            {
                _reader.Next();
            }
        }

        var column = new ColumnText(name, _reader.TextFrom(start));
        while (!_reader.IsAtEnd && !_reader.IsAt(",", ")"))
        {
            column = ParseColumnConstraint(column);
        }

        _table.Columns.Add(column);
    }

    private ColumnText ParseColumnConstraint(ColumnText column)
    {
        var name = _reader.Take("CONSTRAINT") ? _reader.TakeName() : null;
        if (_reader.Take("PRIMARY", "KEY"))
        {
            _table.Key = new PrimaryKey([column.Name], name);
            var isDescending = !_reader.Take("ASC") && _reader.Take("DESC");
            SkipConflict();
            return column with { IsInlineKey = !isDescending, IsAutoincrement = _reader.Take("AUTOINCREMENT") };
        }

        if (_reader.IsAt("UNIQUE", "CHECK", "REFERENCES"))
        {
            ParseOneColumnConstraint(name, column.Name);
            return column;
        }

        if (_reader.Take("COLLATE"))
        {
            return column with { Collation = _reader.TakeName() };
        }

        var start = _reader.Current.Start;
        if (_reader.Take("DEFAULT"))
        {
            return column with { Default = ParseDefault() };
        }

        if (_reader.Take("NOT", "NULL"))
        {
            SkipConflict();
            return column with { IsNotNull = true };
        }

        _reader.Take("GENERATED", "ALWAYS");
        if (_reader.Take("AS"))
        {
            _reader.TakeGroup();
            _ = _reader.Take("STORED") || _reader.Take("VIRTUAL");
            return column with { Generated = _reader.TextFrom(start) };
        }

        // NULL says what goes without saying.
        _reader.Next();
        SkipConflict();
        return column;
    }

    private void ParseOneColumnConstraint(string? name, string column)
    {
        if (_reader.Take("UNIQUE"))
        {
            _table.Uniques.Add(new UniqueText(name, [column]));
        }
        else if (_reader.Take("CHECK"))
        {
            _table.Checks.Add(new CheckText(name, column, _reader.TakeGroup()));
        }
        else
        {
            _reader.Take("REFERENCES");
            _table.References.Add(ParseReference(name, [column]));
        }

        SkipConflict();
    }

    private string ParseDefault()
    {
        var start = _reader.Current.Start;
        if (_reader.IsAt("("))
        {
            _reader.TakeGroup();
        }
        else
        {
            _ = _reader.Take("-") || _reader.Take("+");
            _reader.Next();
        }

        return _reader.TextFrom(start);
    }
}
