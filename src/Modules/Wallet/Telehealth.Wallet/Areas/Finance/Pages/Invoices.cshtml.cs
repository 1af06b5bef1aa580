using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Invoices;

namespace Telehealth.Wallet.Areas.Finance.Pages;

/// <summary>The inbox of providers' invoices, the longest waiting first.</summary>
[Authorize]
internal sealed class InvoicesModel(ISender sender, IActorSource actors) : PageModel
{
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["amount-differs"] = "The amount differs",
        ["number-differs"] = "The number differs",
        ["date-wrong"] = "The date is wrong",
        ["not-an-invoice"] = "It is no invoice",
        ["other"] = "Something else",
    };

    [BindProperty(SupportsGet = true)]
    public InvoiceState? State { get; set; } = InvoiceState.InReview;

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<ReceivedInvoiceAnswer> Found { get; private set; } = null!;

    public bool Decides => actors.Current.Has(Roles.Finance);

    public static IEnumerable<SelectListItem> ReasonItems => Reasons.Select(x => new SelectListItem(x.Value, x.Key));

    public static string Reason(string? code) => code is null ? "" : Reasons.GetValueOrDefault(code, code);

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Read(ct) ?? Page();

    public async Task<IActionResult> OnGetFile(Guid id, CancellationToken ct)
    {
        var file = await sender.Send(new GetInvoiceFile(new(id)), ct);
        if (file.Error is { } error)
        {
            return this.Answer(error);
        }

        Response.Headers.CacheControl = "no-store";
        // A download and never a page of ours: it is a stranger's file.
        return File(file.Value.Pdf, "application/pdf", file.Value.Name);
    }

    public async Task<IActionResult> OnPostAccept(Guid id, string key, CancellationToken ct)
    {
        var accepted = await sender.Send(new AcceptInvoice(new(id)), ct, key);
        if (accepted.Error is { } error)
        {
            return await Read(ct) ?? this.Refuse(error);
        }

        var day = accepted.Value.PayoutDate is { } date ? $" and is paid on {TimeText.Day(date)}" : "";
        this.Say($"{accepted.Value.Reference} is accepted{day}.");
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostReject(Guid id, string reason, string key, CancellationToken ct)
    {
        var rejected = await sender.Send(new RejectInvoice(new(id), reason ?? ""), ct, key);
        if (rejected.Error is { } error)
        {
            return await Read(ct) ?? this.Refuse(error);
        }

        this.Say("The invoice is sent back, with the reason. The provider can send another.");
        return RedirectToPage();
    }

    private async Task<IActionResult?> Read(CancellationToken ct)
    {
        if (Cursor.Check(After, null) is { } wrong)
        {
            return this.Answer(wrong);
        }

        var found = await sender.Send(new ListInvoices(State, After, Cursor.UsualItems), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        Found = found.Value;
        return null;
    }
}
