using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.SqlServer;

/// <content>What rows are taken from.</content>
internal sealed partial class SqlServerStatementCompiler
{
    // Whether what is being written takes from a column, whose collation then decides.
    private bool _hasColumn;
    private Table? _changed;
    private string _image = "";

    protected override void VisitTable(Table table)
    {
        base.VisitTable(table);
        Write(_lock);
    }

    protected override void WriteJoinWord(JoinKind kind)
    {
        switch (kind)
        {
            case JoinKind.CrossLateral:
                Write(" CROSS APPLY ");
                break;
            case JoinKind.LeftLateral:
                Write(" OUTER APPLY ");
                break;
            default:
                base.WriteJoinWord(kind);
                break;
        }
    }

    // APPLY has none.
    protected override void WriteLateralCondition()
    {
    }

    protected override void VisitColumn(Table table, string name)
    {
        _hasColumn = true;
        if (_changed is { } changed && changed.Name == table.Name && changed.Alias == table.Alias)
        {
            Write(_image).Write(".").WriteName(name);
            return;
        }

        base.VisitColumn(table, name);
    }

    protected override void VisitSourceColumn(string source, string column)
    {
        _hasColumn = true;
        base.VisitSourceColumn(source, column);
    }
}
