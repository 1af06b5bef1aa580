using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Persistence;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Hubs.Features.Allotments;

/// <summary>
/// Gives and takes back what was ordered, each member's orders in the order they were made. Wallet knows each by its
/// id, so dying between its answer and ours repeats nothing.
/// </summary>
internal sealed class CarryOutAllotments(HubsDbContext db, ISender sender) : IBackgroundWork
{
    private const int Batch = 100;

    public string Name => "hubs.carry-out-allotments";

    public Lane Lane => Lane.Ordinary;

    public async Task<int> RunReady(bool force, CancellationToken ct)
    {
        var ready = await db
            .Allotments.AsNoTracking()
            .Where(x => !x.Done)
            .OrderBy(x => x.Sequence)
            .Select(x => x.Id)
            .Take(Batch)
            .ToListAsync(ct);
        var done = 0;
        foreach (var id in ready)
        {
            var answer = await sender.SendAs(Actor.System(Name), new CarryOutAllotment(id), ct);
            done += answer.IsSuccess ? 1 : 0;
        }

        return done;
    }

    public Task<int> Pending(CancellationToken ct) => db.Allotments.CountAsync(x => !x.Done, ct);
}

[InternalRequest]
internal sealed record CarryOutAllotment(Guid Id) : ICommand<Done>;

internal sealed class CarryOutAllotmentHandler(HubsDbContext db, IWork work, ISender sender)
    : ICommandHandler<CarryOutAllotment, Done>
{
    private static readonly Error Earlier = Error.Conflict(
        "hubs.earlier-order-waits",
        "An earlier order of this member is carried out first."
    );

    public async Task<Result<Done>> Handle(CarryOutAllotment command, CancellationToken ct)
    {
        var order = await db.Allotments.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (order is null || order.Done)
        {
            return Done.Value;
        }

        // Of the person, not of the membership: who left and joined again has one account.
        var earlier = db.Allotments.Where(x => x.HubId == order.HubId && x.PersonId == order.PersonId && !x.Done);
        if (await earlier.AnyAsync(x => x.Sequence < order.Sequence, ct))
        {
            return Earlier;
        }

        var hub = await db.Hubs.AsNoTracking().SingleAsync(x => x.Id == order.HubId, ct);
        var answer = await sender.Send(RequestOf(order, hub.Channel), ct, work.StepKey("credits"));
        if (answer.Error is { } error)
        {
            return error;
        }

        await work.Begin(ct);
        await db
            .Allotments.Where(x => x.Id == order.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.Done, true), ct);
        return Done.Value;
    }

    private static ICommand<CreditBalance> RequestOf(Allotment order, string fund) =>
        order.Kind switch
        {
            AllotmentKind.Period => new BeginCreditPeriod(
                order.Id,
                fund,
                order.PersonId,
                new Credits(order.Credits),
                order.CarryOverCap,
                order.PeriodFrom!.Value,
                order.PeriodUntil!.Value,
                IsFirst: order.Period == 0
            ),
            AllotmentKind.TopUp => new GrantCredits(
                order.Id,
                FundingKind.Credit,
                fund,
                order.PersonId,
                new Credits(order.Credits)
            ),
            _ => new TakeBackCredits(order.Id, FundingKind.Credit, fund, order.PersonId),
        };
}
