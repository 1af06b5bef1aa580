using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.QuickConnect.Contracts;
using Telehealth.QuickConnect.Domain;
using Telehealth.QuickConnect.Persistence;

namespace Telehealth.QuickConnect.Features.Offers;

/// <summary>Takes up joins that nobody finished, with their own number.</summary>
internal sealed class ResumeJoins(
    QuickConnectDbContext db,
    ISender sender,
    SystemTime system,
    IOptions<QuickConnectOptions> options
) : IBackgroundWork
{
    private const int Batch = 50;

    public string Name => "quickconnect.resume-joins";

    public Lane Lane => Lane.Prompt;

    public async Task<int> RunReady(bool force, CancellationToken ct)
    {
        var before = system.NowMicros - (force ? 0 : options.Value.ResumeAfterSeconds * 1_000_000L);
        var stuck = await db
            .Requests.AsNoTracking()
            .Where(x => x.State == PoolRequestState.Joining && x.AttemptAtMicros <= before)
            .OrderBy(x => x.Sequence)
            .Select(x => new { x.Id, x.Attempt })
            .Take(Batch)
            .ToListAsync(ct);
        var done = 0;
        foreach (var join in stuck)
        {
            var answer = await sender.SendAs(Actor.System(Name), new ResumeJoin(join.Id, join.Attempt), ct);
            // A refusal is an end too: the request waits again. Only a 5xx leaves the join where it was.
            done += answer.Error is { Kind: ErrorKind.Unavailable } ? 0 : 1;
        }

        return done;
    }

    public Task<int> Pending(CancellationToken ct) =>
        db.Requests.CountAsync(x => x.State == PoolRequestState.Joining, ct);
}

[InternalRequest]
internal sealed record ResumeJoin(PoolRequestId Id, int Attempt) : ICommand<PoolJoinedAnswer>;

internal sealed class ResumeJoinHandler(QuickConnectDbContext db, JoinStep join)
    : ICommandHandler<ResumeJoin, PoolJoinedAnswer>
{
    public async Task<Result<PoolJoinedAnswer>> Handle(ResumeJoin command, CancellationToken ct)
    {
        var request = await db.Requests.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        return request is null ? QuickConnectErrors.NoRequest : await join.Take(request, command.Attempt, ct);
    }
}
