using Kelpie.Chunking;
using Kelpie.Database.Stores;
using Kelpie.Scanning.Discovery;
using Kelpie.Scanning.Reading;

namespace Kelpie.Scanning;

/// <summary>Reads a file and cuts its text: what the index is to hold of it.</summary>
internal sealed class FileIndexer(FileReader reader, bool overlap)
{
    internal ReadFile Read(FileToRead file, CancellationToken cancellationToken)
    {
        var found = file.Found;
        var content = reader.Read(found, cancellationToken);
        var text = content.Text is null ? null : Chunker.Cut(content.Text, found.Extension, overlap);
        var row = new FileRow
        {
            Path = found.Path,
            Name = found.Name,
            Directory = found.Directory,
            Size = found.Size,
            Type = found.Extension,
            MimeType = content.MimeType,
            Created = found.Created,
            Modified = found.Modified,
            Accessed = found.Accessed,
            Permissions = found.Permissions,
            Hash = content.Hash,
            IsText = content.IsText,
            Encoding = content.Encoding,
            Status = content.Status.ToStoredName(),
            Error = content.Message,
            Indexed = DateTime.UtcNow,
        };
        return new ReadFile(found, new IndexedFile(row, text), content.Status, file.IsNew);
    }
}
