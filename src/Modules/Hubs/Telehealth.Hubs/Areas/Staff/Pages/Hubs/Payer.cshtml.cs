using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Hubs.Domain.Partners;
using Telehealth.Hubs.Features.Partners;

namespace Telehealth.Hubs.Areas.Staff.Pages.Hubs;

/// <summary>Where the partner that pays for a programme is in business.</summary>
[Authorize]
internal sealed class PayerModel(ISender sender) : PageModel
{
    [FromRoute]
    public Guid ProgrammeId { get; set; }

    [BindProperty]
    public string? Country { get; set; }

    [BindProperty]
    public string? VatNumber { get; set; }

    [BindProperty]
    public long? Version { get; set; }

    public ProgrammeAnswer Programme { get; private set; } = null!;

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        if (await Show(ct) is { } missing)
        {
            return missing;
        }

        var payer = Programme.Payer;
        (Country, VatNumber, Version) = (payer.Country, payer.VatNumber, payer.Version);
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        var body = new PayerBody(Country ?? "", VatNumber);
        var changed = await sender.Send(new ChangePayer(new ProgrammeId(ProgrammeId), body, Version), ct);
        if (changed.Error is { } refusal)
        {
            return await Show(ct) ?? this.Refuse(refusal);
        }

        this.Say("Visits booked from now on are taxed by the new place.");
        return RedirectToPage("Programmes", new { programme = ProgrammeId });
    }

    private async Task<IActionResult?> Show(CancellationToken ct)
    {
        var all = await sender.Send(new ListProgrammes(), ct);
        if (all.Error is { } refused)
        {
            return this.Answer(refused);
        }

        var found = all.Value.Items.FirstOrDefault(x => x.Id.Value == ProgrammeId);
        Programme = found!;
        return found is null ? NotFound() : null;
    }
}
