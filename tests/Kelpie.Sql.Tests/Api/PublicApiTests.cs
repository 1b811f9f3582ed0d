using System.Reflection;
using Kelpie.Sql.MySql;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Sqlite;
using PublicApiGenerator;

namespace Kelpie.Sql.Tests.Api;

/// <summary>
/// What each library offers its users, word for word, is in a file beside this one: a change of it is seen in review,
/// and never made by mistake.
/// </summary>
public sealed class PublicApiTests
{
    private const string Accept = "KELPIE_ACCEPT_API";

    public static TheoryData<string> Libraries =>
        ["Kelpie.Sql", "Kelpie.Sql.Sqlite", "Kelpie.Sql.PostgreSql", "Kelpie.Sql.MySql", "Kelpie.Sql.SqlServer"];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void The_public_api_is_the_one_approved(string library)
    {
        var actual = AssemblyOf(library).GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n") + "\n";
        var file = Path.Combine(Repository.Root, "tests", "Kelpie.Sql.Tests", "Api", library + ".txt");
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllText(file, actual);
        }

        var approved = File.Exists(file) ? File.ReadAllText(file) : "";
        Assert.True(approved == actual, $"""
            The public API of {library} is not the one approved:
            {Difference(approved, actual)}
            If it is as you want it, run the tests once with {Accept}=1 and commit {library}.txt with your change.
            """);
    }

    private static Assembly AssemblyOf(string library) => library switch
    {
        "Kelpie.Sql" => typeof(Sql.Engine).Assembly,
        "Kelpie.Sql.Sqlite" => typeof(SqliteDialect).Assembly,
        "Kelpie.Sql.MySql" => typeof(MySqlDialect).Assembly,
        "Kelpie.Sql.SqlServer" => typeof(Sql.SqlServer.SqlServerDialect).Assembly,
        _ => typeof(PostgreSqlDialect).Assembly,
    };

    private static string Difference(string approved, string actual)
    {
        var (before, after) = (approved.Split('\n'), actual.Split('\n'));
        return string.Join('\n', before.Except(after).Select(line => $"- {line}").Concat(after.Except(before).Select(line => $"+ {line}")));
    }
}
