using Kelpie.Scanning.Discovery;

namespace Kelpie.Scanning.Reading;

/// <summary>
/// Finds objects of a PDF that are nothing but a reference to another object, or an array of just one, and refuses documents in
/// which these lead in a circle: the library would follow them until the stack is used up, which ends the process.
/// </summary>
/// <param name="maxPageTreeNodes">How many inner nodes the page tree may have, which bounds its depth.</param>
internal sealed class PdfReferences(int maxPageTreeNodes)
{
    /// <summary>How far to look for what an object is, in bytes: anything may be put off by a comment, but not for ever.</summary>
    private const int Looked = 64 * 1024;

    /// <summary>Where each such object leads. Later versions of an object do not replace earlier ones: either may be found.</summary>
    private readonly Dictionary<long, List<long>> _targets = [];

    private int _pageTreeNodes;

    /// <summary>Takes in the objects that are written in the file as they are.</summary>
    /// <param name="file">The whole file.</param>
    /// <exception cref="TextExtractionException">They lead in a circle, or the page tree is too large.</exception>
    public void AddFile(ReadOnlySpan<byte> file)
    {
        CountPageTreeNodes(file);
        for (int at = file.IndexOf("obj"u8); at >= 0; at = NextIndexOf(file, "obj"u8, at + 3))
        {
            if (NumberBefore(file, at) is { } number)
            {
                AddObject(number, file[(at + 3)..]);
            }
        }

        RefuseCircles();
    }

    /// <summary>Takes in the objects of an object stream (ISO 32000-1, 7.5.7).</summary>
    /// <param name="stream">The unpacked stream: pairs of number and offset, then the objects.</param>
    /// <param name="count">How many objects it says it holds.</param>
    /// <param name="first">Where the first object begins.</param>
    /// <exception cref="TextExtractionException">Objects lead in a circle, or the page tree is too large.</exception>
    public void AddObjectStream(ReadOnlySpan<byte> stream, int count, int first)
    {
        CountPageTreeNodes(stream);
        PdfScanner header = new(stream);
        for (int i = 0; i < count && header.TryReadInteger(out long number) && header.TryReadInteger(out long offset); i++)
        {
            long start = first + offset;
            if (start >= 0 && start < stream.Length)
            {
                AddObject(number, stream[(int)start..]);
            }
        }

        RefuseCircles();
    }

    private static int NextIndexOf(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> word, int from)
    {
        int index = bytes[from..].IndexOf(word);
        return index < 0 ? -1 : from + index;
    }

    /// <summary>The object number of <c>12 0 obj</c>, given where its last word begins; null where it is another word's end.</summary>
    private static long? NumberBefore(ReadOnlySpan<byte> file, int at)
    {
        int generation = SkipDigitsBack(file, SkipSpaceBack(file, at));
        int number = SkipSpaceBack(file, generation);
        PdfScanner scanner = new(file[SkipDigitsBack(file, number)..at]);
        return scanner.TryReadInteger(out long value) && scanner.TryReadInteger(out _) ? value : null;
    }

    private static int SkipSpaceBack(ReadOnlySpan<byte> file, int end)
    {
        while (end > 0 && PdfScanner.IsSpace(file[end - 1]))
        {
            end--;
        }

        return end;
    }

    private static int SkipDigitsBack(ReadOnlySpan<byte> file, int end)
    {
        while (end > 0 && char.IsAsciiDigit((char)file[end - 1]))
        {
            end--;
        }

        return end;
    }

    private void AddObject(long number, ReadOnlySpan<byte> body)
    {
        PdfScanner scanner = new(body[..Math.Min(Looked, body.Length)]);
        bool array = scanner.TryRead((byte)'[');
        if (scanner.TryReadReference(out long target) && (!array || scanner.TryRead((byte)']')))
        {
            if (!_targets.TryGetValue(number, out List<long>? targets))
            {
                _targets[number] = targets = [];
            }

            targets.Add(target);
        }
    }

    private void CountPageTreeNodes(ReadOnlySpan<byte> bytes)
    {
        _pageTreeNodes += bytes.Count("/Kids"u8);
        if (_pageTreeNodes > maxPageTreeNodes)
        {
            throw new TextExtractionException(ProcessingStatus.SizeLimitExceeded, FormattableString.Invariant($"The page tree of the PDF has more than {maxPageTreeNodes:N0} nodes."));
        }
    }

    private void RefuseCircles()
    {
        // Objects that lead nowhere, or only to such, are taken away until none is left or only circles and what leads into them.
        Dictionary<long, int> open = _targets.ToDictionary(pair => pair.Key, pair => pair.Value.Count(_targets.ContainsKey));
        Dictionary<long, List<long>> sources = [];
        foreach ((long number, List<long> targets) in _targets)
        {
            foreach (long target in targets.Where(_targets.ContainsKey))
            {
                if (!sources.TryGetValue(target, out List<long>? list))
                {
                    sources[target] = list = [];
                }

                list.Add(number);
            }
        }

        Queue<long> ends = new(open.Where(pair => pair.Value == 0).Select(pair => pair.Key));
        int left = open.Count;
        while (ends.TryDequeue(out long end))
        {
            left--;
            foreach (long source in sources.GetValueOrDefault(end) ?? [])
            {
                if (--open[source] == 0)
                {
                    ends.Enqueue(source);
                }
            }
        }

        if (left > 0)
        {
            throw new TextExtractionException(ProcessingStatus.UnknownError, "The PDF is damaged: objects in it refer to each other in a circle.");
        }
    }
}
