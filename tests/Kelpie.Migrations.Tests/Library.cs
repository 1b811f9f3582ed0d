using Kelpie.Migrations.Revisions;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Migrations.Tests;

/// <summary>A history of three revisions, of the kinds a program has: tables, raw SQL, a change.</summary>
internal static class Library
{
    internal const string Files = "3f9c2a7b";
    internal const string Search = "b01d77c0";
    internal const string Sizes = "c4a10e52";

    internal static IReadOnlyList<Migration> Migrations { get; } =
    [
        new Step(Files, (string?)null, "files and chunks",
            op =>
            {
                op.CreateTable("files", t => t
                    .Column("id", BigInt, identity: true)
                    .Column("path", Text)
                    .Column("added_at", Timestamp, defaultValue: DefaultValue.Now)
                    .PrimaryKey("id")
                    .Unique("path"));
                op.CreateTable("chunks", t => t
                    .Column("id", BigInt, identity: true)
                    .Column("file_id", BigInt)
                    .Column("content", Text)
                    .PrimaryKey("id")
                    .ForeignKey("file_id", "files", "id", ReferentialAction.Cascade)
                    .Index("file_id"));
            },
            op =>
            {
                op.DropTable("chunks");
                op.DropTable("files");
            }),
        new Step(Search, Files, "full text",
            op => op.Script(("sqlite", """
                -- The text is stored once, in chunks.
                CREATE VIRTUAL TABLE chunks_fts USING fts5(content, content='chunks', content_rowid='id');

                CREATE TRIGGER chunks_added AFTER INSERT ON chunks BEGIN
                    INSERT INTO chunks_fts (rowid, content) VALUES (new.id, new.content);
                END;
                """)),
            op => op.Sql("""
                DROP TRIGGER chunks_added;

                DROP TABLE chunks_fts;
                """)),
        new Step(Sizes, Search, "sizes of files",
            op =>
            {
                op.AddColumn("files", "size", BigInt, DefaultValue.Of(0));
                op.CreateIndex("files", "size", "path");
            },
            op =>
            {
                op.DropIndex("files", "ix_files_size_path");
                op.DropColumn("files", "size");
            }),
    ];
}
