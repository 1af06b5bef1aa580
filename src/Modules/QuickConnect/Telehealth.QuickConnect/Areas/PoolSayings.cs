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
            PoolRequestState.Offered => "The client is deciding",
            PoolRequestState.Waiting => "Somebody waits",
            PoolRequestState.Expired => "Nobody came in time",
            PoolRequestState.Cancelled => "The client took it back",
            PoolRequestState.Failed => "It did not come about",
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    public static string WordsOf(PoolRequestState state) =>
        state switch
        {
            PoolRequestState.Accepting => "One moment. Then the client sees who you are.",
            PoolRequestState.Joining or PoolRequestState.Joined => "The room opens by itself in a moment.",
            PoolRequestState.Offered => "This takes a minute at most. Keep this page open.",
            PoolRequestState.Waiting => "Whoever accepts first is shown to the client.",
            PoolRequestState.Expired or PoolRequestState.Cancelled or PoolRequestState.Failed =>
                "It is over; nothing is left to do.",
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };
}
