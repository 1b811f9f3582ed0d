using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using static Kelpie.Sql.Syntax;
using static Kelpie.Sql.Tests.Docs.Shelf;

namespace Kelpie.Sql.Tests.Docs;

/// <summary>The tables of the tour and the pages behind it, filled. What stands there of them stands here, word for word.</summary>
internal sealed record Shelf(Engine Engine, Connection Db) : IAsyncDisposable
{
    internal static Authors A { get; } = new();

    internal static Books B { get; } = new();

    internal static async Task<Shelf> OpenAsync(EngineOptions? options = null)
    {
        var engine = Engine.Create(DatabaseUrl.Parse("sqlite://"), [SqliteDriver.Instance], options);
        var db = await engine.ConnectAsync();
        await db.CreateAsync(A, B);
        await db.InsertAsync(InsertInto(A).Each<string>(row => row.Set(A.FullName, name => name)), ["Eliot", "Melville", "Nobody"]);
        var add = InsertInto(B).Each<(long Author, string Title, int Pages, DateOnly? Bought)>(row => row
            .Set(B.AuthorId, book => book.Author)
            .Set(B.Title, book => book.Title)
            .Set(B.Pages, book => book.Pages)
            .Set(B.Bought, book => book.Bought));
        await db.InsertAsync(
            add, [(1, "Middlemarch", 880, new DateOnly(2021, 5, 1)), (1, "Silas Marner", 208, null), (2, "Bartleby", 64, new DateOnly(2024, 2, 29))]);
        return new Shelf(engine, db);
    }

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        await Engine.DisposeAsync();
    }
}

internal sealed class Authors : Table<Authors>
{
    public Authors()
        : base("authors")
    {
        Id = Column("id", Types.BigInt, identity: true);
        FullName = Column("name", Types.Text);
        PrimaryKey(Id);
        Unique(FullName);
    }

    public Column<long> Id { get; }

    public Column<string> FullName { get; }
}

internal sealed class Books : Table<Books>
{
    public Books()
        : base("books")
    {
        Id = Column("id", Types.BigInt, identity: true);
        AuthorId = Column("author_id", Types.BigInt);
        Title = Column("title", Types.Text);
        Pages = Column("pages", Types.Integer, defaultValue: DefaultValue.Of(0));
        Copies = Column("copies", Types.BigInt, defaultValue: DefaultValue.Of(1));
        Bought = Column("bought", Types.Date.Nullable());
        PrimaryKey(Id);
        Unique(AuthorId, Title);
        ForeignKey(AuthorId, A.Id, ReferentialAction.Cascade);
    }

    public Column<long> Id { get; }

    public Column<long> AuthorId { get; }

    public Column<string> Title { get; }

    public Column<int> Pages { get; }

    public Column<long> Copies { get; }

    public Column<DateOnly?> Bought { get; }
}
