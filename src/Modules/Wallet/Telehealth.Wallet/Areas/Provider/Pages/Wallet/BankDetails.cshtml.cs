using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Options;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Contracts;
using Telehealth.Wallet.Domain.BankDetails;
using Telehealth.Wallet.Features.BankDetails;

namespace Telehealth.Wallet.Areas.Provider.Pages.Wallet;

/// <summary>Where a provider is paid (WAL-12): the present account masked, what a change means, and the form.</summary>
[Authorize]
internal sealed class BankDetailsModel(ISender sender, IActorSource actors, IOptions<BankDetailsOptions> options)
    : PageModel
{
    private static readonly Actor Self = Actor.System("wallet.pages");

    [BindProperty]
    public long? Version { get; set; }

    [BindProperty]
    public string? HolderName { get; set; }

    [BindProperty]
    public string Kind { get; set; } = "uk";

    [BindProperty]
    public string? SortCode { get; set; }

    [BindProperty]
    public string? AccountNumber { get; set; }

    [BindProperty]
    public string? Iban { get; set; }

    [BindProperty]
    public string? Bic { get; set; }

    [BindProperty]
    public string Currency { get; set; } = "EUR";

    [BindProperty]
    public string? Country { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public BankDetailsAnswer? Present { get; private set; }

    public string? Zone { get; private set; }

    public IEnumerable<SelectListItem> Currencies =>
        BuildingBlocks
            .Currency.Known.Order(StringComparer.Ordinal)
            .Select(x => new SelectListItem(x, x, x == Currency));

    public IEnumerable<SelectListItem> Countries =>
        BankTables
            .Countries.OrderBy(x => x.Value, StringComparer.InvariantCultureIgnoreCase)
            .Select(x => new SelectListItem(x.Value, x.Key, x.Key == Country))
            .Prepend(new SelectListItem("", ""));

    public string Cooling =>
        options.Value.CoolingHours % 24 == 0
            ? $"{options.Value.CoolingHours / 24} days"
            : $"{options.Value.CoolingHours} hours";

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        if (await Read(ct) is { } refusal)
        {
            return refusal;
        }

        Version = Present?.Version;
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        if (await Read(ct) is { } refusal)
        {
            return refusal;
        }

        var isUk = Kind == "uk";
        var body = new BankDetailsBody(
            HolderName ?? "",
            isUk ? BankAccountKind.Uk : BankAccountKind.Iban,
            isUk ? "GBP" : Currency,
            SortCode,
            AccountNumber,
            Iban,
            Bic,
            Code,
            Country
        );
        if ((await sender.Send(new PutBankDetails(body, Version), ct)).Error is { } error)
        {
            // A code works once.
            ModelState.Remove(nameof(Code));
            Code = null;
            return this.Refuse(error);
        }

        this.Say("Your bank details are saved.");
        return RedirectToPage();
    }

    private async Task<IActionResult?> Read(CancellationToken ct)
    {
        var found = await sender.Send(new GetBankDetails(), ct);
        if (found.Error is { Kind: not ErrorKind.NotFound } refusal)
        {
            return this.Answer(refusal);
        }

        Present = found.IsSuccess ? found.Value : null;
        var person = await sender.SendAs(Self, new GetPerson(actors.Current.Person!.Value), ct);
        Zone = person.IsSuccess ? person.Value.TimeZone : null;
        return null;
    }
}
