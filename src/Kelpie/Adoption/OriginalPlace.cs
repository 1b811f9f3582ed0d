using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Adoption;

/// <summary>The file that the original's tables are in: takes them out of it, for others of the same names to come, and leaves all else alone.</summary>
/// <param name="db">Its connection.</param>
/// <param name="file">Its name.</param>
internal sealed class OriginalPlace(Connection db, string file)
{
    private const string Prefix = "kelpie_adopted_";
    private static readonly string[] Triggers = ["chunks_fts_insert", "chunks_fts_delete", "chunks_fts_update"];
    private static readonly Query<(string, long)> Dangling =
        Text("SELECT \"table\" AS t, count(*) AS n FROM pragma_foreign_key_check GROUP BY \"table\"").Rows(Types.Text, Types.BigInt);

    private static readonly Query<(string, string)> References = Text(
        "SELECT m.name AS t, k.\"table\" AS parent FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) k WHERE m.type = 'table'").Rows(Types.Text, Types.Text);

    private static readonly Query<(string, long)> Sequences = Text("SELECT name, seq FROM sqlite_sequence").Rows(Types.Text, Types.BigInt);

    /// <summary>Refuses what would be lost, or is in the way.</summary>
    /// <exception cref="KelpieException">There is such a thing.</exception>
    internal void RequireRoom(OriginalSchema schema)
    {
        var originals = schema.Tables.Values.Where(table => table.IsThere).Select(table => table.Name).ToList();
        var ours = Database.Tables.MetaData.Tables.Select(table => table.Name);
        if (schema.All.FirstOrDefault(one => one.Type == "table" && ours.Contains(one.Name) && !originals.Contains(one.Name)) is { Name: { } taken })
        {
            throw new KelpieException("name_taken", $"{file} has a table {taken} that is not the original's, and Kelpie needs the name.", $"Rename it (ALTER TABLE {taken} RENAME TO exp_{taken}), and run the command again.");
        }

        if (schema.All.FirstOrDefault(one => one.Type == "trigger" && originals.Contains(one.Table) && !Triggers.Contains(one.Name)) is { Name: { } trigger } found)
        {
            throw new KelpieException("trigger_in_the_way", $"The trigger {trigger} of {found.Table} is not the original's, and would go with the table.", $"Keep its text, DROP TRIGGER {trigger}, and create it anew afterwards.");
        }
    }

    /// <summary>Puts the original's tables aside, has others made and filled, and drops the old ones: all of it, or nothing.</summary>
    /// <param name="schema">What there is.</param>
    /// <param name="fill">Makes and fills; given the original's tables under the names they have meanwhile.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">Rows of other tables would refer to nothing.</exception>
    internal async Task ReplaceAsync(OriginalSchema schema, Func<OriginalSchema, Task> fill, CancellationToken cancellationToken)
    {
        // Dropping a table deletes the rows that refer to it, where this is on; within a transaction it cannot be switched.
        await db.ExecuteScriptAsync("PRAGMA foreign_keys = OFF", cancellationToken).ConfigureAwait(false);
        try
        {
            await using var transaction = await db.BeginAsync(TransactionMode.Write, cancellationToken).ConfigureAwait(false);
            var others = await DanglingAsync(schema, cancellationToken).ConfigureAwait(false);
            var sequences = await HasSequencesAsync(cancellationToken).ConfigureAwait(false)
                ? await db.ListAsync(Sequences, [], cancellationToken).ConfigureAwait(false) : [];
            var moved = await PutAsideAsync(schema, cancellationToken).ConfigureAwait(false);
            await fill(moved).ConfigureAwait(false);
            foreach (var table in moved.Tables.Values.Where(table => table.IsThere))
            {
                await db.ExecuteScriptAsync($"DROP TABLE {db.Dialect.Quote(table.StoredAs)}", cancellationToken).ConfigureAwait(false);
            }

            await KeepSequencesAsync(sequences, cancellationToken).ConfigureAwait(false);
            var now = await DanglingAsync(schema, cancellationToken).ConfigureAwait(false);
            if (now.FirstOrDefault(table => table.Value > others.GetValueOrDefault(table.Key)) is { Key: { } name, Value: var rows })
            {
                throw new KelpieException(
                    "references_lost", $"{rows} rows of {name} would refer to rows that are not there any more.", $"Look at PRAGMA foreign_key_list({name}) in {file}; it is as it was.");
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // Whatever becomes of the session, the error that led here is the one to tell, and nobody takes it up again.
            await db.Raw.CloseAsync().ConfigureAwait(false);
            throw;
        }

        await db.ExecuteScriptAsync("PRAGMA foreign_keys = ON", CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<OriginalSchema> PutAsideAsync(OriginalSchema schema, CancellationToken cancellationToken)
    {
        var there = schema.Tables.Values.Where(table => table.IsThere).Select(table => table.Name).ToList();
        List<string> statements =
        [
            .. schema.All.Where(one => one.Type == "trigger" && there.Contains(one.Table)).Select(one => $"DROP TRIGGER {db.Dialect.Quote(one.Name)}"),
            .. schema.All.Where(one => OriginalSchema.Derived.Contains(one.Name)).Select(one => $"DROP {(one.Type == "view" ? "VIEW" : "TABLE")} {db.Dialect.Quote(one.Name)}"),
        ];
        var references = await db.ListAsync(References, [], cancellationToken).ConfigureAwait(false);
        if (references.Any(one => one.Item2 == OriginalSchema.Chunks && !there.Contains(one.Item1)))
        {
            // The table of that name becomes a view, to which nothing can refer: what refers to it is told of the new name, on the way aside.
            statements.Add($"ALTER TABLE {OriginalSchema.Chunks} RENAME TO {Database.Tables.Chunks.Name}");
            statements.Add("PRAGMA legacy_alter_table = ON");
            statements.Add($"ALTER TABLE {Database.Tables.Chunks.Name} RENAME TO {Prefix}{OriginalSchema.Chunks}");
            there.Remove(OriginalSchema.Chunks);
        }

        // As it was before 3.26: what refers to a table goes on referring to its name, which another one will have.
        statements.Add("PRAGMA legacy_alter_table = ON");
        statements.AddRange(there.Select(name => $"ALTER TABLE {db.Dialect.Quote(name)} RENAME TO {Prefix}{name}"));
        statements.Add("PRAGMA legacy_alter_table = OFF");
        foreach (var statement in statements)
        {
            await db.ExecuteScriptAsync(statement, cancellationToken).ConfigureAwait(false);
        }

        return schema.StoredAs(name => Prefix + name);
    }

    // A number that was given to a row deleted since is not given again.
    private async Task KeepSequencesAsync(IReadOnlyList<(string Name, long Number)> sequences, CancellationToken cancellationToken)
    {
        foreach (var (name, number) in sequences)
        {
            var now = name == OriginalSchema.Chunks ? Database.Tables.Chunks.Name : name;
            await db.ExecuteScriptAsync(
                $"UPDATE sqlite_sequence SET seq = max(seq, {number.ToString(System.Globalization.CultureInfo.InvariantCulture)}) WHERE name = {db.Dialect.QuoteText(now)}", cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> HasSequencesAsync(CancellationToken cancellationToken) =>
        await db.FirstAsync(Text("SELECT count(*) AS n FROM sqlite_master WHERE name = 'sqlite_sequence'").Rows(Types.BigInt), [], cancellationToken).ConfigureAwait(false) > 0;

    // Of the tables that stay: what the original's own say does not count.
    private async Task<IReadOnlyDictionary<string, long>> DanglingAsync(OriginalSchema schema, CancellationToken cancellationToken) =>
        (await db.ListAsync(Dangling, [], cancellationToken).ConfigureAwait(false))
        .Where(table => !schema.Tables.ContainsKey(table.Item1)).ToDictionary(table => table.Item1, table => table.Item2);
}
