using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.QuickConnect.Contracts;
using Telehealth.QuickConnect.Domain;
using Telehealth.QuickConnect.Persistence;

namespace Telehealth.QuickConnect.Features.Requests;

/// <summary>A request nobody took in time expires and releases its cover (QCP-06).</summary>
internal sealed class ExpirePoolRequests(QuickConnectDbContext db, ISender sender) : IDueWork
{
    private const int Batch = 200;

    public string Name => "quickconnect.expire-requests";

    public Lane Lane => Lane.Prompt;

    public Task<Instant?> NextDue(CancellationToken ct) =>
        db
            .Requests.AsNoTracking()
            .Where(x => x.State == PoolRequestState.Waiting)
            .OrderBy(x => x.ExpiresAt)
            .Select(x => (Instant?)x.ExpiresAt)
            .FirstOrDefaultAsync(ct);

    public async Task RunDue(Instant now, CancellationToken ct)
    {
        while (true)
        {
            var due = await db
                .Requests.AsNoTracking()
                .Where(x => x.State == PoolRequestState.Waiting && x.ExpiresAt <= now)
                .OrderBy(x => x.ExpiresAt)
                .Select(x => x.Id)
                .Take(Batch)
                .ToListAsync(ct);
            var expired = 0;
            foreach (var id in due)
            {
                var answer = await sender.SendAs(Actor.System(Name), new ExpirePoolRequest(id), ct);
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
internal sealed record ExpirePoolRequest(PoolRequestId Id) : ICommand<Done>;

internal sealed class ExpirePoolRequestHandler(QuickConnectDbContext db, IWork work, IClock clock, PoolMoves moves)
    : ICommandHandler<ExpirePoolRequest, Done>
{
    public async Task<Result<Done>> Handle(ExpirePoolRequest command, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var request = await db.Requests.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (request is null)
        {
            return QuickConnectErrors.NoRequest;
        }

        await work.Begin(ct);
        // An offer is let run out first: the request waits again then, and expires.
        return await moves.End(
            request,
            PoolRequestState.Expired,
            x => x.State == PoolRequestState.Waiting && x.ExpiresAt <= now,
            now,
            ct
        )
            ? Done.Value
            : QuickConnectErrors.Gone;
    }
}
