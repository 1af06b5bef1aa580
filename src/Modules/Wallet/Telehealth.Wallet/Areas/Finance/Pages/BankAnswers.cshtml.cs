using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Payouts;

namespace Telehealth.Wallet.Areas.Finance.Pages;

/// <summary>What the bank said: a file is taken in, and what matches nothing is listed.</summary>
[Authorize]
[RequestSizeLimit(ImportBankAnswersEndpoint.MostBytes + (64 * 1024))]
internal sealed class BankAnswersModel(ISender sender, BankAnswerImport import, IActorSource actors) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty]
    public new IFormFile? File { get; set; }

    public Page<BankAnswerSummary> Found { get; private set; } = null!;

    public IReadOnlyList<BankLine> Unmatched { get; private set; } = [];

    public bool Imports => actors.Current.Has(Roles.Finance);

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Read(ct) ?? Page();

    public async Task<IActionResult> OnPost(string key, CancellationToken ct)
    {
        if (File is null || File.Length > ImportBankAnswersEndpoint.MostBytes)
        {
            var words = File is null ? "Choose the bank's file first." : "The file is larger than 8 MB.";
            return await Read(ct) ?? this.Refuse(Error.Invalid("wallet.bank-file-missing", "file", words));
        }

        using var content = new MemoryStream((int)File.Length);
        await File.CopyToAsync(content, ct);
        var taken = await import.Import(content.ToArray(), key, ct);
        if (taken.Error is { } error)
        {
            return await Read(ct) ?? this.Refuse(error);
        }

        this.Say(Words(taken.Value));
        return Redirect($"/wallet/finance/bank-answers/{taken.Value.Id}");
    }

    private static string Words(ImportAnswer taken) =>
        taken.AlreadyImported ? "This file was imported before. Nothing changed."
        : taken.LinesDone < taken.Lines
            ? $"The file is here. Its {FinanceWords.Count(taken.Lines, "line")} are taken in one after the other."
        : $"{FinanceWords.Count(taken.Applied, "line")} taken in, {taken.Unchanged} known already, "
            + $"{taken.NeedsEyes} to look at, {taken.Unmatched} match nothing.";

    private async Task<IActionResult?> Read(CancellationToken ct)
    {
        if (Cursor.Check(After, null) is { } wrong)
        {
            return this.Answer(wrong);
        }

        var found = await sender.Send(new ListBankAnswers(After, Cursor.UsualItems), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        Found = found.Value;
        Unmatched = (await sender.Send(new ListUnmatchedAnswers(null, Cursor.UsualItems), ct)).Value.Items;
        return null;
    }
}
