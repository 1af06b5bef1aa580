using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Policies;

/// <summary>The newest version of each published channel: what new requests are made under.</summary>
internal sealed class PublishedChannels(MarketplaceDbContext db, IOptions<MarketplaceOptions> options)
{
    public async Task<IReadOnlyDictionary<string, ChannelPolicy>> Newest(CancellationToken ct)
    {
        // A handful of rows: every version that was ever published.
        var published = await db.Policies.AsNoTracking().ToListAsync(ct);
        return published
            .GroupBy(x => x.PolicyId, StringComparer.Ordinal)
            .ToDictionary(x => x.Key, x => x.MaxBy(y => y.PolicyVersion)!.ToContract(), StringComparer.Ordinal);
    }

    /// <summary>What a provider may offer its services through.</summary>
    public async Task<IReadOnlyList<ChannelPolicy>> OpenToProviders(CancellationToken ct)
    {
        var newest = await Newest(ct);
        return [.. options.Value.ProviderChannels.Where(newest.ContainsKey).Select(x => newest[x])];
    }

    /// <summary>The channel a provider chose for a service; its own private practice when it chose none.</summary>
    public async Task<Result<ChannelPolicy>> Choose(string? channel, CancellationToken ct)
    {
        var open = await OpenToProviders(ct);
        var chosen = open.FirstOrDefault(x => x.PolicyId == (channel ?? options.Value.PrivatePolicyId));
        return chosen is null ? ChannelErrors.Unknown(open) : chosen;
    }
}

/// <summary>Who sells a session, in words for a client (standards §1.1).</summary>
internal static class SaleWords
{
    public static string Of(SupplyModel model) =>
        model == SupplyModel.PlatformSupplied
            ? "Sold by Telehealth and held by the provider. The receipt is Telehealth's."
            : "Sold and held by the provider. The receipt is in the provider's name.";
}

internal static class ChannelErrors
{
    public static Error Unknown(IReadOnlyList<ChannelPolicy> open) =>
        Error.Invalid(
            "marketplace.channel-unknown",
            "channel",
            $"Choose one of: {string.Join(", ", open.Select(x => x.PolicyId))}."
        );
}
