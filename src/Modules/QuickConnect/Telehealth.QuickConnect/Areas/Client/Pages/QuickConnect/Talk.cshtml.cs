using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.QuickConnect.Contracts;
using Telehealth.QuickConnect.Features.Offers;
using Telehealth.QuickConnect.Features.Requests;

namespace Telehealth.QuickConnect.Areas.Client.Pages.QuickConnect;

/// <summary>Asking, waiting and deciding on one page that changes by itself.</summary>
[Authorize(Roles = Roles.Client)]
internal sealed class TalkModel(ISender sender, IClock clock, IOptions<QuickConnectOptions> options) : PageModel
{
    [BindProperty]
    public string? Topic { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    [BindProperty]
    public string? Mode { get; set; }

    [BindProperty]
    public string? Notes { get; set; }

    [BindProperty]
    public bool ShareNotes { get; set; }

    /// <summary>Made with the page, so that a button pressed twice does one thing.</summary>
    public string Key { get; } = Ids.New().ToString();

    public MyPoolRequest? Mine { get; private set; }

    public bool CanAsk =>
        Mine is null
        || Mine.State is PoolRequestState.Expired or PoolRequestState.Cancelled or PoolRequestState.Failed
        || (Mine.State == PoolRequestState.Joined && Mine.JoinPath is not null);

    public int Minutes => options.Value.BlockMinutes;

    public Money Price => options.Value.Price;

    public IEnumerable<SelectListItem> Topics =>
        options.Value.AllTopics.Select(x => new SelectListItem(
            x == QuickConnectOptions.AnyTopic ? "Something else" : char.ToUpperInvariant(x[0]) + x[1..],
            x
        ));

    public IEnumerable<SelectListItem> Languages { get; } =
    [new("English", "en"), new("Polski", "pl"), new("Tiếng Việt", "vi"), new("Íslenska", "is")];

    public IEnumerable<SelectListItem> Modes { get; } = [new("By video", "video"), new("By phone", "phone")];

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        await Read(ct);
        return Page();
    }

    /// <summary>The live part alone.</summary>
    public async Task<IActionResult> OnGetCard(CancellationToken ct)
    {
        await Read(ct);
        return Mine is null ? NotFound() : Partial("_Card", this);
    }

    public Task<IActionResult> OnPost(string key, CancellationToken ct) =>
        Do(
            new PlaceRequest(
                new PoolRequestBody(false, Topic, Language, new PoolPreferences(Mode ?? ""), Notes, ShareNotes)
            ),
            key,
            ct
        );

    public Task<IActionResult> OnPostCancel(PoolRequestId id, string key, CancellationToken ct) =>
        Do(new CancelMyRequest(id), key, ct);

    public Task<IActionResult> OnPostDecline(PoolRequestId id, int number, string key, CancellationToken ct) =>
        Do(new DeclineOffer(id, number), key, ct);

    public Task<IActionResult> OnPostAccept(
        PoolRequestId id,
        int number,
        string terms,
        string key,
        CancellationToken ct
    ) => Do(new AcceptOffer(id, number, terms), key, ct);

    private async Task<IActionResult> Do<T>(ICommand<T> command, string key, CancellationToken ct)
    {
        var done = await sender.Send(command, ct, key);
        if (done.Error is not { } error)
        {
            return Redirect("/quick-connect/talk");
        }

        await Read(ct);
        return this.Refuse(error);
    }

    private async Task Read(CancellationToken ct)
    {
        var found = await sender.Send(new GetMyRequest(), ct);
        // A talk of long ago is history, not where one stands.
        var recently = clock.GetCurrentInstant() - Duration.FromHours(3);
        Mine = found.Error is null && found.Value.PlacedAt > recently ? found.Value : null;
    }
}
