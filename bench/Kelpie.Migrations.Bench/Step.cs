using System.Globalization;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Migrations.Bench;

/// <summary>A revision as programs have them: every tenth creates a table, the others add columns and indexes to the last one.</summary>
internal sealed class Step(int number) : Migration(IdOf(number), number == 0 ? null : IdOf(number - 1), $"step {number}")
{
    internal static IReadOnlyList<Migration> Line(int length) => [.. Enumerable.Range(0, length).Select(number => new Step(number))];

    protected override void Upgrade(OperationList op)
    {
        var table = $"t{number / 10}";
        switch (number % 10)
        {
            case 0:
                op.CreateTable(table, t => t.Column("id", BigInt, identity: true).Column("name", Text).PrimaryKey("id").Unique("name"));
                break;
            case var odd when odd % 2 == 1:
                op.AddColumn(table, $"c{odd}", Integer.Nullable());
                break;
            case var even:
                op.CreateIndex(table, $"c{even - 1}");
                break;
        }
    }

    private static string IdOf(int number) => (number + 0x10000000).ToString("x8", CultureInfo.InvariantCulture);
}
