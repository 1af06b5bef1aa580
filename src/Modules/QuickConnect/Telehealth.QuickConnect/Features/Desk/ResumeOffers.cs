using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.QuickConnect.Contracts;
using Telehealth.QuickConnect.Domain;
using Telehealth.QuickConnect.Persistence;

namespace Telehealth.QuickConnect.Features.Desk;

/// <summary>Takes up offers that were accepted but never shown, with their own number.</summary>
internal sealed class ResumeOffers(
    QuickConnectDbContext db,
    ISender sender,
    SystemTime system,
    IOptions<QuickConnectOptions> options
) : IBackgroundWork
{
    private const int Batch = 50;

    public string Name => "quickconnect.resume-offers";

    public Lane Lane => Lane.Prompt;

    public async Task<int> RunReady(bool force, CancellationToken ct)
    {
        var before = system.NowMicros - (force ? 0 : options.Value.ResumeAfterSeconds * 1_000_000L);
        var stuck = await db
            .Requests.AsNoTracking()
            .Where(x => x.State == PoolRequestState.Accepting && x.AttemptAtMicros <= before)
            .OrderBy(x => x.Sequence)
            .Select(x => new { x.Id, x.Offer })
            .Take(Batch)
            .ToListAsync(ct);
        var done = 0;
        foreach (var offer in stuck)
        {
            var answer = await sender.SendAs(Actor.System(Name), new ResumeOffer(offer.Id, offer.Offer), ct);
            // A refusal is an end too: the request waits again. Only a 5xx leaves the offer where it was.
            done += answer.Error is { Kind: ErrorKind.Unavailable } ? 0 : 1;
        }

        return done;
    }

    public Task<int> Pending(CancellationToken ct) =>
        db.Requests.CountAsync(x => x.State == PoolRequestState.Accepting, ct);
}

[InternalRequest]
internal sealed record ResumeOffer(PoolRequestId Id, int Number) : ICommand<DeskOffer>;

internal sealed class ResumeOfferHandler(QuickConnectDbContext db, OfferStep offer)
    : ICommandHandler<ResumeOffer, DeskOffer>
{
    public async Task<Result<DeskOffer>> Handle(ResumeOffer command, CancellationToken ct)
    {
        var request = await db.Requests.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        return request is null ? QuickConnectErrors.NoRequest : await offer.Take(request, command.Number, ct);
    }
}
