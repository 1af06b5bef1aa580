using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Identity.Features.Partners;

namespace Telehealth.Identity.Areas.Authority.Pages;

/// <summary>The partners' systems that may get tokens.</summary>
[Authorize]
internal sealed class PartnersModel(ISender sender) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    public IReadOnlyList<PartnerAnswer> Items { get; private set; } = [];

    /// <summary>The new one with its secret, on this one answer only.</summary>
    public CreatePartnerAnswer? Created { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Read(ct) ?? Page();

    public async Task<IActionResult> OnPostAdd(CancellationToken ct)
    {
        var made = await sender.Send(new CreatePartner(Name ?? ""), ct);
        if (made.Error is { } error)
        {
            return await Read(ct) ?? this.Refuse(error);
        }

        Created = made.Value;
        (Name, Response.Headers.CacheControl) = (null, "no-store");
        ModelState.Clear();
        return await Read(ct) ?? Page();
    }

    public async Task<IActionResult> OnPostRemove(string clientId, CancellationToken ct)
    {
        var removed = await sender.Send(new RemovePartner(clientId), ct);
        if (removed.Error is { } error)
        {
            return await Read(ct) ?? this.Refuse(error);
        }

        this.Say("The partner's system is removed and gets no more tokens.");
        return Redirect("/identity/partners");
    }

    private async Task<IActionResult?> Read(CancellationToken ct)
    {
        var found = await sender.Send(new ListPartners(), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        Items = found.Value.Items;
        return null;
    }
}
