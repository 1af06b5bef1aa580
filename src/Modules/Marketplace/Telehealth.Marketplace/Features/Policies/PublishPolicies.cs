using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Policies;

/// <summary>Publishes the configured channel policies whose version is not there yet.</summary>
[InternalRequest]
internal sealed record PublishPolicies : ICommand<Done>;

internal sealed class PublishPoliciesHandler(
    MarketplaceDbContext db,
    IWork work,
    IClock clock,
    IOptions<MarketplaceOptions> options
) : ICommandHandler<PublishPolicies, Done>
{
    public async Task<Result<Done>> Handle(PublishPolicies command, CancellationToken ct)
    {
        await work.Begin(ct);
        foreach (var policy in options.Value.AllPolicies)
        {
            if (await PolicyShelf.Put(db, policy, clock.GetCurrentInstant(), ct) is { } changed)
            {
                return changed;
            }
        }

        return Done.Value;
    }
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
        if (answer.Error is { Code: "marketplace.policy-immutable" } changed)
        {
            throw new InvalidOperationException(changed.Message);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
