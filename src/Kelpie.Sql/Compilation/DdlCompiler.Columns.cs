using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.Compilation;

/// <content>Columns that become others.</content>
public abstract partial class DdlCompiler
{
    /// <summary>
    /// The value of an altered column, in SQL over the row as it was: what the change says, or the dialect's own conversion. For
    /// <see cref="RebuildTable.Copies"/>.
    /// </summary>
    /// <exception cref="NotSupportedException">The change says no conversion, and of a value of the one type nobody can tell which of the other it is.</exception>
    public virtual string SpellConversion(AlterColumn alter) => ConversionOf(alter) ?? Quote(alter.Before.Name);

    /// <summary>The value of an altered column, where it is not the old one as the database itself understands it.</summary>
    protected string? ConversionOf(AlterColumn alter) => alter.Conversion
        ?? (ColumnConversion.IsKnown(alter.Before.Type, alter.After.Type)
            ? SpellOwnConversion(alter.Before, alter.After)
            : throw new NotSupportedException(
                $"{alter.Table}.{alter.After.Name} is {dialect.SpellType(alter.Before.Type)} and is to be {dialect.SpellType(alter.After.Type)}, and what becomes of its values goes not without saying; say it with {nameof(AlterColumn.Conversion)}."));

    /// <summary>The new value in SQL, where types differ and the database's own conversion is refused or means something else; null where it is right.</summary>
    /// <param name="before">The column as it is.</param>
    /// <param name="after">The column as it is to be, of a type that <paramref name="before"/> has a meaning in.</param>
    protected virtual string? SpellOwnConversion(ColumnDefinition before, ColumnDefinition after) => null;
}
