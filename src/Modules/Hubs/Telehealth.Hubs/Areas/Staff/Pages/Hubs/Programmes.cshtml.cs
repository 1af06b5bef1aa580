using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Domain.Partners;
using Telehealth.Hubs.Features.Partners;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Hubs.Areas.Staff.Pages.Hubs;

/// <summary>Which visits of a partner's programme lack a provider or an outcome, or are contested.</summary>
[Authorize]
internal sealed class ProgrammesModel(ISender sender, IActorSource actors, IClock clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public ProgrammeId? Programme { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<ProgrammeAnswer> All { get; private set; } = [];

    public ProgrammeAnswer? Shown { get; private set; }

    public Page<VisitRow> Visits { get; private set; } = new([], null);

    public string Zone { get; private set; } = "UTC";

    private Dictionary<ProviderId, string> Names { get; set; } = [];

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        var all = await sender.Send(new ListProgrammes(), ct);
        if (all.Error is { } refused)
        {
            return this.Answer(refused);
        }

        All = all.Value.Items;
        Shown = Programme is { } id ? All.FirstOrDefault(x => x.Id == id) : All.FirstOrDefault();
        if (Shown is null)
        {
            return Programme is null ? Page() : NotFound();
        }

        var visits = await sender.Send(new ListVisits(Shown.Id, View ?? "open", After, Limit: null), ct);
        if (visits.Error is { } unread)
        {
            return this.Answer(unread);
        }

        Visits = visits.Value;
        Zone = await HubPageWords.ZoneOf(sender, actors, ct);
        // Who may see the visits may see with whom they are; cards are asked for by the platform itself.
        var ask = new ListProviderCards([.. Visits.Items.Select(x => x.ProviderId).OfType<ProviderId>().Distinct()]);
        var cards = await sender.SendAs(Actor.System("hubs.programmes"), ask, ct);
        Names = cards.IsSuccess ? cards.Value.ToDictionary(x => x.ProviderId, x => x.DisplayName) : [];
        return Page();
    }

    public async Task<IActionResult> OnPostStand(BookingId booking, string key, CancellationToken ct)
    {
        var closed = await sender.Send(new CloseReview(booking), ct, key);
        if (closed.Error is { } refused)
        {
            return this.Answer(refused);
        }

        this.Say("The no-show stands. The visit is off the list.");
        return RedirectToPage(new { programme = Programme, view = View });
    }

    /// <summary>Over, and nobody marked what became of it: only a marked visit is accounted (HUB-16).</summary>
    public bool LacksOutcome(VisitRow row) =>
        row.State == VisitState.Booked
        && row.StartsAt < clock.GetCurrentInstant() - Duration.FromMinutes(Domain.Partners.Programme.VisitMinutes);

    public string NameOf(VisitRow row) => row.ProviderId is { } provider ? Names.GetValueOrDefault(provider, "–") : "–";

    public static string ReviewOf(VisitRow row) =>
        (row.ReviewClosedAt, row.ContestedAt, row.ReviewOpenedAt) switch
        {
            (not null, _, _) => "Looked at: it stands",
            (_, not null, _) => "Contested by the partner",
            (_, _, not null) => "Two no-shows in a row",
            _ => "",
        };

    public static (string Kind, string Word) WordOf(VisitState state) =>
        state switch
        {
            VisitState.Assigning => ("warning", "No provider yet"),
            VisitState.Failed => ("muted", "Nobody was free"),
            VisitState.Booked => ("info", "Booked"),
            VisitState.Completed => ("success", "Held"),
            VisitState.NoShow => ("warning", "No-show"),
            VisitState.TechnicalFailure => ("muted", "Technical failure"),
            VisitState.Cancelled => ("muted", "Cancelled"),
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };
}
