using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.QuickConnect.Features.Policies;

/// <summary>Publishes the pool's policy when the host starts; doing it again changes nothing.</summary>
internal sealed class PublishPoolPolicy(IServiceScopeFactory scopes, IOptions<QuickConnectOptions> options)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var sender = scope.ServiceProvider.GetRequiredService<ISender>();
        var actor = Actor.System("quickconnect.publish-policy");
        var publish = new PublishChannelPolicy(options.Value.Policy);
        var answer = await sender.SendAs(actor, publish, cancellationToken);
        // Another host that starts at the same moment publishes the same.
        if (answer.Error is { Code: not ("conflict" or "busy") } error)
        {
            throw new InvalidOperationException($"The quick-connect policy: {error.Code}. {error.Message}");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
