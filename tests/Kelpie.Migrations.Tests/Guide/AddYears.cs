using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Migrations.Tests.Guide;

internal sealed class AddYears() : Migration("b01d77c0", parent: "3f9c2a7b", "the year of a book", new DateOnly(2026, 3, 14))
{
    protected internal override void Upgrade(OperationList op)
    {
        op.AddColumn("books", "year", Integer.Nullable());
        op.CreateIndex("books", "year", "title");
    }

    protected internal override void Downgrade(OperationList op)
    {
        op.DropIndex("books", "ix_books_year_title");
        op.DropColumn("books", "year");
    }
}
