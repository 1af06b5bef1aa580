using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.QuickConnect.Contracts;
using Telehealth.QuickConnect.Domain;
using Telehealth.QuickConnect.Persistence;

namespace Telehealth.QuickConnect.Features.Offers;

/// <summary>An offer nobody decided about puts the request back, as a decline does (QCP-04).</summary>
internal sealed class LapseOffers(QuickConnectDbContext db, ISender sender) : IDueWork
{
    private const int Batch = 200;

    public string Name => "quickconnect.lapse-offers";

    public Lane Lane => Lane.Prompt;

    public Task<Instant?> NextDue(CancellationToken ct) =>
        db
            .Requests.AsNoTracking()
            .Where(x => x.State == PoolRequestState.Offered)
            .OrderBy(x => x.OfferEndsAt)
            .Select(x => x.OfferEndsAt)
            .FirstOrDefaultAsync(ct);

    public async Task RunDue(Instant now, CancellationToken ct)
    {
        while (true)
        {
            var due = await db
                .Requests.AsNoTracking()
                .Where(x => x.State == PoolRequestState.Offered && x.OfferEndsAt <= now)
                .OrderBy(x => x.OfferEndsAt)
                .Select(x => new { x.Id, x.Offer })
                .Take(Batch)
                .ToListAsync(ct);
            var lapsed = 0;
            foreach (var offer in due)
            {
                var answer = await sender.SendAs(Actor.System(Name), new LapseOffer(offer.Id, offer.Offer), ct);
                lapsed += answer.IsSuccess ? 1 : 0;
            }

            if (due.Count < Batch || lapsed == 0)
            {
                return;
            }
        }
    }
}

[InternalRequest]
internal sealed record LapseOffer(PoolRequestId Id, int Number) : ICommand<Done>;

internal sealed class LapseOfferHandler(QuickConnectDbContext db, IWork work, IClock clock, PoolMoves moves)
    : ICommandHandler<LapseOffer, Done>
{
    public async Task<Result<Done>> Handle(LapseOffer command, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var request = await db.Requests.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (request?.State != PoolRequestState.Offered || request.Offer != command.Number)
        {
            return QuickConnectErrors.OfferOver;
        }

        await work.Begin(ct);
        return await moves.PutBack(
            request,
            x => x.State == PoolRequestState.Offered && x.Offer == command.Number && x.OfferEndsAt <= now,
            ct
        )
            ? Done.Value
            : QuickConnectErrors.OfferOver;
    }
}
