using System.Globalization;
using System.Text;

namespace Kelpie.Migrations.Authoring;

/// <summary>Makes the name of a class of a message.</summary>
internal static class ClassNames
{
    private const int Longest = 60;

    /// <summary>A name for a class: the words of the message, each with a capital letter.</summary>
    /// <param name="message">What the revision does.</param>
    /// <param name="isTaken">Whether a name means something else already.</param>
    internal static string For(string message, Func<string, bool> isTaken)
    {
        var name = new StringBuilder();
        var isFirstOfWord = true;
        foreach (var c in message.Normalize(NormalizationForm.FormC))
        {
            var isPart = char.IsLetterOrDigit(c);
            if (isPart && name.Length < Longest)
            {
                name.Append(isFirstOfWord ? char.ToUpperInvariant(c) : c);
            }

            // An apostrophe does not end a word.
            isFirstOfWord = !isPart && (isFirstOfWord || c is not ('\'' or '’'));
        }

        if (name.Length == 0 || !char.IsLetter(name[0]))
        {
            name.Insert(0, "Revision");
        }

        var plain = name.ToString();
        var found = isTaken(plain) && !isTaken(plain + "Revision") ? plain + "Revision" : plain;
        for (var number = 2; isTaken(found); number++)
        {
            found = plain + number.ToString(CultureInfo.InvariantCulture);
        }

        return found;
    }
}
