using System.Globalization;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Hubs.Areas;
using Telehealth.Hubs.Features.Hubs;
using Telehealth.Hubs.Features.Usage;

namespace Telehealth.Hubs.Features.Home;

/// <summary>Is the hub used, is the budget holding? In aggregate alone (HUB-08).</summary>
internal sealed class HrHomeCard(ISender sender) : IHomeCard
{
    public async Task<HomeCard?> For(Actor actor, CancellationToken ct)
    {
        if (!actor.Has(Roles.HrAdmin))
        {
            return null;
        }

        var mine = await sender.Send(new ListMyHubs(), ct);
        if (mine.Error is not null)
        {
            return null;
        }

        return mine.Value.Count switch
        {
            0 => new HomeCard(22, "Is our hub used?", "No hub yet", "Your contact at Telehealth prepares it."),
            1 => await Of(mine.Value[0], ct),
            var many => new HomeCard(22, "Are our hubs used?", $"{many} hubs", null, "/hubs/admin", "See them"),
        };
    }

    private async Task<HomeCard?> Of(HubLine line, CancellationToken ct)
    {
        var hub = await sender.Send(new GetHub(line.Id), ct);
        var usage = await sender.Send(new GetHubUsage(line.Id), ct);
        if ((hub.Error ?? usage.Error) is not null)
        {
            return null;
        }

        var last = usage.Value.Count > 0 ? usage.Value[0] : null;
        var booked = last switch
        {
            null => HubPageWords.Count(hub.Value.Members, "member"),
            { Booked: { } sessions } => $"{HubPageWords.Count(sessions, "session")} in {MonthOf(last)}",
            _ => $"Fewer than 5 people in {MonthOf(last)}",
        };
        var most = new Money(hub.Value.Session.Price.Minor * hub.Value.Allotted, hub.Value.Session.Price.Currency);
        return new HomeCard(
            22,
            $"Is {line.Name} used, is the budget holding?",
            booked,
            $"{HubPageWords.Count(hub.Value.Allotted, "credit")} given out: {MoneyText.Of(most)} at most.",
            $"/hubs/admin/{line.Id}",
            "See your hub"
        );
    }

    private static string MonthOf(UsageMonthAnswer usage) =>
        usage.Month.ToString("MMMM", CultureInfo.GetCultureInfo("en-GB"));
}
