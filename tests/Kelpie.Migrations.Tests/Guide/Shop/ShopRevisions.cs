using Kelpie.Migrations.Revisions;

namespace Kelpie.Migrations.Tests.Guide.Shop;

internal static class ShopRevisions
{
    public static RevisionGraph Graph { get; } = new(
        new CustomersAndOrders(),
        new PaidIsTrueOrFalse(),
        new NameKeys(),
        new WordsOfNames(),
        new OrdersAndPayments(),
        new NotesOfOrders(),
        new EmailsOfCustomers(),
        new NotesAndEmails());
}
