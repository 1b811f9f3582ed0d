using Kelpie.Migrations.Running;

namespace Kelpie.Migrations.Tests.Guide.Shop;

internal sealed class ConsoleProgress(TextWriter output) : IProgress<MigrationEvent>
{
    public void Report(MigrationEvent value) => output.WriteLine(value switch
    {
        MigrationEvent.Waiting waiting => $"waiting up to {waiting.UpTo.TotalSeconds} s for {waiting.Holder ?? "another migrator"}",
        MigrationEvent.Begun begun => $"{begun.Step.Migration}",
        MigrationEvent.Continued continued => $"  goes on behind statement {continued.Finished}",
        MigrationEvent.Moved moved => $"  {moved.Table}: {moved.Done} of {moved.All}",
        MigrationEvent.Ended ended => $"  done, {ended.Step.Statements.Count} statements",
        _ => value.ToString(),
    });
}
