using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Marketplace.Features.Policies;

/// <summary>Publishes the configured channel policies whose version is not there yet.</summary>
[InternalRequest]
internal sealed record PublishPolicies : ICommand<Done>;

internal sealed class PublishPoliciesHandler(PolicyShelf shelf, IWork work, IOptions<MarketplaceOptions> options)
    : ICommandHandler<PublishPolicies, Done>
{
    private static readonly Error Unsound = Error.Conflict(
        "marketplace.policy-unsound",
        "A policy needs a label of at most 80 characters, and no commission VAT when the platform itself sells."
    );

    public async Task<Result<Done>> Handle(PublishPolicies command, CancellationToken ct)
    {
        if (!options.Value.AllPolicies.All(IsSound))
        {
            return Unsound;
        }

        if (await shelf.Audit(options.Value.AllPolicies, ct) is { } unwritten)
        {
            return unwritten;
        }

        await work.Begin(ct);
        foreach (var policy in options.Value.AllPolicies)
        {
            if (await shelf.Put(policy, ct) is { } changed)
            {
                return changed;
            }
        }

        return Done.Value;
    }

    private static bool IsSound(ChannelPolicy policy) =>
        policy.Label.Length is > 0 and <= 80
        && (policy.SupplyModel == SupplyModel.Agency || policy.CommissionVatBasisPoints == 0);
}

/// <summary>Sends <see cref="PublishPolicies"/> when the host starts; doing it again changes nothing.</summary>
internal sealed class PublishPoliciesAtStart(IServiceScopeFactory scopes) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var sender = scope.ServiceProvider.GetRequiredService<ISender>();
        var actor = Actor.System("marketplace.publish-policies");
        var answer = await sender.SendAs(actor, new PublishPolicies(), cancellationToken);
        if (answer.Error is { Code: "marketplace.policy-immutable" or "marketplace.policy-unsound" } wrong)
        {
            throw new InvalidOperationException(wrong.Message);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
