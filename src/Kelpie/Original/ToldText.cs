using Kelpie.Sql;
using Kelpie.Sql.Statements;

namespace Kelpie.Original;

/// <summary>SQL whose parameters are of the types that their values have.</summary>
internal static class ToldText
{
    /// <exception cref="ArgumentException">A value is of a type that is no parameter's.</exception>
    internal static Text Of(string sql, IEnumerable<Argument> arguments) =>
        arguments.Aggregate(Syntax.Text(sql), (text, argument) => argument.Value switch
        {
            null or string => text.Bind(Syntax.Param<string>(argument.Name)),
            long => text.Bind(Syntax.Param<long>(argument.Name)),
            int => text.Bind(Syntax.Param<int>(argument.Name)),
            double => text.Bind(Syntax.Param<double>(argument.Name)),
            bool => text.Bind(Syntax.Param<bool>(argument.Name)),
            DateTime => text.Bind(Syntax.Param<DateTime>(argument.Name)),
            byte[] => text.Bind(Syntax.Param<byte[]>(argument.Name)),
            var value => throw new ArgumentException(
                $"{argument.Name} is a {value.GetType().Name}; a parameter is a string, long, int, double, bool, DateTime, byte[] or null.", nameof(arguments)),
        });
}
