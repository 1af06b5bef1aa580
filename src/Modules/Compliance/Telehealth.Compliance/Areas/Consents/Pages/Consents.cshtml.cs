using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Compliance.Features.Consents;

namespace Telehealth.Compliance.Areas.Consents.Pages;

/// <summary>Who awaits review.</summary>
[Authorize]
internal sealed class ConsentsModel(ISender sender, IActorSource actors, PermissionCatalog permissions) : PageModel
{
    public Page<ConsentItem> Found { get; private set; } = null!;

    public bool Overdue { get; private set; }

    public bool Reviews => permissions.Grants(actors.Current, ComplianceModule.ReviewConsents);

    public PeopleNames Names { get; } = new(sender);

    public async Task<IActionResult> OnGet(bool overdue, string? after, CancellationToken ct)
    {
        var found = await sender.Send(new ListConsents(overdue, after, null), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        (Found, Overdue) = (found.Value, overdue);
        await Names.Know(Found.Items.Select(x => (PersonId?)x.ClientId), ct);
        return Page();
    }

    public async Task<IActionResult> OnGetEvidence(Guid id, CancellationToken ct)
    {
        var found = await sender.Send(new ReadEvidence(id), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        Response.Headers.CacheControl = "no-store";
        return File(found.Value.Content, found.Value.ContentType, found.Value.FileName);
    }

    public async Task<IActionResult> OnPostReview(Guid id, CancellationToken ct) =>
        Said(
            await sender.Send(new ReviewConsent(id), ct),
            "The consent holds on. Its next review is due in some months."
        );

    public async Task<IActionResult> OnPostWithdraw(Guid id, CancellationToken ct) =>
        Said(await sender.Send(new WithdrawConsent(id), ct), "The consent is withdrawn. No new session can be booked.");

    private IActionResult Said<T>(Result<T> result, string words)
    {
        this.Say(result.Error?.Message ?? words);
        return Redirect("/compliance/consents");
    }
}
