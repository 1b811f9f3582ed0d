using System.Text;
using UglyToad.PdfPig.Core;

namespace Kelpie.Scanning.Reading;

/// <summary>
/// Makes lines, words and paragraphs of glyphs in the order in which a page shows them. A PDF says where glyphs are and need not
/// say where words end: a gap along the line is a space, a step across it a line, and a larger step downwards a paragraph.
/// </summary>
internal sealed class PdfTextLayout
{
    /// <summary>Of the size of the letters: less is the ups and downs of indices and notes.</summary>
    private const double LineStep = 0.8;

    /// <summary>Of the size of the letters: lines of one paragraph are rarely further apart.</summary>
    private const double ParagraphStep = 1.7;

    /// <summary>Of the size of the letters: spaces have a quarter of it, letters that are set apart less than this.</summary>
    private const double WordGap = 0.15;

    private readonly StringBuilder _text = new();
    private PdfPoint _start;
    private PdfPoint _end;
    private double _size;

    /// <summary>Adds a glyph.</summary>
    /// <param name="text">What it means.</param>
    /// <param name="start">Where it begins on its base line, in points.</param>
    /// <param name="end">Where it ends there.</param>
    /// <param name="size">The size of the letters, in points.</param>
    public void Add(string text, PdfPoint start, PdfPoint end, double size)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            // Pages are made up with spaces here and there; whether one means something shows at the next letter.
            AddSpace(start, end, size);
            return;
        }

        if (_text.Length > 0)
        {
            Separate(start, size);
        }

        _text.Append(text);
        (_start, _end, _size) = (start, end, size);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString().TrimEnd();

    private void AddSpace(PdfPoint start, PdfPoint end, double size)
    {
        if (_text.Length > 0 && Math.Abs(Across(start)) <= LineStep * Math.Min(_size, size))
        {
            AppendSpace();
            _end = end;
        }
    }

    private void Separate(PdfPoint start, double size)
    {
        double smaller = Math.Min(_size, size);
        double across = Across(start);
        if (Math.Abs(across) > LineStep * smaller)
        {
            while (_text[^1] == ' ')
            {
                _text.Length--;
            }

            _text.Append(across < -ParagraphStep * smaller ? "\n\n" : "\n");
        }
        else if (Along(start) > WordGap * smaller)
        {
            AppendSpace();
        }
    }

    private void AppendSpace()
    {
        if (!char.IsWhiteSpace(_text[^1]))
        {
            _text.Append(' ');
        }
    }

    /// <summary>How far a point lies beyond the end of the last glyph, in the direction of its line.</summary>
    private double Along(PdfPoint point)
    {
        (double x, double y) = Direction();
        return ((point.X - _end.X) * x) + ((point.Y - _end.Y) * y);
    }

    /// <summary>How far a point lies above the line of the last glyph.</summary>
    private double Across(PdfPoint point)
    {
        (double x, double y) = Direction();
        return ((point.Y - _end.Y) * x) - ((point.X - _end.X) * y);
    }

    private (double X, double Y) Direction()
    {
        double x = _end.X - _start.X, y = _end.Y - _start.Y;
        double length = Math.Sqrt((x * x) + (y * y));
        return length > 0 ? (x / length, y / length) : (1, 0);
    }
}
