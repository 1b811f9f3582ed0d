using Kelpie.Migrations.Authoring;
using Kelpie.Migrations.Autogenerate;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Tests.Guide.Shop.Day1;

/// <summary>The first day of docs/migrations/guide.md.</summary>
public sealed class FirstRevisionTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("kelpie-guide-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task The_first_revision_is_drafted_from_the_tables_and_is_the_one_of_the_guide()
    {
        var (folder, listing) = (Path.Combine(_directory.FullName, "Revisions"), Path.Combine(_directory.FullName, "ShopRevisions.cs"));
        File.Copy(Tree.PathOf("tests", "Kelpie.Migrations.Tests", "Guide", "Shop", "Day1", "ShopRevisions.cs"), listing);

        var draft = SchemaDraft.Of(MetaData.Of(new Customers(), new Orders()), ShopRevisions.Graph);
        var files = new RevisionFiles(ShopRevisions.Graph, folder, "Shop.Revisions", listing);
        var written = await files.CreateAsync(new RevisionDraft("customers and orders") { Upgrade = draft.ToCode().Body });
        Console.WriteLine($"{written.Revision}: {written.Path} {written.Notice}");

        var shown = await File.ReadAllTextAsync(Tree.PathOf("tests", "Kelpie.Migrations.Tests", "Guide", "Shop", "CustomersAndOrders.cs"));
        var today = DateOnly.FromDateTime(DateTime.Now);
        Assert.Equal(
            shown.Replace("protected internal", "protected", StringComparison.Ordinal)
                .Replace("Kelpie.Migrations.Tests.Guide.Shop", "Shop.Revisions", StringComparison.Ordinal)
                .Replace("7d10c3e8", written.Revision, StringComparison.Ordinal)
                .Replace("new DateOnly(2026, 3, 2)", $"new DateOnly({today.Year}, {today.Month}, {today.Day})", StringComparison.Ordinal),
            await File.ReadAllTextAsync(written.Path));
        Assert.Contains("new(new Shop.Revisions.CustomersAndOrders())", await File.ReadAllTextAsync(listing), StringComparison.Ordinal);
    }
}
