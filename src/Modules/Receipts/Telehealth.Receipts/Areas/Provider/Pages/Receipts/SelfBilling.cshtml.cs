using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Receipts.Features.Agreements;

namespace Telehealth.Receipts.Areas.Provider.Pages.Receipts;

/// <summary>Where a provider reads, accepts and ends the self-billing agreement.</summary>
[Authorize]
internal sealed class SelfBillingModel(ISender sender) : PageModel
{
    public static readonly IReadOnlyList<(string Name, string Words)> Promises =
    [
        ("WillNotInvoice", "I will not issue invoices of my own for these sessions."),
        ("WillAcceptEach", "I will accept each self-billed invoice."),
        ("WillTellOfChanges", "I will tell you at once if my VAT registration changes or I sell my business."),
    ];

    public SelfBillingAgreementAnswer Agreement { get; private set; } = null!;

    public IEnumerable<string> Paragraphs => Agreement.Terms.Split("\n\n");

    public string? Missing(string promise) =>
        ModelState.TryGetValue(promise, out var entry) ? entry.Errors.FirstOrDefault()?.ErrorMessage : null;

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Show(ct) ?? Page();

    public async Task<IActionResult> OnPostAccept(
        string key,
        string termsVersion,
        bool willNotInvoice,
        bool willAcceptEach,
        bool willTellOfChanges,
        CancellationToken ct
    )
    {
        var promise = new AcceptSelfBilling(termsVersion, willNotInvoice, willAcceptEach, willTellOfChanges);
        var accepted = await sender.Send(promise, ct, key);
        return await Done(accepted.Error, "Thank you. From now on we write these invoices for you.", ct);
    }

    public async Task<IActionResult> OnPostEnd(CancellationToken ct)
    {
        var ended = await sender.Send(new EndSelfBilling(), ct);
        return await Done(ended.Error, "The agreement is ended. From now on you send your own invoices.", ct);
    }

    private async Task<IActionResult> Done(Error? refusal, string sentence, CancellationToken ct)
    {
        if (refusal is null)
        {
            this.Say(sentence);
            return RedirectToPage();
        }

        return await Show(ct) ?? this.Refuse(refusal);
    }

    /// <summary>Reads the agreement; answers a page only when there is none to show.</summary>
    private async Task<IActionResult?> Show(CancellationToken ct)
    {
        var found = await sender.Send(new GetSelfBillingAgreement(), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        Agreement = found.Value;
        return null;
    }
}
