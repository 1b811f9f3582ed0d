using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Autogenerate;

/// <summary>When pieces of two schemas are the same: here, when they are declared alike. Comments do not count.</summary>
internal class SchemaEquality
{
    internal static SchemaEquality Declared { get; } = new();

    internal virtual bool SameType(ColumnDefinition before, ColumnDefinition after) => before.Type.Equals(after.Type);

    internal virtual bool SameDefault(ColumnDefinition before, ColumnDefinition after) => Equals(Whole(before.Default), Whole(after.Default));

    internal virtual bool SameSql(string before, string after) => before == after;

    internal virtual bool Same(PrimaryKey before, PrimaryKey after, TableDefinition declared) => before.Equals(after);

    /// <summary>Whether a constraint that only the schema before has is kept by another one all the same.</summary>
    internal virtual bool IsKeptOtherwise(UniqueConstraint unique, TableDefinition after) => false;

    internal bool Same(CheckConstraint before, CheckConstraint after) => SameSql(before.Sql, after.Sql);

    internal bool Same(IndexDefinition before, IndexDefinition after) =>
        before.IsUnique == after.IsUnique
        && before.Columns.Count == after.Columns.Count
        && before.Columns.Zip(after.Columns).All(pair => Same(pair.First, pair.Second))
        && (before.Where, after.Where) switch
        {
            (null, null) => true,
            ({ } one, { } other) => SameSql(one, other),
            _ => false,
        };

    // 3 and 3.0 are one number.
    private static DefaultValue? Whole(DefaultValue? value) =>
        value is DefaultValue.Fraction { Value: var number } && decimal.IsInteger(number) && number is >= long.MinValue and <= long.MaxValue
            ? DefaultValue.Of((long)number)
            : value;

    private bool Same(IndexColumn before, IndexColumn after) =>
        before.IsDescending == after.IsDescending && before.IsExpression == after.IsExpression
        && (before.IsExpression ? SameSql(before.Name, after.Name) : before.Name == after.Name);
}
