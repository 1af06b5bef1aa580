using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Features.Calendar;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Channels;

internal sealed class SetChannelAccessValidator : AbstractValidator<SetChannelAccess>
{
    public SetChannelAccessValidator() =>
        RuleFor(x => x.Channel).Must(ChannelNames.IsNamed).WithMessage("The channel of a hub or a partner.");
}

/// <summary>
/// Opens or closes a channel for a provider. Closing takes the channel out of the plan and writes the open time anew in
/// the same transaction, so that its free slots are gone at once (MKT-07).
/// </summary>
internal sealed class AnswerSetChannelAccess(
    MarketplaceDbContext db,
    IWork work,
    IClock clock,
    CalendarWriter calendars
) : ICommandHandler<SetChannelAccess, Done>
{
    public async Task<Result<Done>> Handle(SetChannelAccess command, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        await work.Begin(ct);
        var access = await db.ChannelAccess.FirstOrDefaultAsync(
            x => x.ProviderId == command.ProviderId && x.Channel == command.Channel,
            ct
        );
        if (command.Open == access is not null)
        {
            return Done.Value;
        }

        if (access is null)
        {
            db.ChannelAccess.Add(
                new ChannelAccess
                {
                    ProviderId = command.ProviderId,
                    Channel = command.Channel,
                    Since = now,
                }
            );
            return Done.Value;
        }

        db.ChannelAccess.Remove(access);
        var calendar = await db.Calendars.FirstOrDefaultAsync(x => x.ProviderId == command.ProviderId, ct);
        if (calendar is not null)
        {
            calendar.Change(calendar.Plan.WithoutChannel(command.Channel), now);
            await calendars.Materialise(calendar, now, ct);
        }

        return Done.Value;
    }
}
