using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Features.Bookings;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Hubs.Areas.Client.Pages.Hubs;

/// <summary>A provider and its next free times in the reader's zone.</summary>
internal sealed record HubOfferLine(ProviderCard Card, IReadOnlyList<SelectListItem> Times);

/// <summary>The hub's providers with their next free times; one press books with a credit.</summary>
[Authorize]
internal sealed class BookInHubModel(ISender sender, IActorSource actors, IClock clock) : PageModel
{
    private const int MostTimes = 60;
    private static readonly Duration Ahead = Duration.FromDays(14);

    [FromRoute]
    public Guid HubId { get; set; }

    public MyHub Hub { get; private set; } = null!;

    public IReadOnlyList<HubOfferLine> Offers { get; private set; } = [];

    /// <summary>How they meet; the hub's first way when none, or none of its own, was asked for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Mode { get; set; }

    /// <summary>For the concierge: whose credit it is.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Member { get; set; }

    public PersonId? For => Member is { } id ? new PersonId(id) : null;

    /// <summary>How whoever is here may book: for a member never in person.</summary>
    public IReadOnlyList<string> Modes => [.. Hub.Session.Modes.Where(x => Member is null || x is "phone" or "video")];

    public string ZoneName { get; private set; } = "UTC";

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Show(ct) ?? Page();

    public async Task<IActionResult> OnPost(string key, Guid providerId, string startsAt, CancellationToken ct)
    {
        var at = InstantPattern.ExtendedIso.Parse(startsAt ?? "");
        var body = new HubBookingBody(
            new ProviderId(providerId),
            Mode ?? "",
            at.Success ? at.Value : clock.GetCurrentInstant(),
            For
        );
        var booked = await sender.Send(new BookWithCredit(new HubId(HubId), body), ct, key);
        if (booked.Error is { } refusal)
        {
            return await Show(ct) ?? this.Refuse(refusal);
        }

        if (Member is not null)
        {
            this.Say("Booked. Both are told by mail.");
            return Redirect($"/marketplace/concierge/bookings/{booked.Value.BookingId}");
        }

        this.Say($"Booked: {booked.Value.Number}. The confirmation is on its way to you.");
        return Redirect("/hubs");
    }

    private async Task<IActionResult?> Show(CancellationToken ct)
    {
        var mine = await sender.Send(new ListMemberHubs(For), ct);
        var hub = mine.IsSuccess ? mine.Value.FirstOrDefault(x => x.Id.Value == HubId) : null;
        if (hub is null)
        {
            return this.Answer(mine.Error ?? HubErrors.NotFound);
        }

        Hub = hub;
        Mode =
            Modes.Contains(Mode) ? Mode
            : Modes.Count > 0 ? Modes[0]
            : hub.Session.Modes[0];
        return await ShowOffers(hub, ct);
    }

    private async Task<IActionResult?> ShowOffers(MyHub hub, CancellationToken ct)
    {
        var providers = await sender.Send(new ListHubProviders(hub.Id, For), ct);
        if (providers.Error is { } error)
        {
            return this.Answer(error);
        }

        ZoneName = For is { } member
            ? await HubPageWords.ZoneOf(sender, member, ct)
            : await HubPageWords.ZoneOf(sender, actors, ct);
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(ZoneName) ?? DateTimeZone.Utc;
        var now = clock.GetCurrentInstant();
        var offers = new List<HubOfferLine>();
        foreach (var card in providers.Value)
        {
            var query = new ListHubSlots(hub.Id, card.ProviderId, Mode!, now, now + Ahead, For);
            var slots = await sender.Send(query, ct);
            if (slots.Error is { } refused)
            {
                return this.Answer(refused);
            }

            offers.Add(new HubOfferLine(card, [.. slots.Value.Take(MostTimes).Select(x => Option(x, zone))]));
        }

        Offers = offers;
        return null;
    }

    private static SelectListItem Option(Instant at, DateTimeZone zone) =>
        new(
            at.InZone(zone).ToString("dddd d MMMM, HH:mm", CultureInfo.GetCultureInfo("en-GB")),
            InstantPattern.ExtendedIso.Format(at)
        );
}
