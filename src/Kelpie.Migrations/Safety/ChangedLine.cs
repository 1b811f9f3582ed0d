namespace Kelpie.Migrations.Safety;

/// <summary>A line in which what a revision did differs from what it says now.</summary>
/// <param name="WasAdded">Whether it says it now and did not do it; otherwise it did it, and says it no more.</param>
/// <param name="Text">The line, in words.</param>
/// <param name="Operation">The operation it belongs to, such as <c>create table books</c>; null where it is one itself.</param>
public sealed record ChangedLine(bool WasAdded, string Text, string? Operation)
{
    private const long MostCells = 4_000_000;

    /// <summary>What differs between two texts of lines, in order.</summary>
    internal static IReadOnlyList<ChangedLine> Between(IReadOnlyList<string> before, IReadOnlyList<string> now)
    {
        var start = 0;
        while (start < before.Count && start < now.Count && before[start] == now[start])
        {
            start++;
        }

        var (a, b) = (before.Count, now.Count);
        while (a > start && b > start && before[a - 1] == now[b - 1])
        {
            (a, b) = (a - 1, b - 1);
        }

        var lines = new List<ChangedLine>();
        var same = (long)(a - start) * (b - start) <= MostCells ? Common(before, now, start, a, b) : null;
        var (i, j) = (start, start);
        while (i < a || j < b)
        {
            if (i < a && j < b && before[i] == now[j])
            {
                (i, j) = (i + 1, j + 1);
            }
            else if (i < a && (j == b || same is null || same[i - start + 1, j - start] >= same[i - start, j - start + 1]))
            {
                lines.Add(Line(false, before, i++));
            }
            else
            {
                lines.Add(Line(true, now, j++));
            }
        }

        return lines;
    }

    // How many lines the rests have in common, from each pair of places on.
    private static int[,] Common(IReadOnlyList<string> before, IReadOnlyList<string> now, int start, int a, int b)
    {
        var common = new int[a - start + 1, b - start + 1];
        for (var i = a - start - 1; i >= 0; i--)
        {
            for (var j = b - start - 1; j >= 0; j--)
            {
                common[i, j] = before[start + i] == now[start + j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }

    private static ChangedLine Line(bool wasAdded, IReadOnlyList<string> lines, int index)
    {
        var owner = index;
        while (owner > 0 && (lines[owner].Length == 0 || lines[owner][0] == ' '))
        {
            owner--;
        }

        return new ChangedLine(wasAdded, lines[index].Trim(), owner == index ? null : lines[owner]);
    }
}
