using Kelpie.Migrations.Operations;
using Kelpie.Migrations.State;

namespace Kelpie.Migrations.Compilation;

/// <summary>A table, view, trigger or index that raw SQL has made.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Table">The table it belongs to; null for a view or a table.</param>
/// <param name="Sql">The statement that makes it.</param>
internal sealed record RawObject(ObjectKind Kind, string Name, string? Table, string Sql);

/// <summary>What raw SQL has left behind on one kind of database, as far as its statements say it at their beginning.</summary>
internal static class RawObjects
{
    internal static IReadOnlyList<RawObject> Of(SchemaState state, string dialect, Handmade? handmade = null)
    {
        var left = new List<RawObject>();
        for (var i = 0; i <= state.Raw.Count; i++)
        {
            if (i == handmade?.Since)
            {
                // From here on, what migrations drop or rename may be somebody else's.
                left.AddRange(handmade.Objects);
            }

            var change = i < state.Raw.Count ? state.Raw[i] : null;
            switch (change)
            {
                case RawChange.Run run when run.Scripts.For(dialect) is { } script:
                    foreach (var statement in SqlScript.Split(script.Sql))
                    {
                        Follow(left, statement);
                    }

                    break;
                case RawChange.TableDropped dropped:
                    left.RemoveAll(raw => raw.Table == dropped.Name || (raw.Kind == ObjectKind.Table && raw.Name == dropped.Name));
                    break;
                case RawChange.TableRenamed renamed:
                    Rewrite(left, renamed.Name, renamed.Name, renamed.NewName);
                    break;
                case RawChange.ColumnRenamed renamed:
                    Rewrite(left, renamed.Table, renamed.Name, renamed.NewName);
                    break;
                default:
                    break;
            }
        }

        return left;
    }

    private static void Follow(List<RawObject> left, string statement)
    {
        if (StatementHead.Read(statement) is not { } head)
        {
            return;
        }

        left.RemoveAll(raw => (raw.Kind == head.Kind && raw.Name == head.Name) || (head is { Creates: false, Kind: ObjectKind.Table } && raw.Table == head.Name));
        if (head.Creates && head.Kind != ObjectKind.Routine)
        {
            left.Add(new RawObject(head.Kind, head.Name, head.Table, statement));
        }
    }

    private static void Rewrite(List<RawObject> left, string table, string name, string newName)
    {
        for (var i = 0; i < left.Count; i++)
        {
            if (SqlNames.Mentions(left[i].Sql, table))
            {
                left[i] = left[i] with
                {
                    Table = table == name && left[i].Table == name ? newName : left[i].Table,
                    Name = table == name && left[i].Kind == ObjectKind.Table && left[i].Name == name ? newName : left[i].Name,
                    Sql = SqlNames.Rename(left[i].Sql, name, newName),
                };
            }
        }
    }
}
