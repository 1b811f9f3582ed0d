using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Tests;

/// <summary>The tables that the tests speak of.</summary>
internal static class Library
{
    internal static AuthorsTable Authors { get; } = new();

    internal static BooksTable Books { get; } = new();

    internal static OddTable Odd { get; } = new();
}

internal sealed class AuthorsTable : Table<AuthorsTable>
{
    public AuthorsTable()
        : base("authors")
    {
        Id = Column("id", Types.BigInt, identity: true);
        FullName = Column("name", Types.Text);
        Born = Column("born", Types.Date.Nullable());
        PrimaryKey(Id);
        Unique(FullName);
    }

    public Column<long> Id { get; }

    public Column<string> FullName { get; }

    public Column<DateOnly?> Born { get; }
}

internal sealed class BooksTable : Table<BooksTable>
{
    public BooksTable()
        : base("books")
    {
        Id = Column("id", Types.BigInt, identity: true);
        AuthorId = Column("author_id", Types.BigInt);
        Title = Column("title", Types.Text);
        Subtitle = Column("subtitle", Types.Text.Nullable());
        Pages = Column("pages", Types.Integer, defaultValue: DefaultValue.Of(0));
        Copies = Column("copies", Types.BigInt, defaultValue: DefaultValue.Of(1));
        Rating = Column("rating", Types.DoublePrecision.Nullable());
        IsLent = Column("is_lent", Types.Bool, defaultValue: DefaultValue.Of(false));
        Added = Column("added", Types.Timestamp, defaultValue: DefaultValue.Now);
        PrimaryKey(Id);
        Unique(AuthorId, Title);
        ForeignKey(AuthorId, Library.Authors.Id, ReferentialAction.Cascade);
        Index(Title);
    }

    public Column<long> Id { get; }

    public Column<long> AuthorId { get; }

    public Column<string> Title { get; }

    public Column<string?> Subtitle { get; }

    public Column<int> Pages { get; }

    public Column<long> Copies { get; }

    public Column<double?> Rating { get; }

    public Column<bool> IsLent { get; }

    public Column<DateTime> Added { get; }
}

/// <summary>A table whose names are a nuisance: reserved, with capitals, blanks, quotes, dots, percent signs.</summary>
internal sealed class OddTable : Table<OddTable>
{
    public OddTable()
        : base("order")
    {
        Id = Column("Id", Types.BigInt);
        Group = Column("group", Types.Text);
        Quoted = Column("a \"b\" c", Types.Text.Nullable());
        Dotted = Column("x.y%", Types.Text.Nullable());
        PrimaryKey(Id);
    }

    public Column<long> Id { get; }

    public Column<string> Group { get; }

    public Column<string?> Quoted { get; }

    public Column<string?> Dotted { get; }
}
