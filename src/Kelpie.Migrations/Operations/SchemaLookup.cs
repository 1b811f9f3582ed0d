using System.Collections.Immutable;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Operations;

/// <summary>Finds what operations name in the schema before them, and says what is there where it is missing.</summary>
internal static class SchemaLookup
{
    extension(MetaData schema)
    {
        internal TableDefinition TableOf(string name) => schema.Find(name)
            ?? throw new InvalidOperationException($"There is no table {name}; there are {Listed(schema.Tables.Select(table => table.Name))}.");

        internal void RequireNoTable(string name)
        {
            if (schema.Find(name) is not null)
            {
                throw new InvalidOperationException($"There is a table {name} already.");
            }
        }

        internal void RequireNotReferenced(TableDefinition table, ValueList<string> columns)
        {
            foreach (var other in schema.Tables)
            {
                if (other.ForeignKeys.FirstOrDefault(key => key.ReferencedTable == table.Name && key.ReferencedColumns.ToHashSet().SetEquals(columns)) is { } key)
                {
                    throw new InvalidOperationException($"{table.Name} ({string.Join(", ", columns)}) is still referred to by foreign key {key.Name} of {other.Name}; drop that first.");
                }
            }
        }

        // Index names are unique in the whole database on SQLite and PostgreSQL, so they are kept so everywhere.
        internal void RequireNoIndex(string name)
        {
            var owner = schema.Tables.FirstOrDefault(table => table.Indexes.Any(index => index.Name == name));
            if (owner is not null)
            {
                throw new InvalidOperationException($"There is an index {name} already, on table {owner.Name}.");
            }
        }
    }

    extension(SchemaState state)
    {
        // A view and a table cannot have one name.
        internal void RequireNoRelation(string name)
        {
            state.Tables.RequireNoTable(name);
            if (state.Views.ContainsKey(name))
            {
                throw new InvalidOperationException($"There is a view {name} already.");
            }
        }

        internal CreateView ViewOf(string name) => state.Views.GetValueOrDefault(name)
            ?? throw new InvalidOperationException($"There is no view {name}; there are {Listed(state.Views.Keys)}.");

        internal CreateTrigger TriggerOf(string name) => state.Triggers.GetValueOrDefault(name)
            ?? throw new InvalidOperationException($"There is no trigger {name}; there are {Listed(state.Triggers.Keys)}.");
    }

    extension(TableDefinition table)
    {
        internal void RequireNoConstraint(string name)
        {
            IEnumerable<string> names =
                [.. table.ForeignKeys.Select(key => key.Name), .. table.Uniques.Select(unique => unique.Name), .. table.Checks.Select(check => check.Name)];
            if (names.Contains(name))
            {
                throw new InvalidOperationException($"Table {table.Name} has a constraint {name} already.");
            }
        }

        internal ColumnDefinition ColumnOf(string name) => table.FindColumn(name)
            ?? throw new InvalidOperationException($"Table {table.Name} has no column {name}; it has {Listed(table.Columns.Select(column => column.Name))}.");

        internal void RequireNoColumn(string name)
        {
            if (table.FindColumn(name) is not null)
            {
                throw new InvalidOperationException($"Table {table.Name} has a column {name} already.");
            }
        }

        internal IndexDefinition IndexOf(string name) => table.Indexes.FirstOrDefault(index => index.Name == name)
            ?? throw new InvalidOperationException($"Table {table.Name} has no index {name}; it has {Listed(table.Indexes.Select(index => index.Name))}.");
    }

    extension<T>(ValueList<T> items)
        where T : class
    {
        internal T Named(string name, Func<T, string> nameOf, TableDefinition table, string what) => items.FirstOrDefault(item => nameOf(item) == name)
            ?? throw new InvalidOperationException($"Table {table.Name} has no {what} {name}; it has {Listed(items.Select(nameOf))}.");
    }

    extension(ImmutableSortedDictionary<string, CreateView> views)
    {
        /// <summary>The views as they read when something of a table has another name.</summary>
        internal ImmutableSortedDictionary<string, CreateView> Rewritten(string table, string name, string newName) => views.SetItems(
            views.Where(view => view.Value.Queries.Any(query => SqlNames.Mentions(query.Sql, table)))
                .Select(view => KeyValuePair.Create(view.Key, view.Value with { Queries = Rewrite(view.Value.Queries, table, name, newName) })));
    }

    extension(ImmutableSortedDictionary<string, CreateTrigger> triggers)
    {
        /// <summary>The triggers as they read when something of a table has another name.</summary>
        internal ImmutableSortedDictionary<string, CreateTrigger> Rewritten(string table, string name, string newName) => triggers.SetItems(
            triggers.Where(trigger => trigger.Value.Table == table || trigger.Value.Scripts.Any(script => SqlNames.Mentions(script.Sql, table)))
                .Select(trigger => KeyValuePair.Create(trigger.Key, trigger.Value with
                {
                    Table = trigger.Value.Table == name ? newName : trigger.Value.Table,
                    Scripts = Rewrite(trigger.Value.Scripts, table, name, newName),
                })));
    }

    private static ValueList<SqlScript> Rewrite(ValueList<SqlScript> scripts, string table, string name, string newName) => scripts
        .Select(script => SqlNames.Mentions(script.Sql, table) ? script with { Sql = SqlNames.Rename(script.Sql, name, newName) } : script).ToValueList();

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.DefaultIfEmpty("none"));
}
