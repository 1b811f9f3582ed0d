namespace Kelpie.Scanning.Discovery;

/// <summary>What a walk has to say about folders, and about names it could not look at.</summary>
internal sealed class WalkReport
{
    private readonly List<string> _listed = [];
    private readonly HashSet<string> _unlisted = new(PathRules.Comparer);
    private readonly List<ScanProblem> _problems = [];

    /// <summary>Folders that were listed to their end.</summary>
    public IReadOnlyList<string> Listed => _listed;

    /// <summary>Folders that are there and were not listed to their end.</summary>
    public IReadOnlyCollection<string> Unlisted => _unlisted;

    /// <summary>What went wrong.</summary>
    public IReadOnlyList<ScanProblem> Problems => _problems;

    /// <summary>Whether a path is that of an unlisted folder, or lies below one.</summary>
    /// <param name="path">An absolute, normalised path.</param>
    public bool IsBelowUnlisted(string path)
    {
        for (string? folder = path; _unlisted.Count > 0 && folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (_unlisted.Contains(folder))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Notes that a folder was read to its end, unless something was wrong with it on the way.</summary>
    /// <param name="path">The folder.</param>
    public void AddListed(string path)
    {
        if (!_unlisted.Contains(path))
        {
            _listed.Add(path);
        }
    }

    /// <summary>Notes a folder that is not entered since it lies too deep.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="maxDepth">How many levels are entered.</param>
    public void AddTooDeep(string path, int maxDepth)
    {
        _unlisted.Add(path);
        _problems.Add(new ScanProblem(
            path, ProcessingStatus.Skipped, $"It lies more than {maxDepth} levels below the scanned folder. Scan it, or a folder nearer to it, by itself."));
    }

    /// <summary>Notes a folder that could not be listed to its end. Only the first reason counts.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="e">What the system said.</param>
    public void AddUnlisted(string path, Exception e)
    {
        if (!_unlisted.Add(path))
        {
            return;
        }

        _problems.Add(e switch
        {
            _ when HasReplacedBytes(path) => InvalidName(path),
            UnauthorizedAccessException => new ScanProblem(
                path, ProcessingStatus.PermissionDenied, "The folder may not be listed by this user. What is indexed of it is kept."),
            PathTooLongException => TooLong(path),
            DirectoryNotFoundException => new ScanProblem(
                path, ProcessingStatus.FileNotFound, "The folder is no longer there. What is indexed of it is kept."),
            _ => new ScanProblem(path, ProcessingStatus.UnknownError, $"The folder could not be listed: {e.Message} What is indexed of it is kept."),
        });
    }

    /// <summary>Notes a name that a folder lists and that has no metadata, if it is not simply gone.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="path">The path of the name.</param>
    /// <param name="failure">What the system said; null if there is no such name.</param>
    public void AddWithoutMetadata(string folder, string path, Exception? failure)
    {
        if (failure is PathTooLongException)
        {
            _problems.Add(TooLong(path));
        }
        else if (failure is not null)
        {
            // Its names can be read and not what they stand for: the folder may be read but not searched.
            AddUnlisted(folder, failure);
        }
        else if (HasReplacedBytes(path))
        {
            _problems.Add(InvalidName(path));
        }
    }

    /// <summary>
    /// Whether a path holds U+FFFD. .NET puts it where a name's bytes are not UTF-8, and then cannot find what it names.
    /// </summary>
    /// <param name="path">A path.</param>
    public static bool HasReplacedBytes(string path) => path.Contains('\uFFFD');

    private static ScanProblem InvalidName(string path) => new(
        path, ProcessingStatus.EncodingError, "Its name is not valid UTF-8, so it cannot be opened by it. Rename it to have it indexed.");

    private static ScanProblem TooLong(string path) => new(
        path, ProcessingStatus.UnknownError, "Its path is longer than the system opens. Move it nearer to the root, or shorten the names of the folders above it.");
}
