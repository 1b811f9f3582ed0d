using Kelpie.Sql.Schema;

namespace Kelpie.Sql;

/// <summary>Items as the rows of a reader.</summary>
internal sealed class ItemReader<TItem>(
    IEnumerator<TItem> items, IReadOnlyList<IColumn> columns, IReadOnlyList<Func<TItem, object>> values) : ValueReader
{
    public override int FieldCount => values.Count;

    public override bool Read() => items.MoveNext();

    public override object GetValue(int ordinal) => values[ordinal](items.Current);

    public override string GetName(int ordinal) => columns[ordinal].Name;

    public override string GetDataTypeName(int ordinal) => columns[ordinal].SqlType.ToString();
}
