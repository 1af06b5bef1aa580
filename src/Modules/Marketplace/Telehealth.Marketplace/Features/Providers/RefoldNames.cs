using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Domain.Providers;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Providers;

/// <summary>
/// Names kept for search were folded by the table of their day. Looked through once after each start of the host, so
/// that a table that learned a letter finds them all.
/// </summary>
internal sealed class RefoldNames(MarketplaceDbContext db, ISender sender, FoldedNames folded) : IBackgroundWork
{
    public string Name => "marketplace.refold-names";

    public Lane Lane => Lane.Ordinary;

    public async Task<int> RunReady(bool force, CancellationToken ct)
    {
        if (folded.AreUpToDate)
        {
            return 0;
        }

        var kept = await db
            .Providers.Select(x => new
            {
                x.Id,
                x.DisplayName,
                x.SearchName,
            })
            .ToListAsync(ct);
        var old = kept.Where(x => x.SearchName != ProviderProfile.SearchNameOf(x.DisplayName)).ToList();
        foreach (var profile in old)
        {
            await sender.SendAs(Actor.System(Name), new RefoldName(profile.Id, profile.DisplayName), ct);
        }

        folded.AreUpToDate = true;
        return old.Count;
    }

    public Task<int> Pending(CancellationToken ct) => Task.FromResult(0);
}

/// <summary>Whether this host has looked through the names since its start.</summary>
internal sealed class FoldedNames
{
    public bool AreUpToDate { get; set; }
}

/// <summary>Folds a provider's name anew, unless it was changed meanwhile.</summary>
[InternalRequest]
internal sealed record RefoldName(ProviderId Id, string DisplayName) : ICommand<Done>;

internal sealed class RefoldNameHandler(MarketplaceDbContext db, IWork work) : ICommandHandler<RefoldName, Done>
{
    public async Task<Result<Done>> Handle(RefoldName command, CancellationToken ct)
    {
        var (id, name) = command;
        var folded = ProviderProfile.SearchNameOf(name);
        await work.Begin(ct);
        // Nothing the provider wrote changes, so neither does the version it edits by.
        await db
            .Providers.Where(x => x.Id == id && x.DisplayName == name)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.SearchName, folded), ct);
        return Done.Value;
    }
}
