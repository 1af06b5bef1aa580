using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Earnings;
using Telehealth.Wallet.Features.Withdrawals;

namespace Telehealth.Wallet.Areas.Provider.Pages;

/// <summary>How much, then what that does, then the one button that does it.</summary>
[Authorize]
internal sealed class NewWithdrawalModel(ISender sender, PayoutCalendar calendar, IClock clock) : PageModel
{
    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public string? Currency { get; set; }

    public IReadOnlyList<CurrencyEarnings> Choices { get; private set; } = [];

    public IEnumerable<SelectListItem> Currencies =>
        Choices.Select(x => x.Available.Currency.Code).Select(x => new SelectListItem(x, x, x == Currency));

    /// <summary>The amount whose consequences are shown; null before it is known.</summary>
    public Money? Agreed { get; private set; }

    /// <summary>Made with the consequences, so that a button pressed twice withdraws once.</summary>
    public string Key { get; private set; } = "";

    public WithdrawalPreview? Preview { get; private set; }

    public LocalDate PayoutDate => calendar.In(Currency ?? "").PayoutDate(Today);

    public LocalDate InvoiceBy => PayoutCalendar.LastDayFor(Today);

    private LocalDate Today => calendar.DayOf(clock.GetCurrentInstant());

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Read(ct) ?? Page();

    /// <summary>Shows what the amount does; nothing happens yet.</summary>
    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        if (await Read(ct) is { } refused)
        {
            return refused;
        }

        var typed = EarningWords.Amount(Amount, Currency);
        var choice = Choices.FirstOrDefault(x => x.Available.Currency.Code == Currency);
        if (typed is not { } amount || choice is null)
        {
            return Wrong("Please write an amount, such as 120 or 120.50.");
        }

        if (amount < choice.Minimum || amount > choice.Available)
        {
            return Wrong($"Please choose between {MoneyText.Of(choice.Minimum)} and {MoneyText.Of(choice.Available)}.");
        }

        var preview = await sender.Send(new PreviewWithdrawal(amount), ct);
        if (preview.Error is { } error)
        {
            return this.Refuse(error);
        }

        (Agreed, Preview, Key) = (amount, preview.Value, Ids.New().ToString());
        return Page();
    }

    public async Task<IActionResult> OnPostConfirm(string key, CancellationToken ct)
    {
        if (EarningWords.Amount(Amount, Currency) is not { } amount)
        {
            return await OnPost(ct);
        }

        var done = await sender.Send(new RequestWithdrawal(amount), ct, key);
        if (done.Error is { } error)
        {
            return await Read(ct) ?? this.Refuse(error);
        }

        this.Say($"{MoneyText.Of(amount)} is on its way to you.");
        return Redirect($"/wallet/withdrawals/{done.Value.Id}");
    }

    private IActionResult Wrong(string words) =>
        this.Refuse(Error.Invalid("wallet.amount-missing", nameof(Amount), words));

    private async Task<IActionResult?> Read(CancellationToken ct)
    {
        var summary = await sender.Send(new GetEarningsSummary(), ct);
        if (summary.Error is { } error)
        {
            return this.Answer(error);
        }

        Choices = [.. summary.Value.Currencies.Where(x => x.Available >= x.Minimum && !x.Available.IsZero)];
        Currency ??= Choices.Count > 0 ? Choices[0].Available.Currency.Code : null;
        return null;
    }
}
