using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Acceptance;

/// <summary>Takes up attempts to accept that nobody finished, with their own number (commands.md).</summary>
internal sealed class ResumeAttempts(
    MarketplaceDbContext db,
    ISender sender,
    SystemTime system,
    IOptions<MarketplaceOptions> options
) : IBackgroundWork
{
    private const int Batch = 50;

    public string Name => "marketplace.resume-attempts";

    public Lane Lane => Lane.Prompt;

    public async Task<int> RunReady(bool force, CancellationToken ct)
    {
        var age = force ? 0 : options.Value.ResumeAttemptAfterSeconds * 1_000_000L;
        var before = system.NowMicros - age;
        var stuck = await db
            .Requests.AsNoTracking()
            .Where(x => x.State == BookingRequestState.Accepting && x.AttemptAtMicros <= before)
            .OrderBy(x => x.Sequence)
            .Select(x => new { x.Id, x.Attempt })
            .Take(Batch)
            .ToListAsync(ct);
        var done = 0;
        foreach (var attempt in stuck)
        {
            var command = new ResumeAttempt(attempt.Id, attempt.Attempt);
            var answer = await sender.SendAs(Actor.System(Name), command, ct);
            // A refusal is an end too: the request is open again. Only a 5xx leaves the attempt where it was.
            done += answer.Error is { Kind: ErrorKind.Unavailable } ? 0 : 1;
        }

        return done;
    }

    public Task<int> Pending(CancellationToken ct) =>
        db.Requests.CountAsync(x => x.State == BookingRequestState.Accepting, ct);
}

[InternalRequest]
internal sealed record ResumeAttempt(BookingRequestId Id, int Attempt) : ICommand<RequestAcceptedAnswer>;

internal sealed class ResumeAttemptHandler(MarketplaceDbContext db, FinalStep final)
    : ICommandHandler<ResumeAttempt, RequestAcceptedAnswer>
{
    public async Task<Result<RequestAcceptedAnswer>> Handle(ResumeAttempt command, CancellationToken ct)
    {
        var request = await db
            .Requests.AsNoTracking()
            .Include(x => x.Times)
            .FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        return request is null ? BookingRequestErrors.NotFound : await final.Take(request, command.Attempt, ct);
    }
}
