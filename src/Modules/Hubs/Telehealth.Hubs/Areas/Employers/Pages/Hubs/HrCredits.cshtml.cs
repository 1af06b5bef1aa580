using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Hubs.Features.Allotments;
using Telehealth.Hubs.Features.Hubs;
using Telehealth.Hubs.Features.Members;

namespace Telehealth.Hubs.Areas.Employers.Pages.Hubs;

/// <summary>More credits for one member or for all: how many, then what that means, then yes (HUB-04).</summary>
[Authorize]
internal sealed class HrCreditsModel(ISender sender) : PageModel
{
    private const int Most = 100;

    [FromRoute]
    public Guid HubId { get; set; }

    /// <summary>Null: every member.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Member { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Credits { get; set; }

    public HubDetail Hub { get; private set; } = null!;

    public HubMemberAnswer? Chosen { get; private set; }

    /// <summary>How many each, once that was said; only then the consequence is shown.</summary>
    public int? Each { get; private set; }

    public int People => Chosen is null ? Hub.Members : 1;

    public Money MostOwed => new(Hub.Session.Price.Minor * People * (Each ?? 0), Hub.Session.Price.Currency);

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Show(ct) ?? Page();

    public async Task<IActionResult> OnPost(string key, int people, CancellationToken ct)
    {
        if (await Show(ct) is { } missing)
        {
            return missing;
        }

        // What was shown is what is agreed to: who joined meanwhile is not paid for unseen.
        if (Each is not { } each || people != People)
        {
            ModelState.AddModelError("", "The number of members has changed meanwhile. Please look again.");
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }

        var given = await sender.Send(new TopUpCredits(new HubId(HubId), Member, each), ct, key);
        if (given.Error is { } refusal)
        {
            return this.Refuse(refusal);
        }

        var who = given.Value.Members;
        this.Say($"{HubPageWords.Count(each, "credit")} for {HubPageWords.Count(who, "member")}: on the way.");
        return Redirect($"/hubs/admin/{HubId}/members");
    }

    private async Task<IActionResult?> Show(CancellationToken ct)
    {
        var hub = await sender.Send(new GetHub(new HubId(HubId)), ct);
        var line = Member is { } id ? await sender.Send(new GetMember(new HubId(HubId), id), ct) : null;
        if ((hub.Error ?? line?.Error) is { } missing)
        {
            return this.Answer(missing);
        }

        (Hub, Chosen) = (hub.Value, line?.Value);
        if (Credits is null)
        {
            return null;
        }

        if (int.TryParse(Credits, out var each) && each is >= 1 and <= Most)
        {
            Each = each;
            return null;
        }

        ModelState.AddModelError(nameof(Credits), $"A number from 1 to {Most}.");
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return null;
    }
}
