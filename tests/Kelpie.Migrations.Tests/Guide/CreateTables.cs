using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Migrations.Tests.Guide;

internal sealed class CreateTables() : Migration("3f9c2a7b", parent: null, "authors and books")
{
    protected internal override void Upgrade(OperationList op)
    {
        op.CreateTable("authors", t => t
            .Column("id", BigInt, identity: true)
            .Column("name", Text)
            .PrimaryKey("id")
            .Unique("name"));

        op.CreateTable("books", t => t
            .Column("id", BigInt, identity: true)
            .Column("author_id", BigInt)
            .Column("title", Text)
            .PrimaryKey("id")
            .ForeignKey("author_id", "authors", "id", ReferentialAction.Cascade)
            .Index("author_id"));
    }

    protected internal override void Downgrade(OperationList op)
    {
        op.DropTable("books");
        op.DropTable("authors");
    }
}
