using Kelpie.Migrations.Revisions;

namespace Kelpie.Migrations.Tests.Guide.Shop.Day1;

internal static class ShopRevisions
{
    public static RevisionGraph Graph { get; } = new();
}
