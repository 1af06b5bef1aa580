using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Features.Lists;
using Telehealth.Sessions.Features.Outcomes;
using Telehealth.Sessions.Features.Rooms;

namespace Telehealth.Sessions.Areas.Provider.Pages.Sessions;

/// <summary>
/// A client who does not come: call attempts as the server stamps them, what is still missing, and what each outcome
/// pays before it is marked (SES-11, HUB-15).
/// </summary>
[Authorize(Roles = Roles.Provider)]
internal sealed class AttemptsModel(ISender sender, IClock clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public SessionId Id { get; set; }

    public SessionAnswer Session { get; private set; } = null!;

    public NoShowTerms Terms { get; private set; } = null!;

    public Instant Now => clock.GetCurrentInstant();

    public bool IsOver =>
        Session.State is SessionState.Completed or SessionState.Cancelled or SessionState.Missed or SessionState.Failed;

    public bool HasBegun => Now >= Session.StartsAt;

    public bool MayCall => Terms.NextCallFrom is { } next && Now >= next;

    public bool InRoom => Session.Present.Any(x => x.Role == "provider" && x.Place == Place.Room);

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Show(ct) ?? Page();

    /// <summary>The live part alone, for the page that asks every few seconds.</summary>
    public async Task<IActionResult> OnGetState(CancellationToken ct) => await Show(ct) ?? Partial("_Attempts", this);

    public async Task<IActionResult> OnPostCall(string key, CancellationToken ct) =>
        await Next(
            await sender.Send(new LogCallAttempt(Id), ct, key),
            "Your call attempt is written down, with our time.",
            ct
        );

    public async Task<IActionResult> OnPostMissed(string key, CancellationToken ct) =>
        await Next(await sender.Send(new MarkNoShow(Id), ct, key), "Marked: your client did not come.", ct);

    public async Task<IActionResult> OnPostFailed(string key, CancellationToken ct) =>
        await Next(
            await sender.Send(new MarkTechnicalFailure(Id), ct, key),
            "Marked as a technical failure. Nobody pays for it.",
            ct
        );

    public string Clock(Instant at) => TimeText.Clock(at, Session.TimeZone);

    private async Task<IActionResult> Next<T>(Result<T> result, string said, CancellationToken ct)
    {
        if (result.Error is { } refusal)
        {
            return await Show(ct) ?? this.Refuse(refusal);
        }

        this.Say(said);
        return RedirectToPage(new { id = Id });
    }

    private async Task<IActionResult?> Show(CancellationToken ct)
    {
        // The client of the session finds no such page either: it is the provider's alone.
        var terms = await sender.Send(new GetNoShowTerms(Id), ct);
        if (terms.Error is { } missing)
        {
            return missing.Kind == ErrorKind.Forbidden ? NotFound() : this.Answer(missing);
        }

        var found = await sender.Send(new GetSession(Id), ct);
        if (found.Error is { } gone)
        {
            return this.Answer(gone);
        }

        (Terms, Session) = (terms.Value, found.Value.Session);
        return null;
    }
}
