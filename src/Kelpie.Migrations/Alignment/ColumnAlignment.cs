using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Safety;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Alignment;

/// <summary>What makes the columns of a table those that are expected, and what its rows must fulfil for it.</summary>
/// <param name="live">The table as it is.</param>
/// <param name="expected">The table as it is expected.</param>
/// <param name="dialect">The kind of database.</param>
/// <param name="decisions">What was decided.</param>
internal sealed class ColumnAlignment(TableDefinition live, TableDefinition expected, Dialect dialect, AlignmentDecisions decisions)
{
    private readonly DatabaseEquality _equality = new(dialect);

    /// <summary>The operations, in order.</summary>
    internal List<Operation> Operations { get; } = [];

    /// <summary>Conditions that rows must not fulfil, in the names of now, each with what is to be said of those that do.</summary>
    internal List<(string Condition, string Lack)> Refusals { get; } = [];

    /// <summary>What is to be decided, a line each; none where nothing is.</summary>
    internal List<string> Undecided { get; } = [];

    /// <exception cref="AlignmentException">A decision names what is not there.</exception>
    internal void Plan()
    {
        foreach (var name in decisions.Renames.Keys.Concat(decisions.Drops).Where(name => live.FindColumn(name) is null))
        {
            throw new AlignmentException($"{live.Name} has no column {name}; it has {string.Join(", ", live.Columns.Select(column => column.Name))}.");
        }

        foreach (var name in decisions.Renames.Values.Concat(decisions.Fills.Keys).Where(name => expected.FindColumn(name) is null))
        {
            throw new AlignmentException($"No column {name} is expected of {live.Name}, but {string.Join(", ", expected.Columns.Select(column => column.Name))}.");
        }

        foreach (var column in live.Columns)
        {
            var name = decisions.Renames.GetValueOrDefault(column.Name, column.Name);
            if (decisions.Drops.Contains(column.Name))
            {
                Operations.Add(new DropColumn(live.Name, column.Name));
            }
            else if (expected.FindColumn(name) is not { } wanted)
            {
                Undecided.Add($"{column.Name} is not expected: give it the name of one that is (--rename {column.Name}:NEW), or let it go with its values (--drop {column.Name})");
            }
            else
            {
                Alter(column, wanted);
            }
        }

        foreach (var wanted in expected.Columns.Where(wanted => live.Columns.All(column => decisions.Drops.Contains(column.Name) || decisions.Renames.GetValueOrDefault(column.Name, column.Name) != wanted.Name)))
        {
            Add(wanted);
        }
    }

    private void Alter(ColumnDefinition column, ColumnDefinition wanted)
    {
        if (column.Name != wanted.Name)
        {
            Operations.Add(new RenameColumn(live.Name, column.Name, wanted.Name));
        }

        var quoted = dialect.Quote(column.Name);
        if (!IsAlike(column, wanted))
        {
            try
            {
                var conversion = ValueConversion.Between(column, wanted, null);
                if (conversion.Fits(dialect, quoted) is { } fits)
                {
                    Refusals.Add(($"{quoted} IS NOT NULL AND NOT ({fits})", $"{column.Name} {conversion.Requirement}"));
                }

                Operations.Add(new AlterColumn(live.Name, wanted.Name) { Type = wanted.Type, Conversion = [new SqlScript(dialect.Name, conversion.There(dialect, dialect.Quote(wanted.Name)))] });
            }
            catch (ArgumentException)
            {
                Undecided.Add($"{column.Name} is {SchemaWords.For(column.Type)}, and {SchemaWords.For(wanted.Type)} is expected, which nothing converts: change the column by hand, or let it go (--drop {column.Name})");
                return;
            }
        }

        if (column.IsNullable && !wanted.IsNullable)
        {
            Fill(column, wanted);
        }
        else if (!column.IsNullable && wanted.IsNullable && live.PrimaryKey?.Columns.Contains(column.Name) != true)
        {
            Operations.Add(new AlterColumn(live.Name, wanted.Name) { IsNullable = true });
        }
    }

    private void Fill(ColumnDefinition column, ColumnDefinition wanted)
    {
        if (decisions.Fills.TryGetValue(wanted.Name, out var value))
        {
            var name = dialect.Quote(wanted.Name);
            Operations.Add(new ExecuteSql([new SqlScript(dialect.Name, $"UPDATE {dialect.Quote(live.Name)} SET {name} = {dialect.QuoteText(value)} WHERE {name} IS NULL")]));
        }
        else
        {
            Refusals.Add(($"{dialect.Quote(column.Name)} IS NULL", $"{column.Name} is NULL: say what they get (--fill {wanted.Name}=VALUE)"));
        }

        Operations.Add(new AlterColumn(live.Name, wanted.Name) { IsNullable = false });
    }

    private void Add(ColumnDefinition wanted)
    {
        if (decisions.Fills.TryGetValue(wanted.Name, out var value))
        {
            Operations.Add(new AddColumn(live.Name, wanted with { IsIdentity = false, Default = DefaultValue.Of(value) }));
        }
        else if (wanted.IsNullable || wanted.Default is not null)
        {
            Operations.Add(new AddColumn(live.Name, wanted));
        }
        else
        {
            Undecided.Add($"{wanted.Name} is missing, and is never NULL: say which column it is (--rename OLD:{wanted.Name}), or what the rows get (--fill {wanted.Name}=VALUE)");
        }
    }

    private bool IsAlike(ColumnDefinition column, ColumnDefinition wanted)
    {
        var (one, other) = (Plain(wanted), Plain(column));
        return _equality.SameType(one, other);
    }

    private static ColumnDefinition Plain(ColumnDefinition column) => column with { Type = ShapeCheck.Kind(column.Type), Default = null, IsIdentity = false, Comment = null };
}
