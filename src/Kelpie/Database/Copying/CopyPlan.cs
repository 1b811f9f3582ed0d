using Kelpie.Sql;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Database.Copying;

/// <summary>Which tables are copied, those that others refer to before these.</summary>
internal sealed class CopyPlan
{
    private CopyPlan(IReadOnlyList<AnyTable> tables, IReadOnlyList<TableDefinition> experiments, IReadOnlyList<string> leftOut) =>
        (Tables, Experiments, LeftOut) = (tables, experiments, leftOut);

    /// <summary>All of them.</summary>
    internal IReadOnlyList<AnyTable> Tables { get; }

    /// <summary>Those of experiments among them, which the target has to be given.</summary>
    internal IReadOnlyList<TableDefinition> Experiments { get; }

    /// <summary>The tables of experiments that nobody asked for.</summary>
    internal IReadOnlyList<string> LeftOut { get; }

    /// <summary>What there is to copy.</summary>
    /// <param name="source">The source.</param>
    /// <param name="experiments">Whether the tables of experiments are asked for.</param>
    /// <param name="target">How the target wants things said.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">A table of an experiment cannot be made in the target.</exception>
    /// <exception cref="DatabaseException">The source cannot be read.</exception>
    internal static async Task<CopyPlan> MakeAsync(Connection source, bool experiments, Dialect target, CancellationToken cancellationToken)
    {
        var inspector = source.Driver.Inspector;
        var names = (await inspector.TableNamesAsync(source, cancellationToken).ConfigureAwait(false))
            .Where(name => name.StartsWith(KelpieDatabase.ExperimentPrefix, StringComparison.Ordinal)).ToList();
        var found = new List<TableDefinition>();
        foreach (var name in experiments ? names : [])
        {
            found.Add(await inspector.FindTableAsync(source, name, cancellationToken).ConfigureAwait(false)
                ?? throw new KelpieException("experiment_gone", $"The table {name} went away while it was being read.", "Run the command again."));
        }

        foreach (var table in found)
        {
            Check(table, found, target);
        }

        var own = InOrder(KelpieTables);
        var ordered = InOrder(found);
        return new CopyPlan([.. own.Concat(ordered).Select(table => new AnyTable(table))], ordered, experiments ? [] : names);
    }

    private static IEnumerable<TableDefinition> KelpieTables => Database.Tables.MetaData.Tables;

    private static void Check(TableDefinition table, List<TableDefinition> experiments, Dialect target)
    {
        try
        {
            _ = new AnyTable(table);
            target.Ddl.Compile(new CreateTable(table));
        }
        catch (Exception exception) when (exception is NotSupportedException or ArgumentException)
        {
            throw new KelpieException(
                "experiment_not_portable", $"The table {table.Name} cannot be made on {target.Name}: {exception.Message}", "Leave --experiments out, or change the table.", exception);
        }

        foreach (var key in table.ForeignKeys)
        {
            if (experiments.Concat(KelpieTables).All(other => other.Name != key.ReferencedTable))
            {
                throw new KelpieException(
                    "experiment_not_portable", $"The table {table.Name} refers to {key.ReferencedTable}, which is not copied.", "Leave --experiments out, or drop the reference.");
            }

            if (key.ReferencedTable == table.Name)
            {
                throw new KelpieException(
                    "experiment_not_portable", $"The table {table.Name} refers to itself; its rows have no order in which each stands behind those that it refers to.",
                    "Leave --experiments out, or drop the reference.");
            }
        }
    }

    private static List<TableDefinition> InOrder(IEnumerable<TableDefinition> tables)
    {
        var ordered = new List<TableDefinition>();
        var left = tables.ToList();
        while (left.Count > 0)
        {
            var next = left.Find(table => table.ForeignKeys.All(key => left.TrueForAll(other => other.Name != key.ReferencedTable)))
                ?? throw new KelpieException(
                    "experiment_not_portable", $"The tables {string.Join(", ", left.Select(table => table.Name))} refer to each other in a circle.",
                    "Leave --experiments out, or drop one of the references.");
            left.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }
}
