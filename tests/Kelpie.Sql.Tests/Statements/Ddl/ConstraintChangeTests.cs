using Kelpie.Sql.MySql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.SqlServer;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Tests.Statements.Ddl.Spelled;

namespace Kelpie.Sql.Tests.Statements.Ddl;

public sealed class ConstraintChangeTests
{
    [Fact]
    public void A_primary_key_is_added()
    {
        var add = new AddPrimaryKey("Books", new PrimaryKey(["a", "b"]));
        OnPostgreSql(add, "ALTER TABLE \"Books\" ADD PRIMARY KEY (a, b)");
        OnBoth(add, "ALTER TABLE `Books` ADD PRIMARY KEY (a, b)");
        OnSqlServer(add, "ALTER TABLE [Books] ADD PRIMARY KEY (a, b)");
        OnPostgreSql(add with { Key = new PrimaryKey(["a"], "pk b") }, "ALTER TABLE \"Books\" ADD CONSTRAINT \"pk b\" PRIMARY KEY (a)");
        OnlyByRebuild(add);
    }

    [Fact]
    public void A_primary_key_is_dropped_by_its_name_or_found()
    {
        var drop = new DropPrimaryKey("Books", new PrimaryKey(["a"]));
        OnPostgreSql(
            drop,
            """
            DO $kelpie$
            DECLARE held name;
            BEGIN
                FOR held IN SELECT conname FROM pg_constraint WHERE conrelid = '"Books"'::regclass AND contype = 'p' LOOP
                    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', '"Books"'::regclass, held);
                END LOOP;
            END
            $kelpie$
            """.ReplaceLineEndings("\n"));
        OnBoth(drop, "ALTER TABLE `Books` DROP PRIMARY KEY");
        OnSqlServer(drop, Held("[Books]", "SELECT name FROM sys.key_constraints WHERE parent_object_id = OBJECT_ID(N'[Books]') AND type = N'PK'"));
        var named = drop with { Key = new PrimaryKey(["a"], "pk b") };
        OnPostgreSql(named, "ALTER TABLE \"Books\" DROP CONSTRAINT \"pk b\"");
        OnBoth(named, "ALTER TABLE `Books` DROP PRIMARY KEY");
        OnSqlServer(named, "ALTER TABLE [Books] DROP CONSTRAINT [pk b]");
        OnlyByRebuild(drop);
    }

    [Fact]
    public void A_foreign_key_is_added()
    {
        var add = new AddForeignKey("books", Books.ForeignKeys[0] with { OnDelete = ReferentialAction.SetNull });
        OnPostgreSql(add, "ALTER TABLE books ADD CONSTRAINT \"fk_books_shelf id\" FOREIGN KEY (\"shelf id\") REFERENCES shelves (id) ON DELETE SET NULL");
        OnBoth(add, "ALTER TABLE books ADD CONSTRAINT `fk_books_shelf id` FOREIGN KEY (`shelf id`) REFERENCES shelves (id) ON DELETE SET NULL");
        OnSqlServer(add, "ALTER TABLE books ADD CONSTRAINT [fk_books_shelf id] FOREIGN KEY ([shelf id]) REFERENCES shelves (id) ON DELETE SET NULL");
        OnlyByRebuild(add);
        Refused(
            SqlServerDialect.Instance,
            new AddForeignKey("books", add.Key with { ReferencedTable = "books" }),
            "fk_books_shelf id refers from books to itself and changes rows; mssql takes that for a cycle. Use NoAction, and delete from the leaves up.");
    }

    [Fact]
    public void A_foreign_key_is_dropped_on_MySQL_with_the_index_that_the_server_made_for_it()
    {
        var drop = new DropForeignKey("books", "fk b");
        OnPostgreSql(drop, "ALTER TABLE books DROP CONSTRAINT \"fk b\"");
        OnSqlServer(drop, "ALTER TABLE books DROP CONSTRAINT [fk b]");
        OnlyByRebuild(drop);
        foreach (var dialect in new[] { MySqlDialect.MySql, MySqlDialect.MariaDb })
        {
            var sql = dialect.Ddl.Compile(drop);
            Assert.StartsWith("SET @kelpie = CONCAT('ALTER TABLE books DROP FOREIGN KEY `fk b`', IF(", sql[0], StringComparison.Ordinal);
            Assert.Contains("CONCAT(', DROP INDEX `fk b`', ", sql[0], StringComparison.Ordinal);
            Assert.Equal(["PREPARE kelpie FROM @kelpie", "EXECUTE kelpie", "DEALLOCATE PREPARE kelpie"], sql.Skip(1));
        }
    }

    [Fact]
    public void A_unique_constraint_is_an_index_on_SQL_Server_where_a_column_may_be_null()
    {
        var (add, nullable) = (new AddUnique(Books, Books.Uniques[0]), new AddUnique(Books, Books.Uniques[1]));
        OnPostgreSql(add, "ALTER TABLE books ADD CONSTRAINT uq_books_title_pages UNIQUE (title, pages)");
        OnBoth(add, "ALTER TABLE books ADD CONSTRAINT uq_books_title_pages UNIQUE (title, pages)");
        OnSqlServer(add, "ALTER TABLE books ADD CONSTRAINT uq_books_title_pages UNIQUE (title, pages)");
        OnSqlServer(
            nullable,
            "CREATE UNIQUE INDEX [uq_books_shelf id] ON books ([shelf id]) WHERE [shelf id] IS NOT NULL",
            "EXEC sys.sp_addextendedproperty N'kelpie_unique_constraint', N'1', N'SCHEMA', N'dbo', N'TABLE', N'books', N'INDEX', N'uq_books_shelf id'");
        OnSqlServer(new DropUnique(Books, Books.Uniques[0]), "ALTER TABLE books DROP CONSTRAINT uq_books_title_pages");
        OnSqlServer(new DropUnique(Books, Books.Uniques[1]), "DROP INDEX [uq_books_shelf id] ON books");
        OnlyByRebuild(add);
    }

    [Fact]
    public void A_unique_constraint_is_dropped_and_a_foreign_key_that_used_its_index_gets_one()
    {
        var drop = new DropUnique(Books, Books.Uniques[1]);
        OnPostgreSql(drop, "ALTER TABLE books DROP CONSTRAINT \"uq_books_shelf id\"");
        OnBoth(drop, "ALTER TABLE books DROP INDEX `uq_books_shelf id`, ADD INDEX `fk_books_shelf id` (`shelf id`)");
        OnBoth(new DropUnique(Books, Books.Uniques[0]), "ALTER TABLE books DROP INDEX uq_books_title_pages");
        var indexed = Books with { Indexes = [new IndexDefinition("ix", "books", [new("shelf id"), new("title")])] };
        OnBoth(new DropUnique(indexed, Books.Uniques[1]), "ALTER TABLE books DROP INDEX `uq_books_shelf id`");
        OnlyByRebuild(drop);
        var index = new DropIndex(indexed.Indexes[0]) { Definition = indexed with { Uniques = [] } };
        OnBoth(index, "ALTER TABLE books DROP INDEX ix, ADD INDEX `fk_books_shelf id` (`shelf id`)");
        OnBoth(index with { Definition = indexed }, "ALTER TABLE books DROP INDEX ix");
        OnPostgreSql(index, "DROP INDEX ix");
        var keyed = indexed with { Indexes = [], Uniques = [], PrimaryKey = new PrimaryKey(["shelf id"]) };
        OnBoth(
            new DropPrimaryKey("books", keyed.PrimaryKey!) { Definition = keyed },
            "ALTER TABLE books DROP PRIMARY KEY, ADD INDEX `fk_books_shelf id` (`shelf id`)");
    }

    [Fact]
    public void A_key_that_cannot_be_is_refused()
    {
        var table = new TableBuilder("t").Column("a", Types.Text).Build();
        var add = new AddUnique(table, new UniqueConstraint("uq", ["a"]));
        Refused(
            MySqlDialect.MySql,
            add,
            "The unique constraint uq of t has the column a, whose values have no bound, and MySQL takes none such in a key; make it a Types.Varchar(n), or put a Types.AsciiKey(64) beside it with the SHA-256 of the value, and that into the key.");
        Refused(
            SqlServerDialect.Instance,
            add,
            "The unique constraint uq has the column a, whose length has no limit; mssql takes no such column in a key. Use Types.Varchar(n), or an AsciiKey with the text's SHA-256 beside it.");
    }

    [Fact]
    public void A_check_is_kept_on_PostgreSQL_as_it_was_declared()
    {
        var add = new AddCheck("books", new CheckConstraint("ck", "state IN ('a', 'b')"));
        OnPostgreSql(
            add,
            "ALTER TABLE books ADD CONSTRAINT ck CHECK (state IN ('a', 'b'))",
            "COMMENT ON CONSTRAINT ck ON books IS 'CHECK (state IN (''a'', ''b''))'");
        OnBoth(add, "ALTER TABLE books ADD CONSTRAINT ck CHECK (state IN ('a', 'b'))");
        OnSqlServer(add, "ALTER TABLE books ADD CONSTRAINT ck CHECK (state IN ('a', 'b'))");
        OnlyByRebuild(add);
    }

    [Fact]
    public void A_check_is_dropped_in_two_words()
    {
        var drop = new DropCheck("books", "c k");
        OnPostgreSql(drop, "ALTER TABLE books DROP CONSTRAINT \"c k\"");
        OnMySql(drop, "ALTER TABLE books DROP CHECK `c k`");
        OnMariaDb(drop, "ALTER TABLE books DROP CONSTRAINT `c k`");
        OnSqlServer(drop, "ALTER TABLE books DROP CONSTRAINT [c k]");
        OnlyByRebuild(drop);
    }

    [Fact]
    public void A_view_is_created_and_dropped()
    {
        var create = new CreateView(new ViewDefinition("odd ones", "SELECT 'it''s' AS a FROM books"));
        OnSqlite(create, "CREATE VIEW \"odd ones\" AS SELECT 'it''s' AS a FROM books");
        OnPostgreSql(create, "CREATE VIEW \"odd ones\" AS SELECT 'it''s' AS a FROM books");
        OnBoth(create, "CREATE VIEW `odd ones` AS SELECT 'it''s' AS a FROM books");
        OnSqlServer(create, "EXEC sys.sp_executesql N'CREATE VIEW [odd ones] AS SELECT ''it''''s'' AS a FROM books'");
        OnSqlite(new DropView("odd ones"), "DROP VIEW \"odd ones\"");
        OnPostgreSql(new DropView("odd ones"), "DROP VIEW \"odd ones\"");
        OnBoth(new DropView("odd ones"), "DROP VIEW `odd ones`");
        OnSqlServer(new DropView("odd ones"), "DROP VIEW [odd ones]");
    }

    [Fact]
    public void A_trigger_is_dropped_from_its_table_on_PostgreSQL_alone()
    {
        var drop = new DropTrigger("books", "tr x");
        OnSqlite(drop, "DROP TRIGGER \"tr x\"");
        OnPostgreSql(drop, "DROP TRIGGER \"tr x\" ON books");
        OnBoth(drop, "DROP TRIGGER `tr x`");
        OnSqlServer(drop, "DROP TRIGGER [tr x]");
    }
}
