using FluentValidation;
using Telehealth.Marketplace.Domain.Calendar;

namespace Telehealth.Marketplace.Features.Calendar;

/// <summary>What a window of open time must look like, wherever it is written.</summary>
internal static class CalendarRules
{
    public const int MostWindows = 200;

    private const string Window =
        "Write times as HH:mm on the five-minute grid, the end after the beginning (00:00 is the end of the day).";

    public static void Check<T>(ValidationContext<T> context, string path, OpenWindowBody? window)
    {
        if (window is null)
        {
            context.AddFailure(path, "Please fill this in.");
            return;
        }

        if (!WallTime.IsWindow(window.From, window.To))
        {
            context.AddFailure($"{path}.from", Window);
        }

        if (window.Modes.Count is 0 or > 3 || !window.Modes.All(InputRules.IsMode))
        {
            context.AddFailure($"{path}.modes", $"Choose {DeliveryModeNames.Allowed}.");
        }

        if (window.Channels is { } channels && (channels.Count > 10 || !channels.All(ChannelNames.IsChannel)))
        {
            context.AddFailure($"{path}.channels", $"Choose {ChannelNames.Allowed}.");
        }
    }

    public static void CheckBreak<T>(ValidationContext<T> context, string path, WeeklyBreakBody? pause)
    {
        if (pause is null || !WallTime.IsWindow(pause.From, pause.To))
        {
            context.AddFailure(path, Window);
        }

        if (pause is not null && WallTime.Weekday(pause.Weekday) is null)
        {
            context.AddFailure($"{path}.weekday", "Choose a day from monday to sunday.");
        }
    }
}
