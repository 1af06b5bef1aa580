using System.Diagnostics;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

/// <summary>
/// What is kept of a failure: types and places. The words of an exception may quote what a person typed, or a token,
/// and staff read dead letters.
/// </summary>
internal static class FailureText
{
    private const int Longest = 2000;
    private const string Ours = "Telehealth.";

    public static string Of(Exception exception)
    {
        var text = Told(exception);
        for (var cause = exception.InnerException; cause is not null; cause = cause.InnerException)
        {
            text += $"; because of {Told(cause)}";
        }

        return text.Length <= Longest ? text : text[..Longest];
    }

    // Words of our own about a message that can never be read name events and consumers, nothing of its content.
    private static string Told(Exception exception) =>
        exception is PoisonMessageException
            ? $"{exception.GetType().Name}: {exception.Message}"
            : exception.GetType().Name + Place(exception);

    /// <summary>The innermost of our own methods on the way, such as <c> in BookVisit.cs, line 87</c>.</summary>
    private static string Place(Exception exception)
    {
        foreach (var frame in new StackTrace(exception, fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetMethod()?.DeclaringType is not { } type || !IsOurs(type))
            {
                continue;
            }

            var line = frame.GetFileLineNumber();
            return line > 0 ? $" in {Path.GetFileName(frame.GetFileName())}, line {line}" : $" in {Named(type)}";
        }

        return "";
    }

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith(Ours, StringComparison.Ordinal) == true;

    // What runs an asynchronous method is a type inside the one that has it.
    private static string Named(Type type) => (type.DeclaringType ?? type).Name;
}
