using System;
using System.Text.RegularExpressions;

namespace KlpShell.Conformance.Shell.Awk;

/// <summary>The binary operators of awk: how strongly each binds, and what it does.</summary>
internal static class AwkPrecedence
{
    public const int Lowest = 0;
    public const int Concatenation = 4;
    public const int Highest = 6;

    /// <summary>The level of an operator, or -1.</summary>
    public static int Of(string op) => op switch
    {
        "||" => Lowest,
        "&&" => 1,
        "~" or "!~" => 2,
        "==" or "!=" or "<" or ">" or "<=" or ">=" => 3,
        "+" or "-" => 5,
        "*" or "/" or "%" => Highest,
        _ => -1,
    };

    /// <summary>An operation on two expressions.</summary>
    public static Func<AwkState, AwkValue> Operation(string op, Func<AwkState, AwkValue> left, Func<AwkState, AwkValue> right) => op switch
    {
        "||" => state => AwkValue.Of(left(state).IsTrue || right(state).IsTrue),
        "&&" => state => AwkValue.Of(left(state).IsTrue && right(state).IsTrue),
        "~" => state => AwkValue.Of(Matches(state, left, right)),
        "!~" => state => AwkValue.Of(!Matches(state, left, right)),
        "==" => state => AwkValue.Of(AwkValue.Compare(left(state), right(state)) == 0),
        "!=" => state => AwkValue.Of(AwkValue.Compare(left(state), right(state)) != 0),
        "<" => state => AwkValue.Of(AwkValue.Compare(left(state), right(state)) < 0),
        ">" => state => AwkValue.Of(AwkValue.Compare(left(state), right(state)) > 0),
        "<=" => state => AwkValue.Of(AwkValue.Compare(left(state), right(state)) <= 0),
        ">=" => state => AwkValue.Of(AwkValue.Compare(left(state), right(state)) >= 0),
        "+" => state => AwkValue.Of(left(state).Number + right(state).Number),
        "-" => state => AwkValue.Of(left(state).Number - right(state).Number),
        "*" => state => AwkValue.Of(left(state).Number * right(state).Number),
        "/" => state => AwkValue.Of(left(state).Number / right(state).Number),
        _ => state => AwkValue.Of(left(state).Number % right(state).Number),
    };

    private static bool Matches(AwkState state, Func<AwkState, AwkValue> left, Func<AwkState, AwkValue> right) =>
        Regex.IsMatch(left(state).Text, right(state).Text);
}
