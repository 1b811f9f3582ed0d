using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Compilation;

namespace Kelpie.Migrations.Operations;

/// <summary>Puts all rows of a table into another one, column by column, which a <see cref="DropMovedTable"/> of the same revision follows.</summary>
/// <param name="From">The table that has them.</param>
/// <param name="To">The table that gets them.</param>
/// <param name="Mapping">What becomes of the columns, told from the table that is promoted.</param>
/// <param name="IsBack">Whether the rows go back to the table that is promoted.</param>
public sealed record MapRows(string From, string To, RowMapping Mapping, bool IsBack = false) : Operation
{
    internal override bool MayBreakReferences => true;

    /// <inheritdoc/>
    public override SchemaState Apply(SchemaState before)
    {
        _ = Columns(before);
        return before;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Compile(Dialect dialect, SchemaState before)
    {
        var moved = Columns(before).Where(column => IsBack ? column.From is not null : column is { From: not null, To: not null })
            // What a dropped column held in all rows alike, it holds again; what it may leave to its default, it does.
            .Where(column => column.To is not null || column.Back is not null).ToList();
        var target = before.Tables.TableOf(To);
        var names = moved.Select(column => dialect.Quote((IsBack ? column.From! : column.To!).Name));
        var values = moved.Select(column => Value(dialect, column));
        var insert = $"INSERT INTO {dialect.Quote(To)} ({string.Join(", ", names)})\nSELECT {string.Join(", ", values)}\nFROM {dialect.Quote(From)} r";
        var identity = target.Columns.FirstOrDefault(column => column.IsIdentity);
        return (identity, dialect.Name) switch
        {
            (not null, "mssql") => [$"SET IDENTITY_INSERT {dialect.Quote(To)} ON;\n{insert};\nSET IDENTITY_INSERT {dialect.Quote(To)} OFF"],
            (not null, "postgresql") =>
            [
                insert,
                $"SELECT setval(pg_get_serial_sequence({dialect.QuoteText(dialect.Quote(To))}, {dialect.QuoteText(identity.Name)}), max({dialect.Quote(identity.Name)})) FROM {dialect.Quote(To)} HAVING count(*) > 0",
            ],
            _ => [insert],
        };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => [new MapRows(To, From, Mapping, !IsBack)];

    /// <summary>What the rows that are there must fulfil, each with what the others lack; of nothing that the database itself refuses.</summary>
    internal IEnumerable<(string Column, string Condition, string Lack)> Requirements(Dialect dialect, SchemaState before)
    {
        foreach (var column in IsBack ? [] : Columns(before))
        {
            if (column is not { From: { } from, To: { } to })
            {
                continue;
            }

            var value = $"{dialect.Quote(From)}.{dialect.Quote(from.Name)}";
            if (column.Conversion.Fits(dialect, value) is { } fits)
            {
                yield return (from.Name, $"{value} IS NULL OR {fits}", column.Conversion.Requirement);
            }

            if (from.IsNullable && !to.IsNullable)
            {
                yield return (from.Name, $"{value} IS NOT NULL", "is NULL");
            }
        }
    }

    internal override void Describe(CanonicalText text)
    {
        text.Word(IsBack ? "map rows back" : "map rows").Name(From).Name(To).EndLine();
        foreach (var rule in Mapping.Rules)
        {
            text.Word("column").Name(rule.From).OptionalName(rule.To);
            _ = rule.Format is { } format ? text.Word("moments").Name(format) : text;
            _ = rule.Truth is { } truth ? text.Word("truths").Name(truth.True).Name(truth.False) : text;
            _ = rule.Lookup is { } lookup ? text.Word("found in").Name(lookup.Table).Name(lookup.Column).Name(lookup.Key).OptionalName(lookup.HashColumn) : text;
            _ = rule.Back is { } back ? text.Word("back").Name(back) : text;
            text.EndLine();
        }
    }

    private IReadOnlyList<ColumnMapping> Columns(SchemaState state)
    {
        var (from, to) = (state.Tables.TableOf(From), state.Tables.TableOf(To));
        return IsBack ? ColumnMapping.Of(to, from, Mapping) : ColumnMapping.Of(from, to, Mapping);
    }

    private string Value(Dialect dialect, ColumnMapping column) => (IsBack, column) switch
    {
        (false, { From: { } from }) => column.Conversion.There(dialect, $"r.{dialect.Quote(from.Name)}"),
        (true, { To: { } to }) => column.Conversion.Back(dialect, $"r.{dialect.Quote(to.Name)}"),
        _ => dialect.QuoteText(column.Back!),
    };
}
