using Kelpie.Migrations.Documents;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Migrations.Tests.Documents;

public sealed class SchemaDocumentTests
{
    private static readonly MetaData Schema = MetaData.Empty
        .Add(new TableBuilder("books", "What is on the shelves.")
            .Column("id", BigInt, identity: true, comment: "Its number.")
            .Column("author_id", BigInt.Nullable())
            .Column("title", Varchar(200), comment: "As on the cover | not the spine")
            .Column("state", Text, defaultValue: DefaultValue.Of("new"))
            .Column("added", Timestamp, defaultValue: DefaultValue.Now)
            .PrimaryKey("id")
            .ForeignKey("author_id", "authors", "id", ReferentialAction.SetNull)
            .Unique("title")
            .Check("ck_state", "state IN ('new', 'old')")
            .Index(new IndexDefinition("ix_recent", "books", [new IndexColumn("added", IsDescending: true), new IndexColumn("lower(title)", IsExpression: true)]) { Where = "state = 'new'" })
            .Build())
        .Add(new TableBuilder("authors").Column("id", BigInt, identity: true).Column("name", Text).PrimaryKey("id").Build());

    private const string Expected = """"
        # The library

        Made from the models.

        - [Diagram](#diagram)
        - [`authors`](#authors)
        - [`books`](#books): What is on the shelves.
        - [History](#history)

        ## Diagram

        ```mermaid
        erDiagram
            authors {
                bigint id PK
                text name
            }
            books {
                bigint id PK
                bigint author_id FK
                varchar(200) title UK
                text state
                timestamp added
            }
            authors |o--o{ books : "author_id"
        ```

        ## `authors`

        | Column | Type | NULL | Default | Description |
        |---|---|---|---|---|
        | `id` | bigint | no | the row's number |  |
        | `name` | text | no |  |  |

        - Primary key: `id`
        - Referred to by [`books`](#books) `author_id`

        ## `books`

        What is on the shelves.

        | Column | Type | NULL | Default | Description |
        |---|---|---|---|---|
        | `id` | bigint | no | the row's number | Its number. |
        | `author_id` | bigint | yes |  |  |
        | `title` | varchar(200) | no |  | As on the cover \| not the spine |
        | `state` | text | no | `'new'` |  |
        | `added` | timestamp | no | now |  |

        - Primary key: `id`
        - `author_id` refers to [`authors`](#authors) `id`, on delete set NULL
        - Unique: `title`
        - Check `ck_state`: `state IN ('new', 'old')`
        - Index `ix_recent`: `added` descending, `lower(title)`, where `state = 'new'`

        ## History

        | Revision | Follows | Written | What it does |
        |---|---|---|---|
        | `aaaaaaaa` |  |  | authors |
        | `bbbbbbbb` | `aaaaaaaa` |  | books |

        """";

    [Fact]
    public void A_schema_is_written_with_its_tables_a_diagram_and_its_history()
    {
        var document = new SchemaDocument(Schema)
        {
            Title = "The library",
            Introduction = "Made from the models.",
            History = new RevisionGraph(new Step("aaaaaaaa", (string?)null, "authors"), new Step("bbbbbbbb", "aaaaaaaa", "books")),
        };
        Assert.Equal(Expected, document.Write());
        Assert.Equal(document.Write(), document.Write());
    }

    [Fact]
    public void No_schema_is_a_heading() => Assert.Equal("# Schema\n", new SchemaDocument(MetaData.Empty).Write());
}
