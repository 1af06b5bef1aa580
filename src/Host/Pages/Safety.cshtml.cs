using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Contracts;

namespace Telehealth.Host.Pages;

/// <summary>Emergency numbers by country, for everybody, signed in or not.</summary>
internal sealed partial class SafetyModel(
    EmergencyNumbers numbers,
    IActorSource actors,
    ISender sender,
    ILogger<SafetyModel> log
) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Country { get; set; }

    public EmergencyNumbers.CountryLines Chosen { get; private set; } = null!;

    public IEnumerable<SelectListItem> Countries =>
        numbers.All.Select(x => new SelectListItem(x.Name, x.Country, x.Country == Chosen.Country));

    public async Task OnGet(CancellationToken ct)
    {
        Chosen =
            numbers.Find(Country?.ToUpperInvariant())
            ?? numbers.Find(await OwnCountry(ct))
            ?? numbers.Find(FromLanguage())
            ?? numbers.All[0];
        Country = Chosen.Country;
    }

    /// <summary>Where the person lives; whatever fails on the way keeps no number back.</summary>
    private async Task<string?> OwnCountry(CancellationToken ct)
    {
        if (actors.Current.Person is not { } person)
        {
            return null;
        }

        try
        {
            var card = await sender.SendAs(Actor.System("host.safety"), new GetPerson(person), ct);
            return card.Error is null ? card.Value.Country : null;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            NotKnown(log, e);
            return null;
        }
    }

    /// <summary>The region of the browser's language is the best guess before anybody says.</summary>
    private string? FromLanguage() =>
        Request
            .GetTypedHeaders()
            .AcceptLanguage.OrderByDescending(x => x.Quality ?? 1)
            .Select(x => x.Value.Value?.Split('-') is [_, { Length: 2 } region, ..] ? region.ToUpperInvariant() : null)
            .FirstOrDefault(region => numbers.Find(region) is not null);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The reader's country is not known; the numbers are shown all the same"
    )]
    private static partial void NotKnown(ILogger log, Exception exception);
}
