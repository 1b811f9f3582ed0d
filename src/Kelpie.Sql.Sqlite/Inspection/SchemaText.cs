using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Sqlite.Inspection;

/// <summary>The tables of a file, from the statements that it keeps.</summary>
internal sealed class SchemaText(IReadOnlyList<(string Name, string Sql)> tables, IReadOnlyList<(string Name, string Table, string Sql)> indexes)
{
    // SQLite tells no capital from a small letter in a name.
    private static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

    private readonly Dictionary<string, (string Name, TableText Text)> _tables =
        tables.ToDictionary(table => table.Name, table => (table.Name, TableParser.Parse(table.Sql)), Names);

    private readonly ILookup<string, (string Name, string Table, string Sql)> _indexes = indexes.ToLookup(index => index.Table, Names);

    internal MetaData All() => _tables.Values.Aggregate(MetaData.Empty, (all, table) => all.Add(Build(table.Name, table.Text)));

    internal TableDefinition? Find(string name) =>
        _tables.TryGetValue(name, out var table) && table.Name == name ? Build(table.Name, table.Text) : null;

    private TableDefinition Build(string name, TableText text)
    {
        string[] columns = [.. text.Columns.Select(column => column.Name)];
        var key = text.Key is { } found ? found with { Columns = Spelled(columns, found.Columns) } : null;
        return new TableDefinition(
            name, text.Columns.Select(column => ColumnReader.Read(column, key?.Columns.Contains(column.Name) ?? false)).ToValueList())
        {
            PrimaryKey = key,
            Uniques = text.Uniques.Select(unique => ToUnique(name, Spelled(columns, unique.Columns), unique.Name)).ToValueList(),
            Checks = text.Checks.Where(check => !IsOfType(check, text)).Select((check, i) => new CheckConstraint(check.Name ?? $"ck_{name}_{i + 1}", check.Sql)).ToValueList(),
            ForeignKeys = text.References.Select(reference => ToForeignKey(name, columns, reference)).ToValueList(),
            Indexes = _indexes[name].Select(index => IndexParser.Parse(index.Sql, index.Name, name, columns)).ToValueList(),
        };
    }

    // A constraint without a name has the one that TableBuilder would give it.
    private static UniqueConstraint ToUnique(string table, ValueList<string> columns, string? name) =>
        new(name ?? $"uq_{table}_{string.Join('_', columns)}", columns);

    private ForeignKey ToForeignKey(string table, string[] columns, ReferenceText reference)
    {
        var own = Spelled(columns, reference.Columns);
        // What it refers to may be missing: SQLite looks only when a row is written.
        var (target, text) = _tables.TryGetValue(reference.Table, out var known) ? (known.Name, known.Text) : (reference.Table, null);
        var keys = reference.Keys.Count > 0 ? reference.Keys : text?.Key?.Columns ?? [];
        return new ForeignKey(
            reference.Name ?? $"fk_{table}_{string.Join('_', own)}",
            own,
            target,
            text is null ? keys : Spelled([.. text.Columns.Select(column => column.Name)], keys),
            reference.OnDelete,
            reference.OnUpdate);
    }

    // What SqliteDdlCompiler adds to a JSON column.
    private static bool IsOfType(CheckText check, TableText text) =>
        check is { Name: null, Column: { } name } && text.Columns.Any(column => column.Name == name && column.Type == "JSON_TEXT")
        && Tokenizer.Read(check.Sql) is [var function, var open, var column, var close]
        && function.Is("json_valid") && open.Is("(") && column.Value == name && close.Is(")");

    // As the columns themselves are spelled.
    private static ValueList<string> Spelled(string[] columns, ValueList<string> names) =>
        names.Select(name => Array.Find(columns, column => Names.Equals(column, name)) ?? name).ToValueList();
}
