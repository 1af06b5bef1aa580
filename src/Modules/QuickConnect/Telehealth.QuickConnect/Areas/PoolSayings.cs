using System.Globalization;
using Telehealth.QuickConnect.Contracts;

namespace Telehealth.QuickConnect.Areas;

/// <summary>The pool in plain words.</summary>
internal static class PoolSayings
{
    /// <summary>A language as a person says it.</summary>
    public static string Language(string code)
    {
        try
        {
            return CultureInfo.GetCultureInfo(code).EnglishName;
        }
        catch (CultureNotFoundException)
        {
            return code;
        }
    }

    public static string Languages(IEnumerable<string> codes) => string.Join(", ", codes.Select(Language));

    public static string TitleOf(PoolRequestState state) =>
        state switch
        {
            PoolRequestState.Accepting => "Your time is being set aside",
            PoolRequestState.Joining or PoolRequestState.Joined => "Your client is joining",
            _ => "The client is deciding",
        };

    public static string WordsOf(PoolRequestState state) =>
        state switch
        {
            PoolRequestState.Accepting => "One moment. Then the client sees who you are.",
            PoolRequestState.Joining or PoolRequestState.Joined => "The room opens by itself in a moment.",
            _ => "This takes a minute at most. Keep this page open.",
        };
}
