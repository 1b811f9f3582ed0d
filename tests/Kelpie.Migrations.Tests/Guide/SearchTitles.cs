using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;

namespace Kelpie.Migrations.Tests.Guide;

internal sealed class SearchTitles() : Migration("c4a10e52", parent: "b01d77c0", "full text of titles")
{
    protected internal override void Upgrade(OperationList op) => op.Script(
        ("sqlite", """
            CREATE VIRTUAL TABLE titles USING fts5(title, content='books', content_rowid='id');

            -- One statement: a semicolon ends one only where a blank line or the end follows.
            CREATE TRIGGER title_added AFTER INSERT ON books BEGIN
                INSERT INTO titles (rowid, title) VALUES (new.id, new.title);
            END;
            """),
        ("postgresql", "CREATE INDEX titles ON books USING gin (to_tsvector('simple', title));"));

    protected internal override void Downgrade(OperationList op) => op.Script(
        ("sqlite", """
            DROP TRIGGER title_added;

            DROP TABLE titles;
            """),
        ("postgresql", "DROP INDEX titles;"));
}
