using System.Text.RegularExpressions;

namespace Kelpie.Experiments.Review;

/// <summary>What should not leave its owner's machine. Rows never go into a pull request; a reviewer will ask all the same.</summary>
internal static partial class PrivacyRules
{
    internal static IEnumerable<ReviewFinding> Secrets(ReviewSubject subject) => subject.Columns
        .Where(one => one.Profile.Secrets.Count > 0)
        .Select(one => ReviewFinding.InTheWay(
            "secrets", one.Column.Name, $"{one.Profile.Secrets.Count} of {one.Profile.Texts} texts look like secrets: the first is {one.Profile.Secrets.Kind}.", "Delete them from these rows, and change them where they are used."));

    // Where a column refers to files, paths are what it is for.
    internal static IEnumerable<ReviewFinding> PersonalPaths(ReviewSubject subject) => subject.Columns
        .Where(one => one.Profile.Personal.Count > 0 && !subject.Refers(one.Column.Name))
        .Select(one => ReviewFinding.Advice(
            "personal_paths", one.Column.Name, $"{one.Profile.Personal.Count} of {one.Profile.Texts} texts name somebody's folder, such as {one.Profile.Personal.Example}.",
            "Refer to the file by file_id, or store the path below the scanned folder."));

    /// <summary>What kind of secret a text holds, or null.</summary>
    internal static string? SecretIn(string text)
    {
        var found = Secret().Match(text);
        return found.Success ? found.Groups.Values.Skip(1).First(group => group.Success).Name.Replace('_', ' ') : null;
    }

    /// <summary>Somebody's folder that a text names, or null.</summary>
    internal static string? PersonalPathIn(string text) => PersonalPath().Match(text) is { Success: true, Value: var path } ? path : null;

    [GeneratedRegex(
        @"(?<a_private_key>-----BEGIN [A-Z ]*PRIVATE KEY-----)|(?<a_key_of_AWS>\bAKIA[0-9A-Z]{16}\b)|(?<a_token_of_GitHub>\bgh[pousr]_[A-Za-z0-9]{36})"
        + @"|(?<an_API_key>\bsk-[A-Za-z0-9_-]{20,})|(?<a_web_token>\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.)|(?<a_password_in_a_URL>\b[a-z][a-z0-9+.-]*://[^\s/:@]+:[^\s/:@]+@)"
        + @"|(?<a_password>\b(?i:password|passwd|api_?key|secret)[""']?\s*[:=]\s*[""']?[^\s""',;]{6,})",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Secret();

    [GeneratedRegex(@"(?:/home/|/Users/|[A-Za-z]:\\Users\\)[^/\\\s""']+")]
    private static partial Regex PersonalPath();
}
