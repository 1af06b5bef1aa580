using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Marketplace.Domain.Calendar;

namespace Telehealth.Marketplace.Features.Calendar;

internal sealed class PutDateHoursEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut(
                "/marketplace/providers/me/calendar/dates/{date}",
                async (string date, DateHoursBody body, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new PutDateHours(date, body), ct)).ToHttp(x => x.Version)
            )
            .WithName("PutDateHours")
            .WithSummary("Set the hours of one date instead of the weekly ones; no windows close the date")
            .WithTags("Calendar")
            .Answers<CalendarAnswer>(StatusCodes.Status200OK, Problems);
        api.MapDelete(
                "/marketplace/providers/me/calendar/dates/{date}",
                async (string date, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new RemoveDateHours(date), ct)).ToHttp(x => x.Version)
            )
            .WithName("RemoveDateHours")
            .WithSummary("Let the weekly hours count again on a date")
            .WithTags("Calendar")
            .Answers<CalendarAnswer>(StatusCodes.Status200OK, Problems);
    }

    private static int[] Problems =>
        [
            StatusCodes.Status403Forbidden,
            StatusCodes.Status404NotFound,
            StatusCodes.Status409Conflict,
            StatusCodes.Status422UnprocessableEntity,
        ];
}

[Needs(MarketplaceModule.ManageProfile)]
internal sealed record PutDateHours(string Date, DateHoursBody Body) : ICommand<CalendarAnswer>;

internal sealed class PutDateHoursValidator : AbstractValidator<PutDateHours>
{
    public PutDateHoursValidator()
    {
        RuleFor(x => x.Date)
            .Must(x => WallTime.Date(x) is not null)
            .WithMessage(CalendarErrors.NotADate.Message)
            .OverridePropertyName("date");
        RuleFor(x => x.Body)
            .Custom(
                (body, context) =>
                {
                    if (body.Windows.Count > 50)
                    {
                        context.AddFailure("windows", "At most 50 windows a day.");
                        return;
                    }

                    for (var i = 0; i < body.Windows.Count; i++)
                    {
                        CalendarRules.Check(context, $"windows[{i}]", body.Windows[i]);
                    }
                }
            );
    }
}

internal sealed class PutDateHoursHandler(CalendarChange change) : ICommandHandler<PutDateHours, CalendarAnswer>
{
    public async Task<Result<CalendarAnswer>> Handle(PutDateHours command, CancellationToken ct)
    {
        var dated = new DateOverride(
            WallTime.Date(command.Date)!.Value,
            [.. command.Body.Windows.Select(WallTime.Window)]
        );
        return (await change.Apply(calendar => calendar.Plan.With(dated), ct)).Map(CalendarAnswer.Of);
    }
}

[Needs(MarketplaceModule.ManageProfile)]
internal sealed record RemoveDateHours(string Date) : ICommand<CalendarAnswer>;

internal sealed class RemoveDateHoursHandler(CalendarChange change) : ICommandHandler<RemoveDateHours, CalendarAnswer>
{
    public async Task<Result<CalendarAnswer>> Handle(RemoveDateHours command, CancellationToken ct)
    {
        if (WallTime.Date(command.Date) is not { } date)
        {
            return CalendarErrors.NotADate;
        }

        var changed = await change.Apply(
            calendar =>
                calendar.Plan.Overrides.Any(x => x.Date == date)
                    ? calendar.Plan.WithoutOverride(date)
                    : CalendarErrors.DateNotFound,
            ct
        );
        return changed.Map(CalendarAnswer.Of);
    }
}
