using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Hubs.Domain.Partners;
using Telehealth.Hubs.Features.Partners;

namespace Telehealth.Hubs.Areas.Staff.Pages.Hubs;

/// <summary>Which visits of a partner's programme lack a provider or an outcome, or are contested.</summary>
[Authorize]
internal sealed class ProgrammesModel(ISender sender) : PageModel
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
        return Page();
    }

    public static (string Kind, string Word) WordOf(VisitState state) =>
        state switch
        {
            VisitState.Assigning => ("warning", "No provider yet"),
            VisitState.Failed => ("secondary", "Nobody was free"),
            VisitState.Booked => ("primary", "Booked"),
            VisitState.Completed => ("success", "Held"),
            VisitState.NoShow => ("warning", "No-show"),
            _ => ("secondary", "Cancelled"),
        };
}
