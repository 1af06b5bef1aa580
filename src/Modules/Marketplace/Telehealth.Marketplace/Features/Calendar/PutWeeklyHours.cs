using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Marketplace.Domain.Calendar;

namespace Telehealth.Marketplace.Features.Calendar;

internal sealed class PutWeeklyHoursEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "/marketplace/providers/me/calendar/weekly",
                async (WeeklyHoursBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new PutWeeklyHours(body, http.IfMatch()), ct)).ToVersionedHttp(x =>
                        Results.Ok(x).WithETag(x.Version)
                    )
            )
            .WithName("PutWeeklyHours")
            .WithSummary("Replace your weekly hours and breaks; If-Match names the calendar's version")
            .WithTags("Calendar")
            .Answers<CalendarAnswer>(StatusCodes.Status200OK, Versions.Problems);
}

[Needs(MarketplaceModule.ManageProfile)]
internal sealed record PutWeeklyHours(WeeklyHoursBody Body, long? IfMatch) : ICommand<CalendarAnswer>;

internal sealed class PutWeeklyHoursValidator : AbstractValidator<PutWeeklyHours>
{
    public PutWeeklyHoursValidator()
    {
        RuleFor(x => x.Body)
            .Custom(
                (body, context) =>
                {
                    var breaks = body.Breaks ?? [];
                    if (body.Rules.Count + breaks.Count > CalendarRules.MostWindows)
                    {
                        context.AddFailure("rules", $"At most {CalendarRules.MostWindows} rules and breaks.");
                        return;
                    }

                    for (var i = 0; i < body.Rules.Count; i++)
                    {
                        CheckRule(context, $"rules[{i}]", body.Rules[i]);
                    }

                    for (var i = 0; i < breaks.Count; i++)
                    {
                        CalendarRules.CheckBreak(context, $"breaks[{i}]", breaks[i]);
                    }
                }
            );
    }

    private static void CheckRule(ValidationContext<PutWeeklyHours> context, string path, WeeklyRuleBody? rule)
    {
        CalendarRules.Check(context, path, rule is null ? null : PutWeeklyHoursHandler.WindowOf(rule));
        if (rule is not null && WallTime.Weekday(rule.Weekday) is null)
        {
            context.AddFailure($"{path}.weekday", "Choose a day from monday to sunday.");
        }
    }
}

internal sealed class PutWeeklyHoursHandler(CalendarChange change) : ICommandHandler<PutWeeklyHours, CalendarAnswer>
{
    public async Task<Result<CalendarAnswer>> Handle(PutWeeklyHours command, CancellationToken ct)
    {
        var changed = await change.Apply(
            calendar =>
                Versions.Check(calendar, command.IfMatch) is { } stale
                    ? stale
                    : calendar.Plan with
                    {
                        Weekly = [.. command.Body.Rules.Select(RuleOf)],
                        Breaks = [.. (command.Body.Breaks ?? []).Select(BreakOf)],
                    },
            ct
        );
        return changed.Map(CalendarAnswer.Of);
    }

    public static OpenWindowBody WindowOf(WeeklyRuleBody rule) => new(rule.From, rule.To, rule.Modes, rule.Channels);

    private static WeeklyRule RuleOf(WeeklyRuleBody rule) =>
        new(WallTime.Weekday(rule.Weekday)!.Value, WallTime.Window(WindowOf(rule)));

    private static WeeklyBreak BreakOf(WeeklyBreakBody pause) =>
        new(WallTime.Weekday(pause.Weekday)!.Value, WallTime.Time(pause.From)!.Value, WallTime.Time(pause.To)!.Value);
}
