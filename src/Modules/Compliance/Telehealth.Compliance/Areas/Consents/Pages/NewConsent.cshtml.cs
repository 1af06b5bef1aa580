using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Features.Consents;
using Telehealth.Identity.Contracts;

namespace Telehealth.Compliance.Areas.Consents.Pages;

/// <summary>Where support and reviewers write a guardian's consent down.</summary>
[Authorize]
internal sealed class NewConsentModel(ISender sender, IActorSource actors, PermissionCatalog permissions) : PageModel
{
    [BindProperty]
    public string? ClientEmail { get; set; }

    [BindProperty]
    public string? GuardianName { get; set; }

    [BindProperty]
    public string? GuardianEmail { get; set; }

    [BindProperty]
    public GuardianRelationship Relationship { get; set; }

    [BindProperty]
    public ConsentMethod Method { get; set; }

    [BindProperty]
    public string? Scope { get; set; }

    [BindProperty]
    public string? GivenOn { get; set; }

    [BindProperty]
    public IFormFile? Evidence { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    private bool MayRecord => permissions.Grants(actors.Current, ComplianceModule.ManageConsents);

    public IActionResult OnGet() => MayRecord ? Page() : NotFound();

    public async Task<IActionResult> OnPost(string key, CancellationToken ct)
    {
        if (!MayRecord)
        {
            return NotFound();
        }

        var client = await Find(ClientEmail, nameof(ClientEmail), ct);
        var guardian = string.IsNullOrWhiteSpace(GuardianEmail)
            ? null
            : await Find(GuardianEmail, nameof(GuardianEmail), ct);
        var given = LocalDatePattern.Iso.Parse(GivenOn ?? "");
        if (!given.Success)
        {
            ModelState.AddModelError(nameof(GivenOn), "Please choose the day it was given.");
        }

        if (!ModelState.IsValid || client is null)
        {
            return Page();
        }

        var body = new ConsentBody(
            client.Value,
            GuardianName ?? "",
            Relationship,
            Method,
            Scope ?? "",
            given.Value,
            await Bytes(ct),
            guardian,
            Note
        );
        var recorded = await sender.Send(new RecordConsent(body), ct, key);
        if (recorded.Error is { } error)
        {
            return this.Refuse(error);
        }

        this.Say("The consent is recorded. Sessions can be booked from now on.");
        return Redirect("/compliance/consents");
    }

    private async Task<PersonId?> Find(string? email, string field, CancellationToken ct)
    {
        var found = await sender.SendAs(Actor.System("compliance-pages"), new FindPerson(email ?? ""), ct);
        if (found.Error is null)
        {
            return found.Value;
        }

        ModelState.AddModelError(field, "There is no account with this address.");
        return null;
    }

    private async Task<byte[]> Bytes(CancellationToken ct)
    {
        if (Evidence is null || Evidence.Length > EvidenceFile.MostBytes)
        {
            return [];
        }

        using var copy = new MemoryStream();
        await Evidence.CopyToAsync(copy, ct);
        return copy.ToArray();
    }
}
