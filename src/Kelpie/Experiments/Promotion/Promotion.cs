namespace Kelpie.Experiments.Promotion;

/// <summary>A promotion that is planned and tried, and can be written.</summary>
/// <param name="Root">The root of the clone that it is written into.</param>
/// <param name="Plan">What becomes of the experiment.</param>
/// <param name="Revision">The id of the revision.</param>
/// <param name="Files">The files, in the order in which a reviewer reads them.</param>
public sealed record Promotion(string Root, PromotionPlan Plan, string Revision, IReadOnlyList<PromotedFile> Files)
{
    /// <summary>Writes the files: all of them, or none.</summary>
    /// <param name="cancellationToken">Stops it; what was written is taken back.</param>
    /// <exception cref="IOException">A file cannot be written, is there by now, or was changed meanwhile.</exception>
    /// <exception cref="UnauthorizedAccessException">A file cannot be written.</exception>
    public async Task WriteAsync(CancellationToken cancellationToken = default)
    {
        var written = new List<PromotedFile>();
        try
        {
            foreach (var file in Files)
            {
                await WriteAsync(file, cancellationToken).ConfigureAwait(false);
                written.Add(file);
            }
        }
        catch
        {
            foreach (var file in written)
            {
                await TakeBackAsync(file).ConfigureAwait(false);
            }

            throw;
        }
    }

    // Beside its place first, and there by renaming, so that half a file is never there.
    private async Task WriteAsync(PromotedFile file, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Root, file.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (file.Before is not null && await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false) != file.Before)
        {
            throw new IOException($"{path} was changed meanwhile; run the command again.");
        }

        var temporary = $"{path}.{Guid.NewGuid():n}.tmp";
        try
        {
            await File.WriteAllTextAsync(temporary, file.Text, cancellationToken).ConfigureAwait(false);
            File.Move(temporary, path, overwrite: file.Before is not null);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private async Task TakeBackAsync(PromotedFile file)
    {
        var path = Path.Combine(Root, file.Path);
        if (file.Before is null)
        {
            File.Delete(path);
        }
        else
        {
            await File.WriteAllTextAsync(path, file.Before, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
