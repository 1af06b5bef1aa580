using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Invoices;
using Telehealth.Wallet.Features.Withdrawals;

namespace Telehealth.Wallet.Areas.Provider.Pages;

/// <summary>One withdrawal: when it is paid and why then, and the invoice it may wait for.</summary>
[Authorize]
[RequestSizeLimit(InvoiceForm.LargestBody)]
internal sealed class WithdrawalModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public string? Date { get; set; }

    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public new IFormFile? File { get; set; }

    public WithdrawalDetail Detail { get; private set; } = null!;

    public bool TakesInvoice =>
        Detail.Withdrawal is { State: WithdrawalState.AwaitingInvoice, Mode: InvoiceMode.Received };

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Read(ct) ?? Page();

    public async Task<IActionResult> OnPost(string? key, CancellationToken ct)
    {
        if (await Read(ct) is { } missing)
        {
            return missing;
        }

        var currency = Detail.Withdrawal.Amount.Currency.Code;
        var minor = EarningWords.Amount(Amount, currency)?.Minor.ToString(CultureInfo.InvariantCulture);
        var form = new InvoiceForm(File, Number, Date, minor, currency);
        var sent = await sender.Send(await form.ToCommand(new WithdrawalId(Id), ct), ct, key);
        if (sent.Error is { } error)
        {
            // The file has to be chosen again: no browser lets a page do that.
            return this.Refuse(error);
        }

        this.Say("Your invoice is here. We look at it and tell you; the day it arrived counts.");
        return RedirectToPage(new { id = Id });
    }

    private async Task<IActionResult?> Read(CancellationToken ct)
    {
        var found = await sender.Send(new GetWithdrawal(new WithdrawalId(Id)), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        Detail = found.Value;
        return null;
    }
}
