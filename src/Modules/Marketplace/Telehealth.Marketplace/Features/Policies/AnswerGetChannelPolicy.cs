using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Policies;

internal sealed class AnswerGetChannelPolicy(MarketplaceDbContext db) : IQueryHandler<GetChannelPolicy, ChannelPolicy>
{
    private static readonly Error NotFound = Error.NotFound(
        "marketplace.policy-not-found",
        "There is no such version of that channel's policy."
    );

    public async Task<Result<ChannelPolicy>> Handle(GetChannelPolicy query, CancellationToken ct)
    {
        var policy = await db
            .Policies.AsNoTracking()
            .FirstOrDefaultAsync(x => x.PolicyId == query.PolicyId && x.PolicyVersion == query.Version, ct);
        return policy is null ? NotFound : policy.ToContract();
    }
}
