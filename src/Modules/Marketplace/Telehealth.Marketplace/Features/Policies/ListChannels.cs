using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Marketplace.Features.Policies;

internal sealed class ListChannelsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/marketplace/channels",
                async (ISender sender, CancellationToken ct) => (await sender.Send(new ListChannels(), ct)).ToHttp()
            )
            .WithName("ListChannels")
            .WithSummary("The channels you may offer services through, what each keeps and what it means for you")
            .WithTags("Services")
            .Answers<ChannelsAnswer>(StatusCodes.Status200OK, StatusCodes.Status403Forbidden);
}

/// <summary>The channels a provider may choose for a service.</summary>
/// <param name="Items">Each with the terms of its newest version, which new requests are made under.</param>
public sealed record ChannelsAnswer(IReadOnlyList<ChannelAnswer> Items);

/// <summary>A channel a provider may choose for a service.</summary>
/// <param name="Channel">What a service's <c>channel</c> names, such as <c>marketplace.private</c>.</param>
/// <param name="Version">The newest version of its terms.</param>
/// <param name="Label">The channel in words, as calendars show it.</param>
/// <param name="SupplyModel">Who sells to the client: the provider (agency) or the platform.</param>
/// <param name="CommissionBasisPoints">What the platform keeps of a price; 2000 is 20 %.</param>
/// <param name="CommissionVatBasisPoints">The VAT rate inside it; zero when the platform sells.</param>
/// <param name="EarningDelayHours">From completion to when the earning may be withdrawn.</param>
/// <param name="Meaning">What it means for the provider, in plain words.</param>
public sealed record ChannelAnswer(
    string Channel,
    int Version,
    string Label,
    SupplyModel SupplyModel,
    int CommissionBasisPoints,
    int CommissionVatBasisPoints,
    int EarningDelayHours,
    string Meaning
)
{
    internal static ChannelAnswer Of(ChannelPolicy policy) =>
        new(
            policy.PolicyId,
            policy.Version,
            policy.Label,
            policy.SupplyModel,
            policy.CommissionBasisPoints,
            policy.CommissionVatBasisPoints,
            policy.EarningDelayHours,
            MeaningOf(policy)
        );

    private static string MeaningOf(ChannelPolicy policy)
    {
        var percent = (policy.CommissionBasisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture);
        return policy.SupplyModel == SupplyModel.PlatformSupplied
            ? $"Telehealth sells the session and keeps {percent} % of the price, any tax on the sale included. You hold "
                + "it for Telehealth and are paid the rest against an invoice, yours or a self-billed one."
            : $"You sell the session and Telehealth keeps a commission of {percent} %, VAT included. The client's receipt"
                + " is in your name; the commission is invoiced to you.";
    }
}

[Needs(MarketplaceModule.ManageProfile)]
internal sealed record ListChannels : IQuery<ChannelsAnswer>;

internal sealed class ListChannelsHandler(PublishedChannels channels) : IQueryHandler<ListChannels, ChannelsAnswer>
{
    public async Task<Result<ChannelsAnswer>> Handle(ListChannels query, CancellationToken ct)
    {
        var open = await channels.OpenToProviders(ct);
        return new ChannelsAnswer([.. open.Select(ChannelAnswer.Of)]);
    }
}
