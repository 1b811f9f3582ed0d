using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql;

/// <content>JSON documents made of values.</content>
public static partial class Functions
{
    // PostgreSQL's functions take a hundred arguments, a name being one as well.
    private const int MostJsonParts = 50;

    /// <summary>
    /// A JSON object of some members. Text, numbers, truth values and JSON are what they are in JSON too; NULL is JSON's null.
    /// </summary>
    /// <exception cref="ArgumentException">Two members have one name, there are more than 50 of them, or a value is of another type.</exception>
    public static Expression<string> JsonObject(params IReadOnlyList<(string Name, Expression Value)> members)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in members)
        {
            // A name is written as one of a path is, and what that refuses is refused here.
            JsonStep step = name;
            if (!names.Add(name))
            {
                throw new ArgumentException($"The JSON object has two members {step.Name}; leave one out.", nameof(members));
            }

            CheckJson($"The member {name}", value);
        }

        CheckJsonCount(members.Count);
        return new JsonObjectOf([.. members]);
    }

    /// <summary>A JSON array of some values, which become elements as those of <see cref="JsonObject"/> become members.</summary>
    /// <exception cref="ArgumentException">There are more than 50 values, or one is of a type that has no one form in JSON.</exception>
    public static Expression<string> JsonArray(params IReadOnlyList<Expression> values)
    {
        foreach (var value in values)
        {
            CheckJson("An element", value);
        }

        CheckJsonCount(values.Count);
        return new JsonArrayOf([.. values]);
    }

    private static void CheckJsonCount(int count)
    {
        if (count > MostJsonParts)
        {
            throw new ArgumentException($"{count} values are more than the {MostJsonParts} that one JSON object or array takes here; make one of several.");
        }
    }

    private static void CheckJson(string what, Expression value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.SqlType.Underlying is not (TextType or AsciiKeyType or IntegerType or BigIntType or DoubleType or DecimalType or BooleanType or JsonType))
        {
            throw new ArgumentException(
                $"{what} is of {value.SqlType.Underlying}, which databases write differently in JSON; give it as text, as with Cast(value, Types.Text).", nameof(value));
        }
    }
}
