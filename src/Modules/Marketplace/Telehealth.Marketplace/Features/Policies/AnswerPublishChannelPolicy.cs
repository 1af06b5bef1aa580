using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Policies;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Policies;

internal sealed class PublishChannelPolicyValidator : AbstractValidator<PublishChannelPolicy>
{
    public PublishChannelPolicyValidator()
    {
        RuleFor(x => x.Policy.PolicyId).Matches("^[a-z0-9]+([.-][a-z0-9]+)*$").MaximumLength(60);
        RuleFor(x => x.Policy.Version).GreaterThan(0);
        RuleFor(x => x.Policy.Label).OneLine(80).NotEmpty();
        RuleFor(x => x.Policy.CommissionBasisPoints).InclusiveBetween(0, 10_000);
        RuleFor(x => x.Policy.CommissionVatBasisPoints).InclusiveBetween(0, 10_000);
        // There is no commission, and so no VAT on one, when the platform itself sells.
        RuleFor(x => x.Policy.CommissionVatBasisPoints)
            .Equal(0)
            .When(x => x.Policy.SupplyModel == SupplyModel.PlatformSupplied);
        RuleFor(x => x.Policy.CoverMinutes).InclusiveBetween(1, 366 * 24 * 60);
        RuleFor(x => x.Policy.JoinOpensMinutes).InclusiveBetween(0, 24 * 60);
        RuleFor(x => x.Policy.JoinClosesMinutes).InclusiveBetween(0, 24 * 60);
        RuleFor(x => x.Policy.MinimumElapsedPercent).InclusiveBetween(0, 100);
        RuleFor(x => x.Policy.EarningDelayHours).InclusiveBetween(0, 366 * 24);
        RuleFor(x => x.Policy.Terms.LeadMinutes).Must(x => x is null or >= 0);
        RuleFor(x => x.Policy.Terms.FreeCancelMinutes).InclusiveBetween(0, 366 * 24 * 60);
        RuleFor(x => x.Policy.Terms.LateKeepBasisPoints).InclusiveBetween(0, 10_000);
        RuleFor(x => x.Policy.Terms.NoShowKeepBasisPoints).InclusiveBetween(0, 10_000);
        RuleFor(x => x.Policy.Terms.NoShowCalls).InclusiveBetween(0, 10);
    }
}

internal sealed class AnswerPublishChannelPolicy(PolicyShelf shelf, IWork work)
    : ICommandHandler<PublishChannelPolicy, Done>
{
    public async Task<Result<Done>> Handle(PublishChannelPolicy command, CancellationToken ct)
    {
        if (await shelf.Audit([command.Policy], ct) is { } unwritten)
        {
            return unwritten;
        }

        await work.Begin(ct);
        return await shelf.Put(command.Policy, ct) is { } changed ? changed : Done.Value;
    }
}

/// <summary>Where a published version stays as it is.</summary>
internal sealed class PolicyShelf(MarketplaceDbContext db, IAuditLog audit, IWork work, IClock clock)
{
    private static readonly Error Changed = Error.Conflict(
        "marketplace.policy-immutable",
        "A published policy version never changes. Publish the change as a new version."
    );

    /// <summary>Before the transaction: a line for each version that is not published yet.</summary>
    public async Task<Error?> Audit(IEnumerable<ChannelPolicy> policies, CancellationToken ct)
    {
        foreach (var policy in policies)
        {
            var name = $"policy:{policy.PolicyId}:{policy.Version}";
            if (
                await Find(policy, ct) is null
                && await audit.Record(name, ct, new AuditLine("policy.published", name)) is { } unwritten
            )
            {
                return unwritten;
            }
        }

        return null;
    }

    /// <summary>
    /// In the open transaction; the same version again changes nothing, with other terms it is an error.
    /// </summary>
    public async Task<Error?> Put(ChannelPolicy policy, CancellationToken ct)
    {
        var published = await Find(policy, ct);
        if (published is not null)
        {
            return published.ToContract() == policy ? null : Changed;
        }

        db.Policies.Add(new PublishedPolicy(policy, clock.GetCurrentInstant()));
        work.Publish(
            new ChannelPolicyPublishedV1(policy.PolicyId, policy.Version, work.Actor.Person),
            $"policy:{policy.PolicyId}",
            policy.Version
        );
        return null;
    }

    private Task<PublishedPolicy?> Find(ChannelPolicy policy, CancellationToken ct) =>
        db
            .Policies.AsNoTracking()
            .FirstOrDefaultAsync(x => x.PolicyId == policy.PolicyId && x.PolicyVersion == policy.Version, ct);
}
