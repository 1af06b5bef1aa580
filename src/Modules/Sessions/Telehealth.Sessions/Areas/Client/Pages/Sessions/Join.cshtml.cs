using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Features.Lists;
using Telehealth.Sessions.Features.Rooms;

namespace Telehealth.Sessions.Areas.Client.Pages.Sessions;

/// <summary>
/// Where a private join link leads: the waiting room for the client, the room's door for the provider.
/// </summary>
[Authorize]
internal sealed class JoinModel(ISender sender, IClock clock) : PageModel
{
    private static readonly LocalDateTimePattern Moment = LocalDateTimePattern.Create(
        "dddd d MMMM uuuu, HH:mm",
        CultureInfo.GetCultureInfo("en-GB")
    );

    [BindProperty(SupportsGet = true, Name = "session")]
    public SessionId Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    public SessionAnswer Session { get; private set; } = null!;

    /// <summary>Why the last button did nothing, in words.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The provider must say why it completes so early.</summary>
    public bool AsksForReason { get; private set; }

    public bool IsProvider => Session.Role == "provider";

    public Place MyPlace => PlaceOf(Session.Role);

    public Place OtherPlace => PlaceOf(IsProvider ? "client" : "provider");

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Show(ct) ?? Page();

    /// <summary>The live part alone, for the page that asks every few seconds.</summary>
    public async Task<IActionResult> OnGetRoom(CancellationToken ct) => await Show(ct) ?? Partial("_Room", this);

    public Task<IActionResult> OnPostJoin(CancellationToken ct) => Do(new JoinSession(Id, Token ?? ""), ct);

    public Task<IActionResult> OnPostStart(CancellationToken ct) => Do(new StartSession(Id), ct);

    public Task<IActionResult> OnPostAdmit(CancellationToken ct) => Do(new AdmitClient(Id), ct);

    public Task<IActionResult> OnPostLeave(CancellationToken ct) => Do(new LeaveSession(Id), ct);

    public Task<IActionResult> OnPostEnd(CancellationToken ct) => Do(new EndSession(Id), ct);

    public Task<IActionResult> OnPostComplete(EarlyCompletionReason? reason, CancellationToken ct) =>
        Do(new CompleteSession(Id, reason), ct);

    public string Local(Instant instant) =>
        $"{Moment.Format(InZone(instant, Session.TimeZone))} ({TimeText.ZoneName(Session.TimeZone)})";

    /// <summary>The other participant's time, where two zones meet.</summary>
    public string? Elsewhere(Instant instant) =>
        Session.OtherTimeZone == Session.TimeZone
            ? null
            : $"{InZone(instant, Session.OtherTimeZone).ToString("HH:mm", CultureInfo.InvariantCulture)} "
                + TimeText.ZoneName(Session.OtherTimeZone);

    public string Exact(Instant instant) => InstantPattern.General.Format(instant);

    public bool IsOver =>
        Session.State is SessionState.Completed or SessionState.Cancelled or SessionState.Missed or SessionState.Failed
        || clock.GetCurrentInstant() >= Session.JoinClosesAt;

    private Place PlaceOf(string role) => Session.Present.FirstOrDefault(x => x.Role == role)?.Place ?? Place.Away;

    private static LocalDateTime InZone(Instant instant, string zone) =>
        instant.InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc).LocalDateTime;

    /// <summary>Reads the session; answers a page only when there is none to show.</summary>
    private async Task<IActionResult?> Show(CancellationToken ct)
    {
        var found = await sender.Send(new GetSession(Id), ct);
        if (found.Error is not null)
        {
            return NotFound();
        }

        // Without the token, as from the list or a notification: whose page it is, is known; the link is theirs.
        if (Token is null && HttpMethods.IsGet(Request.Method))
        {
            return LocalRedirect(found.Value.JoinPath);
        }

        Session = found.Value.Session;
        return found.Value.JoinPath.EndsWith($"token={Token}", StringComparison.Ordinal) ? null : NotFound();
    }

    private async Task<IActionResult> Do(ICommand<SessionAnswer> command, CancellationToken ct)
    {
        var done = await sender.Send(command, ct);
        if (done.Error is null)
        {
            return RedirectToPage(new { session = Id, token = Token });
        }

        if (await Show(ct) is { } missing)
        {
            return missing;
        }

        AsksForReason = done.Error.Code == "sessions.reason-needed";
        Refusal = done.Error.Message;
        Response.StatusCode = Answers.Status(done.Error.Kind);
        return Page();
    }
}
