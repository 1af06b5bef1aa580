using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Requests;

/// <summary>A request nobody accepted by its deadline expires and releases its cover whole (MKT-13).</summary>
internal sealed class ExpireRequests(MarketplaceDbContext db, ISender sender) : IDueWork
{
    private const int Batch = 200;

    public string Name => "marketplace.expire-requests";

    public Lane Lane => Lane.Ordinary;

    public Task<Instant?> NextDue(CancellationToken ct) =>
        db
            .Requests.AsNoTracking()
            .Where(x => x.State == BookingRequestState.Open)
            .OrderBy(x => x.Deadline)
            .Select(x => (Instant?)x.Deadline)
            .FirstOrDefaultAsync(ct);

    public async Task RunDue(Instant now, CancellationToken ct)
    {
        while (true)
        {
            var due = await db
                .Requests.AsNoTracking()
                .Where(x => x.State == BookingRequestState.Open && x.Deadline <= now)
                .OrderBy(x => x.Deadline)
                .Select(x => x.Id)
                .Take(Batch)
                .ToListAsync(ct);
            var expired = 0;
            foreach (var id in due)
            {
                var answer = await sender.SendAs(Actor.System(Name), new ExpireRequest(id), ct);
                expired += answer.IsSuccess ? 1 : 0;
            }

            if (due.Count < Batch || expired == 0)
            {
                return;
            }
        }
    }
}

[InternalRequest]
internal sealed record ExpireRequest(BookingRequestId Id) : ICommand<Done>;

internal sealed class ExpireRequestHandler(MarketplaceDbContext db, IWork work, IClock clock, RequestEnd end)
    : ICommandHandler<ExpireRequest, Done>
{
    public async Task<Result<Done>> Handle(ExpireRequest command, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var request = await db.Requests.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (request is null || request.Deadline > now)
        {
            return BookingRequestErrors.NotOpen;
        }

        await work.Begin(ct);
        // An acceptance in flight goes first; if it fails the request is open again and expires then.
        return await end.End(request, RequestEnding.Expired, null, now, ct) ? Done.Value : BookingRequestErrors.NotOpen;
    }
}
