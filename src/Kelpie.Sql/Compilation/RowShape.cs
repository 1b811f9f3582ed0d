using System.Data.Common;
using Kelpie.Sql.Expressions;

namespace Kelpie.Sql.Compilation;

/// <summary>What a query selects, and how to make a row of it.</summary>
internal abstract class RowShape<TRow>(IReadOnlyList<Expression> columns)
{
    internal IReadOnlyList<Expression> Columns => columns;

    internal abstract RowReader<TRow> Bind(Codecs codecs);
}

/// <summary>Makes a row of a reader's current one.</summary>
internal abstract class RowReader<TRow>
{
    internal abstract TRow Read(DbDataReader reader);
}
