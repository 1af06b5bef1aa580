using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;

namespace Telehealth.Host.Pages;

/// <summary>The first page: plain words for who is signed out, what matters now for who is signed in.</summary>
internal sealed class IndexModel(IActorSource actors, IEnumerable<IHomeCard> cards) : PageModel
{
    /// <summary>What the modules have to say; null for somebody who is signed out.</summary>
    public IReadOnlyList<HomeCard>? Cards { get; private set; }

    public async Task OnGet(CancellationToken ct) => Cards = actors.Current.Kind == ActorKind.Person ? await Read(ct) : null;

    /// <summary>The cards alone, for the page that asks now and then: what waits changes by itself.</summary>
    public async Task<IActionResult> OnGetCards(CancellationToken ct) =>
        actors.Current.Kind == ActorKind.Person ? Partial("_Cards", await Read(ct)) : StatusCode(401);

    private async Task<IReadOnlyList<HomeCard>> Read(CancellationToken ct)
    {
        var shown = new List<HomeCard>();
        foreach (var card in cards)
        {
            if (await card.For(actors.Current, ct) is { } said)
            {
                shown.Add(said);
            }
        }

        return [.. shown.OrderBy(x => x.Order)];
    }
}
