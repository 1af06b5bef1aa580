using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Notifications.Domain;
using Telehealth.Notifications.Features.Messages;
using Telehealth.Notifications.Persistence;

namespace Telehealth.Notifications.Features.Reminders;

/// <summary>Finds reminders that are due by the business clock.</summary>
internal sealed class SendDueReminders(NotificationsDbContext db, ISender sender) : IDueWork
{
    private const int Batch = 200;

    public string Name => "notifications.send-reminders";

    public Lane Lane => Lane.Ordinary;

    public async Task<Instant?> NextDue(CancellationToken ct) =>
        await db
            .Reminders.Where(x => !x.Done)
            .OrderBy(x => x.DueAt)
            .Select(x => (Instant?)x.DueAt)
            .FirstOrDefaultAsync(ct);

    public async Task RunDue(Instant now, CancellationToken ct)
    {
        while (true)
        {
            var due = await db
                .Reminders.Where(x => !x.Done && x.DueAt <= now)
                .OrderBy(x => x.DueAt)
                .Select(x => x.Id)
                .Take(Batch)
                .ToListAsync(ct);
            foreach (var id in due)
            {
                var sent = await sender.SendAs(Actor.System(Name), new SendReminder(id), ct);
                if (sent.Error is not null)
                {
                    // The next scan tries again; going on here could turn in circles.
                    return;
                }
            }

            if (due.Count < Batch)
            {
                return;
            }
        }
    }
}

/// <summary>Turns one due reminder into its deliveries; a second run finds it done.</summary>
[InternalRequest]
internal sealed record SendReminder(Guid Id) : ICommand<Done>;

internal sealed class SendReminderHandler(NotificationsDbContext db, IWork work, IClock clock, Outgoing outgoing)
    : ICommandHandler<SendReminder, Done>
{
    public async Task<Result<Done>> Handle(SendReminder command, CancellationToken ct)
    {
        await work.Begin(ct);
        var changed = await db
            .Reminders.Where(x => x.Id == command.Id && !x.Done)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.Done, true), ct);
        if (changed == 0)
        {
            return Done.Value;
        }

        var reminder = await db.Reminders.AsNoTracking().SingleAsync(x => x.Id == command.Id, ct);
        var facts = JsonSerializer.Deserialize<MessageFacts>(reminder.Facts, ApiJson.Options)!;
        // A scan that comes late, after a stop, does not remind of what has begun.
        if (facts.StartsAt > clock.GetCurrentInstant())
        {
            await outgoing.Tell(reminder.Id, reminder.PersonId, MessageKind.SessionReminder, facts, ct);
        }

        return Done.Value;
    }
}
