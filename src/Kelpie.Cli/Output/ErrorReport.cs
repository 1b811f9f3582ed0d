using System.CommandLine;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.Safety;
using Kelpie.Scanning.Discovery;
using Kelpie.Sql;

namespace Kelpie.Cli.Output;

/// <summary>Turns what went wrong into a message, a hint, and an exit status.</summary>
internal static class ErrorReport
{
    private sealed record Report(int Status, string Error, string Message, string Hint);

    internal static int Write(Terminal terminal, Exception exception, bool isVerbose, bool wasInterrupted)
    {
        var report = wasInterrupted && exception is OperationCanceledException
            ? new Report(ExitStatus.Interrupted, "interrupted", "Interrupted.", "Run the command again; it goes on where it stopped.")
            : Describe(exception);
        Write(terminal, report);
        if (isVerbose)
        {
            Console.Error.WriteLine(exception);
        }

        return report.Status;
    }

    internal static int WriteUsage(Terminal terminal, ParseResult arguments)
    {
        // A command that is not one is said to be missing as well, first; what was typed is the better half.
        var messages = arguments.Errors.Select(error => error.Message).Distinct().ToList();
        var message = string.Join(" ", messages.Count > 1 ? messages.Where(text => text != "Required command was not provided.") : messages);
        var names = new List<string>();
        for (var result = arguments.CommandResult; result is not null; result = result.Parent as System.CommandLine.Parsing.CommandResult)
        {
            names.Insert(0, result.Command is RootCommand ? "kelpie" : result.Command.Name);
        }

        var report = new Report(ExitStatus.Usage, "usage", message, $"{string.Join(' ', names)} --help shows how it is used.");
        Write(terminal, report);
        return report.Status;
    }

    private static void Write(Terminal terminal, Report report)
    {
        if (terminal.IsJson)
        {
            terminal.JsonError(json =>
            {
                json.WriteStartObject();
                json.WriteString("status", "error");
                json.WriteString("error", report.Error);
                json.WriteString("message", report.Message);
                json.WriteString("hint", report.Hint);
                json.WriteEndObject();
            });
            return;
        }

        Console.Error.WriteLine($"kelpie: {report.Message}");
        if (report.Hint.Length > 0)
        {
            Console.Error.WriteLine(report.Hint);
        }
    }

    private static Report Describe(Exception exception) => exception switch
    {
        KelpieException kelpie => new(ExitStatus.Failed, kelpie.Error, kelpie.Message, kelpie.Hint),
        UsageException usage => new(ExitStatus.Usage, "usage", usage.Message, usage.Hint),
        SchemaMismatchException mismatch => Mismatch(mismatch),
        RevisionException revision => new(ExitStatus.Usage, "revision", revision.Message, "kelpie db history lists the revisions."),
        ChangedHistoryException changed => new(ExitStatus.SchemaMismatch, "history_changed", changed.Message, ""),
        UpgradeRefusedException refused => new(ExitStatus.Failed, "upgrade_refused", refused.Message, ""),
        MigrationException migration => new(ExitStatus.Failed, "migration_failed", migration.Message, ""),
        ScanRootException root => new(ExitStatus.Failed, "root_not_scanned", $"{root.Problem.Path}: {root.Problem.Reason}", "Name a directory that can be read."),
        DatabaseException database => Of(DatabaseFault.Of(database)),
        FormatException format => new(ExitStatus.Usage, "database_url", format.Message, "A path will do, or a URL such as sqlite:///kelpie.db or postgresql://user@host/name."),
        NotSupportedException unsupported => new(ExitStatus.Usage, "not_supported", unsupported.Message, "A path will do, or a URL such as sqlite:///kelpie.db or postgresql://user@host/name."),
        UnauthorizedAccessException denied => new(ExitStatus.Failed, "permission_denied", denied.Message, "Change the permissions, or name another place with --db."),
        IOException io => new(ExitStatus.Failed, "io", io.Message, "Mend it, and run the command again."),
        _ => new(ExitStatus.Failed, "internal", $"{exception.GetType().Name}: {exception.Message}", "This is a fault of Kelpie's. --verbose shows where it happened; please report it."),
    };

    private static Report Of(DatabaseFault fault) => new(ExitStatus.Failed, fault.Error, fault.Message, fault.Hint);

    // The message ends in the next command; as a hint of its own it is easier to find for a program.
    private static Report Mismatch(SchemaMismatchException mismatch)
    {
        var cut = mismatch.Message.LastIndexOf(" - ", StringComparison.Ordinal);
        return new(
            ExitStatus.SchemaMismatch,
            "schema_mismatch",
            cut < 0 ? mismatch.Message : mismatch.Message[..cut],
            cut < 0 ? "" : mismatch.Message[(cut + 3)..]);
    }
}
