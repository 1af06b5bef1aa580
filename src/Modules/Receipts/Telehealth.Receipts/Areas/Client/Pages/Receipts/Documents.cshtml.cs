using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Features.Documents;
using Telehealth.Receipts.Features.Waiting;

namespace Telehealth.Receipts.Areas.Client.Pages.Receipts;

/// <summary>The reader's documents, newest first: a client's receipts, a provider's invoices and advices.</summary>
[Authorize]
internal sealed class DocumentsModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public DocumentKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<DocumentItemAnswer> Documents { get; private set; } = new([], null);

    /// <summary>Shown on the first page only, in front of what is issued.</summary>
    public IReadOnlyList<WaitingDocumentAnswer> Waiting { get; private set; } = [];

    public bool IsProvider => User.HasClaim("role", Roles.Provider);

    public bool IsFinance => User.HasClaim("role", Roles.Finance);

    public IReadOnlyList<DocumentKind> Kinds =>
        IsProvider || IsFinance ? Enum.GetValues<DocumentKind>() : [DocumentKind.Receipt, DocumentKind.CreditNote];

    public string Lead =>
        IsProvider ? "Receipts in your name, our invoices to you, and what each payout paid."
        : IsFinance ? "Every document that was issued, ours and those in a provider's name."
        : "Your receipts, to keep or to hand in.";

    public static string Name(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.Receipt => "Receipt",
            DocumentKind.CreditNote => "Credit note",
            DocumentKind.CommissionInvoice => "Commission invoice",
            DocumentKind.SelfBilledInvoice => "Self-billed invoice",
            DocumentKind.RemittanceAdvice => "Remittance advice",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    public static string Whose(WaitingDocumentAnswer item, bool own)
    {
        var whose = item.OfProvider ? "the provider's" : "the client's";
        return own ? "yours"
            : item.Name is { Length: > 0 } name ? $"{whose}: {name}"
            : whose;
    }

    public static string Colour(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.Receipt => "success",
            DocumentKind.CreditNote => "warning",
            DocumentKind.RemittanceAdvice => "muted",
            DocumentKind.CommissionInvoice or DocumentKind.SelfBilledInvoice => "info",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        var found = await sender.Send(new ListDocuments(Kind?.ToString(), After, null), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        Documents = found.Value;
        if (After is null)
        {
            var waiting = await sender.Send(new ListWaitingDocuments(null, 100), ct);
            Waiting = waiting.IsSuccess ? waiting.Value.Items : [];
        }

        return Page();
    }
}
