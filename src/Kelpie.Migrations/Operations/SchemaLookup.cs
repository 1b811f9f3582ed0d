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

    extension(TableDefinition table)
    {
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

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.DefaultIfEmpty("none"));
}
