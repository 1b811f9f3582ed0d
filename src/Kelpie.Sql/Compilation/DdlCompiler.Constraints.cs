using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.Compilation;

/// <content>Keys and constraints.</content>
public abstract partial class DdlCompiler
{
    /// <summary>A primary key as it stands in a table.</summary>
    protected string SpellKey(PrimaryKey key) => $"{SpellName(key.Name)}PRIMARY KEY ({Quote(key.Columns)})";

    /// <summary>A unique constraint as it stands in a table.</summary>
    protected string SpellUnique(UniqueConstraint unique) => $"{SpellName(unique.Name)}UNIQUE ({Quote(unique.Columns)})";

    /// <summary>A check as it stands in a table.</summary>
    protected string SpellCheck(CheckConstraint check) => $"{SpellName(check.Name)}CHECK ({check.Sql})";

    /// <summary>A foreign key as it stands in a table.</summary>
    protected string SpellForeignKey(ForeignKey key) =>
        $"{SpellName(key.Name)}FOREIGN KEY ({Quote(key.Columns)}) REFERENCES {Quote(key.ReferencedTable)} ({Quote(key.ReferencedColumns)})"
        + SpellAction(" ON DELETE", key.OnDelete) + SpellAction(" ON UPDATE", key.OnUpdate);

    /// <summary>How a primary key is dropped.</summary>
    protected virtual string SpellDropKey(DropPrimaryKey drop) => $"ALTER TABLE {Quote(drop.Table)} DROP PRIMARY KEY";

    /// <summary>How a table gets a constraint more.</summary>
    protected string SpellAdd(string table, string constraint) => $"ALTER TABLE {Quote(table)} ADD {constraint}";

    /// <summary>How a constraint is dropped by its name.</summary>
    protected string SpellDropConstraint(string table, string name) => $"ALTER TABLE {Quote(table)} DROP CONSTRAINT {Quote(name)}";

    /// <summary>The same table with those keys, constraints and indexes only that speak of a column, or might.</summary>
    protected static TableDefinition PartsOf(TableDefinition table, string column) => table with
    {
        PrimaryKey = table.PrimaryKey?.Columns.Contains(column) ?? false ? table.PrimaryKey : null,
        ForeignKeys = [.. table.ForeignKeys.Where(key =>
            key.Columns.Contains(column) || (key.ReferencedTable == table.Name && key.ReferencedColumns.Contains(column)))],
        Uniques = [.. table.Uniques.Where(unique => unique.Columns.Contains(column))],
        Checks = [.. table.Checks.Where(check => Mentions(check.Sql, column))],
        Indexes = [.. table.Indexes.Where(index =>
            index.Columns.Any(part => part.IsExpression ? Mentions(part.Name, column) : part.Name == column)
            || (index.Where is { } where && Mentions(where, column)))],
    };

    // Too often is harmless. In quotes a name may hold quotes twice.
    private static bool Mentions(string sql, string column) => Bare(sql).Contains(Bare(column), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string sql) => string.Concat(sql.Where(sign => sign is not ('"' or '`' or '[' or ']')));

    private static string SpellAction(string when, ReferentialAction action) => action switch
    {
        ReferentialAction.Cascade => when + " CASCADE",
        ReferentialAction.SetNull => when + " SET NULL",
        _ => "",
    };

    private string SpellName(string? constraint) => constraint is null ? "" : $"CONSTRAINT {Quote(constraint)} ";
}
