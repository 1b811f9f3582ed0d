using System.Reflection;
using System.Text.RegularExpressions;
using Kelpie.Migrations.Operations;

namespace Kelpie.Migrations.Tests.Guide;

public sealed partial class AlembicTests
{
    private static readonly string[] Commands =
    [
        "upgrade", "downgrade", "current", "history", "heads", "branches", "show", "stamp", "check", "verify", "lint", "docs", "inspect", "revision", "merge", "adopt", "copy",
    ];

    private static readonly string[] Operations =
    [
        .. typeof(OperationList).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(method => method.Name).Distinct(),
    ];

    [Theory]
    [InlineData("README.md")]
    [InlineData("coming-from-alembic.md")]
    public void Every_operation_is_in_a_table(string page)
    {
        var rows = Tree.Page(page).Split('\n').Where(line => line.StartsWith('|')).ToList();
        Assert.Equal(26, Operations.Length);
        Assert.All(Operations, operation => Assert.Contains(rows, row => row.Contains($"`{operation}(", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_operation_in_the_tables_is_there()
    {
        foreach (Match named in Operation().Matches(Tree.Page("README.md") + Tree.Page("coming-from-alembic.md")))
        {
            Assert.Contains(named.Groups[1].Value, Operations);
        }
    }

    [Fact]
    public void Every_command_is_on_the_page_for_those_who_come_from_Alembic_and_no_other()
    {
        var named = Command().Matches(Tree.Page("coming-from-alembic.md")).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal);
        Assert.Equal(Commands.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("`kelpie db ([a-z]+)")]
    private static partial Regex Command();

    [GeneratedRegex(@"`((?:Create|Drop|Rename|Add|Alter)[A-Z]\w*)\(")]
    private static partial Regex Operation();
}
