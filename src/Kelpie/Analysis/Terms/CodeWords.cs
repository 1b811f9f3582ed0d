namespace Kelpie.Analysis;

/// <summary>Words of programming languages that say nothing about what a program does.</summary>
internal static class CodeWords
{
    /// <summary>The words, separated by spaces, divided as a <see cref="TermReader"/> divides identifiers.</summary>
    public const string All =
        // Declarations
        "abstract alias class const constexpr constructor declare def defun delegate enum explicit export extends extern final fn "
        + "friend func function global immutable impl implements implicit import include inherit inline interface internal lambda let "
        + "macro mod module mut namespace operator override package private proc protected pub public readonly ref "
        + "require requires restrict sealed signed static struct subroutine super sub synchronized transient "
        + "typedef typename typeof union unsafe unsigned use using val var virtual volatile with "
        // Statements
        + "assert async await begin break case catch cond continue default defer del do done elif else elsif end endif esac except "
        + "fallthrough fi finally for foreach from go goto guard if in is loop new next nil pass raise rescue return select "
        + "self sizeof switch then this throw throws try unless until when where while yield "
        // Values and types
        + "bool boolean byte char decimal double dynamic false float int integer int8 long none null object short str string true uint "
        + "undefined usize isize void args argv kwargs std stdin stdout stderr "
        // Queries
        + "alter and as asc by create cross delete desc distinct drop exists having inner insert into join left like limit not "
        + "on or outer primary references right set varchar "
        // The preprocessor, the shell and mark-up in comments
        + "define echo endregion eval exit fi ifdef ifndef param pragma region returns summary todo undef";
}
