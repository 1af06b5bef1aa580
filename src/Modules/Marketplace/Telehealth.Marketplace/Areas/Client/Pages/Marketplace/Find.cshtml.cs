using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Features.Providers;
using Telehealth.Marketplace.Features.Readers;

namespace Telehealth.Marketplace.Areas.Client.Pages.Marketplace;

/// <summary>Who fits, what they cost, who sells, and when they are free next.</summary>
[AllowAnonymous]
internal sealed class FindModel(ISender sender, MarketplaceOptions options) : PageModel
{
    private static readonly (string Hours, string Words)[] Spans =
    [
        ("24", "A day"),
        ("72", "Three days"),
        ("168", "A week"),
        ("336", "Two weeks"),
    ];

    private static readonly string[] Spoken = ["en", "pl", "de", "es", "fr", "pt", "ro", "uk", "ar", "ur", "hi", "vi"];

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Category { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Mode { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Language { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? MaxPrice { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Within { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Rated { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>Null when the search could not be made out.</summary>
    public SearchAnswer? Found { get; private set; }

    public string? Zone { get; private set; }

    public bool IsFiltered =>
        new[] { Q, Category, Mode, Language, MaxPrice, Within, Rated }.Any(x => !string.IsNullOrWhiteSpace(x));

    public IEnumerable<SelectListItem> Categories =>
        Choices(options.AllCategories.Select(x => (x, MarketplaceWords.Plain(x))), Category);

    public IEnumerable<SelectListItem> Modes =>
        Choices(MarketplaceWords.Modes.Select(x => (x, MarketplaceWords.Mode(x))), Mode);

    public IEnumerable<SelectListItem> LanguageChoices =>
        Choices(Spoken.Select(x => (x, MarketplaceWords.Language(x))), Language);

    public IEnumerable<SelectListItem> Windows => Choices(Spans, Within);

    public IEnumerable<SelectListItem> RatedChoices => Choices([("3", "3 of 5"), ("4", "4 of 5")], Rated);

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        var reader = await sender.Send(new GetReader(), ct);
        Zone = reader.Error is null ? reader.Value.TimeZone : null;
        var most = MarketplaceWords.Amount(MaxPrice, options.DefaultCurrency);
        if (!string.IsNullOrWhiteSpace(MaxPrice) && most is null)
        {
            ModelState.AddModelError(nameof(MaxPrice), "Please write an amount, such as 60 or 62.50.");
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var filter = new SearchFilter(
            Filled(Q),
            Filled(Category),
            null,
            Filled(Language),
            Filled(Mode),
            most?.Minor,
            null,
            null,
            int.TryParse(Within, out var hours) ? hours : null,
            int.TryParse(Rated, out var least) ? least : null
        );
        var found = await sender.Send(new SearchProviders(filter, After, 12), ct);
        if (found.Error is { } refused)
        {
            return this.Refuse(refused);
        }

        Found = found.Value;
        return Page();
    }

    public static string Seller(FoundProvider item) =>
        (
            item.Channels.Any(x => x.SupplyModel == SupplyModel.PlatformSupplied),
            item.Channels.Any(x => x.SupplyModel == SupplyModel.Agency)
        ) switch
        {
            (true, true) => "The provider or Telehealth, as the service says",
            (true, false) => "Telehealth",
            _ => "The provider",
        };

    /// <summary>The same search, from where this page ends. (A name that began with On would be a handler.)</summary>
    public string NextPage(string cursor) =>
        "/marketplace/find"
        + new QueryBuilder
        {
            { nameof(Q), Q ?? "" },
            { nameof(Category), Category ?? "" },
            { nameof(Mode), Mode ?? "" },
            { nameof(Language), Language ?? "" },
            { nameof(MaxPrice), MaxPrice ?? "" },
            { nameof(Within), Within ?? "" },
            { nameof(Rated), Rated ?? "" },
            { nameof(After), cursor },
        }.ToQueryString();

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static List<SelectListItem> Choices(IEnumerable<(string Value, string Words)> choices, string? chosen) =>
        [new("Any", ""), .. choices.Select(x => new SelectListItem(x.Words, x.Value, x.Value == chosen))];
}
