using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;

namespace Kelpie.Migrations.Tests.Guide.Shop;

internal sealed class WordsOfNames() : Migration("a8f0129b", parent: "5c3e77d2", "full text of names", new DateOnly(2026, 3, 23))
{
    protected internal override void Upgrade(OperationList op) => op.Script(
        [
            ("sqlite", """
                CREATE VIRTUAL TABLE name_words USING fts5(name, content='customers', content_rowid='id');

                INSERT INTO name_words (name_words) VALUES ('rebuild');
                """),
            ("postgresql", "CREATE INDEX name_words ON customers USING gin (to_tsvector('simple', name));"),
            ("mysql", "CREATE FULLTEXT INDEX name_words ON customers (name);"),
            ("mariadb", "CREATE FULLTEXT INDEX name_words ON customers (name);"),
        ],
        undo:
        [
            ("sqlite", "DROP TABLE name_words;"),
            ("postgresql", "DROP INDEX name_words;"),
            ("mysql", "DROP INDEX name_words ON customers;"),
            ("mariadb", "DROP INDEX name_words ON customers;"),
        ]);
}
