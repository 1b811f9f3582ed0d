using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Operations;

/// <summary>Finds the text for a kind of database among several.</summary>
internal static class SqlScripts
{
    extension(ValueList<SqlScript> scripts)
    {
        /// <summary>The text for a dialect, or the one for all that have none of their own; null where there is neither.</summary>
        internal SqlScript? For(string dialect) =>
            scripts.FirstOrDefault(script => script.Dialect == dialect) ?? scripts.FirstOrDefault(script => script.Dialect is null);

        /// <exception cref="NotSupportedException">There is no text for the dialect.</exception>
        internal string Required(Dialect dialect, string what) => scripts.For(dialect.Name)?.Sql ?? throw new NotSupportedException(
            $"The {what} has no text for {dialect.Name}, only for {string.Join(", ", scripts.Select(known => known.Dialect))}; "
            + "add one, an empty one if there is nothing to do.");
    }
}
