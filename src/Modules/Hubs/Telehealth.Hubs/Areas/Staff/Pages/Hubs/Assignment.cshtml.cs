using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Features.Partners;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Hubs.Areas.Staff.Pages.Hubs;

/// <summary>How the provider of a visit was found, drawn again on the spot (HUB-10).</summary>
[Authorize]
internal sealed class AssignmentModel(ISender sender, IActorSource actors) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public BookingId Booking { get; set; }

    public AssignmentAnswer Draw { get; private set; } = null!;

    public string Zone { get; private set; } = "UTC";

    private Dictionary<ProviderId, string> Names { get; set; } = [];

    public string NameOf(ProviderId provider) => Names.GetValueOrDefault(provider) ?? provider.ToString();

    /// <summary>Such as 33 %: the chance to be drawn first.</summary>
    public string ChanceOf(long weight) => $"{100m * weight / Draw.Candidates.Sum(x => x.Weight):0.#} %";

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        var found = await sender.Send(new GetAssignment(Booking), ct);
        if (found.Error is { } refused)
        {
            return this.Answer(refused);
        }

        Draw = found.Value;
        // Who may see the draw may see the names in it; cards are asked for by the platform itself.
        var ask = new ListProviderCards([.. Draw.Candidates.Select(x => x.ProviderId)]);
        var cards = await sender.SendAs(Actor.System("hubs.assignment"), ask, ct);
        if (cards.Error is { } unread)
        {
            return this.Answer(unread);
        }

        Zone = await HubPageWords.ZoneOf(sender, actors, ct);
        Names = cards.Value.ToDictionary(x => x.ProviderId, x => x.DisplayName);
        return Page();
    }
}
