using System.Text.RegularExpressions;
using Kelpie.Migrations.Authoring;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.Tests.Revisions;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Tests.Authoring;

public sealed partial class RevisionFilesTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 3, 14);
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("kelpie-authoring-");

    private string Listing => Path.Combine(_directory.FullName, "Program.cs");

    private string Folder => Path.Combine(_directory.FullName, "Versions");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_program_grows_from_an_empty_list_to_a_merged_history_that_compiles_and_runs()
    {
        WriteListing("new()");
        var tables = await Files(new RevisionGraph()).CreateAsync(new RevisionDraft("authors & \"books\"")
        {
            Date = Day,
            Branch = "main",
            Upgrade = """
                op.CreateTable("authors", t => t
                    .Column("id", BigInt, identity: true)
                    .Column("name", Text, defaultValue: DefaultValue.Of("nobody"))
                    .PrimaryKey("id"));
                """,
        });
        var years = await Files(Graph()).CreateAsync(new RevisionDraft("years")
        {
            Date = Day,
            Upgrade = "op.AddColumn(\"authors\", \"year\", Integer.Nullable());",
        });
        var index = await Files(Graph()).CreateAsync(new RevisionDraft("an index of names")
        {
            Date = Day,
            Parents = [tables.Revision[..6]],
            Splice = true,
            Upgrade = "op.CreateIndex(\"authors\", \"name\");",
        });
        var merge = await Files(Graph()).MergeAsync([]);
        var cart = await Files(Graph()).CreateAsync(new RevisionDraft("a cart")
        {
            Parents = [],
            Branch = "cart",
            DependsOn = [years.Revision],
            Upgrade = "op.Sql(@\"CREATE TABLE cart (\nid);\");",
            Downgrade = "op.Sql(\"DROP TABLE cart;\");",
        });

        Assert.Equal(
            $$"""
            using Kelpie.Migrations.Operations;
            using Kelpie.Migrations.Revisions;
            using Kelpie.Sql.Schema;
            using static Kelpie.Sql.Schema.Types;

            namespace Shop.Versions;

            /// <summary>Authors &amp; "books".</summary>
            internal sealed class AuthorsBooks() : Migration("{{tables.Revision}}", parent: null, "authors & \"books\"", new DateOnly(2026, 3, 14), branch: "main")
            {
                /// <inheritdoc/>
                protected override void Upgrade(OperationList op)
                {
                    op.CreateTable("authors", t => t
                        .Column("id", BigInt, identity: true)
                        .Column("name", Text, defaultValue: DefaultValue.Of("nobody"))
                        .PrimaryKey("id"));
                }
            }

            """,
            File.ReadAllText(tables.Path));
        Assert.Equal(
            [tables.ClassName, years.ClassName, index.ClassName, merge.ClassName, cart.ClassName],
            RevisionListing.Classes(File.ReadAllText(Listing)));
        Assert.All([tables, years, index, merge, cart], written => Assert.True(written.IsListed && written.Notice is null));

        var graph = Graph();
        Assert.Equal(5, graph.Migrations.Length);
        Assert.Equal([years.Revision, index.Revision], graph.Find(merge.Revision)!.Parents);
        Assert.Equal([cart.Revision], graph.Dependents(years.Revision).Select(migration => migration.Revision));
        await using var scratch = new ScratchDatabase();
        var migrator = new Migrator(scratch.Engine, graph);
        await migrator.UpgradeAsync(merge.Revision);
        await migrator.UpgradeAsync(cart.Revision);
        Assert.Equal(["authors", "cart", "schema_revisions"], await scratch.TablesAsync());
        Assert.Equal("CREATE TABLE cart (\nid)", Assert.Single(await scratch.ListAsync("SELECT sql FROM sqlite_master WHERE name = 'cart'", Types.Text)));
        await migrator.DowngradeAsync("base");
        Assert.Empty(await scratch.TablesAsync());
    }

    [Fact]
    public async Task A_file_that_is_there_is_never_overwritten()
    {
        WriteListing("new()");
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "addyears.cs"), "// mine\ninternal class AddYears2 { }");

        var written = await Files(new RevisionGraph()).CreateAsync(new RevisionDraft("add years"));

        Assert.Equal("AddYearsRevision", written.ClassName);
        Assert.Equal("// mine\ninternal class AddYears2 { }", File.ReadAllText(Path.Combine(Folder, "addyears.cs")));
        Assert.Equal("AddYears3", (await Files(new RevisionGraph()).CreateAsync(new RevisionDraft("add years"))).ClassName);
        Assert.Equal(3, Directory.GetFiles(Folder).Length);
    }

    [Theory]
    [InlineData("class Program { }")]
    [InlineData("class Program { object All = new RevisionGraph(migrations); }")]
    [InlineData("class Program { /* new RevisionGraph(new A()) */ string s = \"new RevisionGraph(new A())\"; }")]
    [InlineData("class Program { object A = new RevisionGraph(new A()), B = new RevisionGraph(new B()); }")]
    public async Task Where_there_is_no_one_list_the_line_to_add_is_said(string listing)
    {
        File.WriteAllText(Listing, listing);

        var written = await Files(new RevisionGraph()).CreateAsync(new RevisionDraft("add years"));

        Assert.False(written.IsListed);
        Assert.Equal(
            $"There is no single list of migrations in {Listing}, such as new RevisionGraph(new AddYears()); "
            + $"add this line to the list of migrations in {Listing}: new AddYears(),",
            written.Notice);
        Assert.Equal(listing, File.ReadAllText(Listing));
        Assert.True(File.Exists(written.Path));
    }

    [Fact]
    public async Task Where_the_listing_is_missing_the_line_to_add_is_said()
    {
        var written = await Files(new RevisionGraph()).CreateAsync(new RevisionDraft("add years"));

        Assert.Equal($"There is no {Listing}; add this line to the list of migrations in {Listing}: new AddYears(),", written.Notice);
    }

    [Fact]
    public async Task A_listing_of_another_namespace_names_the_class_in_full_and_keeps_its_mark_and_line_ends()
    {
        File.WriteAllText(Listing, "\uFEFFnamespace Other;\r\nclass P { object G = new RevisionGraph(\r\n    new A()); // all\r\n}\r\n");

        await Files(new RevisionGraph()).CreateAsync(new RevisionDraft("add years"));

        Assert.Equal(
            "\uFEFFnamespace Other;\r\nclass P { object G = new RevisionGraph(\r\n    new A(),\r\n    new Shop.Versions.AddYears()); // all\r\n}\r\n",
            System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(Listing)));
    }

    [Fact]
    public async Task What_would_not_fit_the_history_is_refused_before_anything_is_written()
    {
        var graph = new RevisionGraph(new Rev("a1", [], "main"), new Rev("a2", ["a1"]), new Rev("b2", ["a1"]));
        WriteListing("new()");

        await AssertRefusedAsync(
            "There are 2 heads, a2000000 (step a2) and b2000000 (step b2): merge them with: merge a2000000 b2000000 - "
            + "or let one follow the other (rebase); to name one, give a2000000@head or b2000000@head; heads for all.",
            files => files.CreateAsync(new RevisionDraft("more")));
        await AssertRefusedAsync(
            "a2000000 (step a2) and b2000000 (step b2) follow a1000000 (step a1) already, so that lines would part there: "
            + "follow the head, or to part lines on purpose, run it again with --splice",
            files => files.CreateAsync(new RevisionDraft("more") { Parents = ["a100"] }));
        await AssertRefusedAsync(
            "There is no revision ffff; the newest are a2000000 (step a2) and b2000000 (step b2).",
            files => files.CreateAsync(new RevisionDraft("more") { Parents = ["ffff"] }));
        await AssertRefusedAsync(
            "a1000000 (step a1) comes before a2000000 (step a2) already: leave it out of the merge.",
            files => files.MergeAsync(["a100", "a200"]));
        await AssertRefusedAsync(
            "There is nothing to merge with a1000000 (step a1); name two revisions at least, or to see the heads, run: heads",
            files => files.MergeAsync(["a100"]));
        await Assert.ThrowsAsync<RevisionException>(() => Files(graph).CreateAsync(new RevisionDraft("more") { Parents = ["a200"], Branch = "main" }));
        await Assert.ThrowsAsync<RevisionException>(() => Files(graph).CreateAsync(new RevisionDraft("two\nlines") { Parents = ["a200"] }));

        Assert.Empty(Directory.Exists(Folder) ? Directory.GetFiles(Folder) : []);

        async Task AssertRefusedAsync(string message, Func<RevisionFiles, Task> act) =>
            Assert.Equal(message, (await Assert.ThrowsAsync<RevisionException>(() => act(Files(graph)))).Message);
    }

    [Theory]
    [InlineData("the year of a book", "TheYearOfABook")]
    [InlineData("don't panic", "DontPanic")]
    [InlineData("3 more tables", "Revision3MoreTables")]
    [InlineData("!?", "Revision")]
    [InlineData("text", "TextRevision")]
    [InlineData("übersetzung der bücher", "ÜbersetzungDerBücher")]
    public void A_message_makes_the_name_of_a_class(string message, string name) =>
        Assert.Equal(name, ClassNames.For(message, RevisionSource.IsReserved));

    [Fact]
    public async Task Odd_messages_compile_too()
    {
        WriteListing("new()");
        await Files(new RevisionGraph()).CreateAsync(new RevisionDraft("say \"\\n\" <b> \u2028 & 🐙"));

        Assert.Equal("say \"\\n\" <b> \u2028 & 🐙", Graph().Head!.Message);
    }

    [Fact]
    public void The_names_that_need_a_using_are_all_known()
    {
        var schema = typeof(Types).Assembly.GetExportedTypes().Where(type => type.Namespace == typeof(Types).Namespace && !type.IsNested)
            .Select(type => type.Name.Split('`')[0]).Where(name => !name.StartsWith("Optional", StringComparison.Ordinal));
        var types = typeof(Types).GetMembers(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)
            .Select(member => member.Name).Where(name => !name.StartsWith("get_", StringComparison.Ordinal));

        Assert.Equal(schema.Distinct().Order(StringComparer.Ordinal), RevisionSource.SchemaNames.Order(StringComparer.Ordinal));
        var extensions = typeof(Types).Assembly.GetExportedTypes().Where(type => type.Namespace == typeof(Types).Namespace && type.IsAbstract && type.IsSealed)
            .SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute), false))
            .Select(method => method.Name);

        Assert.Equal(extensions.Distinct().Order(StringComparer.Ordinal), RevisionSource.SchemaExtensions);
        Assert.Equal(types.Distinct().Order(StringComparer.Ordinal), RevisionSource.TypeNames.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_id_is_eight_hexadecimal_digits_made_at_random()
    {
        WriteListing("new()");
        var first = await Files(new RevisionGraph()).CreateAsync(new RevisionDraft("one"));
        var second = await Files(new RevisionGraph()).CreateAsync(new RevisionDraft("two"));

        Assert.Matches(Id(), first.Revision);
        Assert.NotEqual(first.Revision, second.Revision);
    }

    private RevisionFiles Files(RevisionGraph graph) => new(graph, Folder, "Shop.Versions", Listing);

    private RevisionGraph Graph() => Compiled.Graph([Listing, .. Directory.GetFiles(Folder)]);

    private void WriteListing(string list) => File.WriteAllText(Listing, $$"""
        using Kelpie.Migrations.Revisions;
        using Shop.Versions;

        namespace Shop;

        public static class Program
        {
            /// <summary>The migrations.</summary>
            public static RevisionGraph Graph { get; } = {{list}};
        }
        """);

    [GeneratedRegex("^[0-9a-f]{8}$")]
    private static partial Regex Id();
}
