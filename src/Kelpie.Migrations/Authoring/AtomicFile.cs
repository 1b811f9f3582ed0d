namespace Kelpie.Migrations.Authoring;

/// <summary>Writes files whole or not at all: beside their place first, and there by renaming.</summary>
internal static class AtomicFile
{
    /// <exception cref="IOException">There is a file already, or it cannot be written.</exception>
    internal static async Task CreateAsync(string path, string text, CancellationToken cancellationToken)
    {
        var temporary = await WriteAsync(path, text, cancellationToken).ConfigureAwait(false);
        try
        {
            File.Move(temporary, path, overwrite: false);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <exception cref="IOException">Somebody has changed the file since it was read, or it cannot be written.</exception>
    internal static async Task ReplaceAsync(string path, byte[] before, string text, CancellationToken cancellationToken)
    {
        // A link stays a link.
        path = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        var temporary = await WriteAsync(path, text, cancellationToken).ConfigureAwait(false);
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            }

            if (!(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false)).AsSpan().SequenceEqual(before))
            {
                throw new IOException("somebody has changed it meanwhile");
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static async Task<string> WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        var temporary = $"{path}.{Guid.NewGuid():n}.tmp";
        try
        {
            await File.WriteAllTextAsync(temporary, text, cancellationToken).ConfigureAwait(false);
            return temporary;
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
