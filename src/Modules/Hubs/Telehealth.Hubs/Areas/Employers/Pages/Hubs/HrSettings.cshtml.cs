using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Hubs.Features.Hubs;

namespace Telehealth.Hubs.Areas.Employers.Pages.Hubs;

/// <summary>What HR changes about a hub: name, colour, and credits from the next period on.</summary>
[Authorize]
internal sealed class HrSettingsModel(ISender sender) : PageModel
{
    [FromRoute]
    public Guid HubId { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Colour { get; set; }

    [BindProperty]
    public string? PerPeriod { get; set; }

    [BindProperty]
    public string? CarryOverCap { get; set; }

    [BindProperty]
    public long? Version { get; set; }

    public HubDetail Hub { get; private set; } = null!;

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        if (await Show(ct) is { } missing)
        {
            return missing;
        }

        (Name, Colour, Version) = (Hub.Name, Hub.Colour, Hub.Version);
        (PerPeriod, CarryOverCap) = ($"{Hub.Credits.PerPeriod}", $"{Hub.Credits.CarryOverCap}");
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        var body = new HubSettingsBody(Name ?? "", Colour ?? "", Number(PerPeriod), Number(CarryOverCap));
        var changed = await sender.Send(new ChangeHub(new HubId(HubId), body, Version), ct);
        if (changed.Error is { } refusal)
        {
            return await Show(ct) ?? this.Refuse(refusal);
        }

        this.Say("Your hub is changed.");
        return Redirect($"/hubs/admin/{HubId}");
    }

    // What is no number is out of every bound, and told so beside its field.
    private static int Number(string? text) => int.TryParse(text, out var number) ? number : -1;

    private async Task<IActionResult?> Show(CancellationToken ct)
    {
        var hub = await sender.Send(new GetHub(new HubId(HubId)), ct);
        if (hub.Error is { } missing)
        {
            return this.Answer(missing);
        }

        Hub = hub.Value;
        return null;
    }
}
