using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Features.Guests;
using Telehealth.Sessions.Features.Rooms;

namespace Telehealth.Sessions.Areas.Client.Pages.Sessions;

/// <summary>Where the link of somebody without a login leads: the date of birth first, then the waiting room.</summary>
[AllowAnonymous]
internal sealed class GuestModel(ISender sender) : PageModel
{
    private const string PagePath = "/sessions/guest";

    [BindProperty(SupportsGet = true, Name = "session")]
    public SessionId Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty]
    public string? DateOfBirth { get; set; }

    /// <summary>A fresh link was asked for.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Sent { get; set; }

    /// <summary>Null until the date of birth was told.</summary>
    public SessionAnswer? Session { get; private set; }

    /// <summary>Why the last button did nothing, in words.</summary>
    public string? Refusal { get; private set; }

    public Place MyPlace => PlaceOf("client");

    public Place ProviderPlace => PlaceOf("provider");

    public string StartsAt =>
        Session!
            .StartsAt.InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(Session.TimeZone) ?? DateTimeZone.Utc)
            .ToString("dddd d MMMM uuuu, HH:mm", CultureInfo.GetCultureInfo("en-GB"));

    private string CookieName => $"th-guest-{Id}";

    public async Task OnGet(CancellationToken ct) => await Look(ct);

    public async Task<IActionResult> OnPostAsk(CancellationToken ct)
    {
        var asked = await sender.Send(new AskGuestLink(Id), ct);
        return asked.Error is { } refused
            ? Refuse(refused.Message, Answers.Status(refused.Kind))
            : RedirectToPage(new { session = Id, sent = true });
    }

    public async Task<IActionResult> OnPostEnter(CancellationToken ct)
    {
        var date = LocalDatePattern.Iso.Parse(DateOfBirth ?? "");
        if (!date.Success)
        {
            return Refuse("Please give your date of birth.", StatusCodes.Status400BadRequest);
        }

        var entry = await sender.Send(new EnterAsGuest(Id, Token ?? "", date.Value), ct);
        if (entry.Error is { } refused)
        {
            return Refuse(refused.Message, Answers.Status(refused.Kind));
        }

        if (entry.Value.Pass is not { } pass)
        {
            return Refuse(
                "This is not the date of birth we were given. Please check it.",
                StatusCodes.Status422UnprocessableEntity
            );
        }

        Response.Cookies.Append(
            CookieName,
            pass,
            new CookieOptions
            {
                Path = PagePath,
                HttpOnly = true,
                Secure = Request.IsHttps,
                SameSite = SameSiteMode.Lax,
                IsEssential = true,
            }
        );
        return Again();
    }

    public Task<IActionResult> OnPostJoin(CancellationToken ct) => Move(join: true, ct);

    public Task<IActionResult> OnPostLeave(CancellationToken ct) => Move(join: false, ct);

    private async Task<IActionResult> Move(bool join, CancellationToken ct)
    {
        var moved = await sender.Send(new MoveAsGuest(Id, Request.Cookies[CookieName] ?? "", join), ct);
        if (moved.Error is not { } refused)
        {
            return Again();
        }

        await Look(ct);
        return Refuse(refused.Message, Answers.Status(refused.Kind));
    }

    private RedirectToPageResult Again() => RedirectToPage(new { session = Id, token = Token });

    private PageResult Refuse(string words, int status)
    {
        Refusal = words;
        Response.StatusCode = status;
        return Page();
    }

    private async Task Look(CancellationToken ct)
    {
        if (Request.Cookies[CookieName] is { } pass)
        {
            var found = await sender.Send(new LookAsGuest(Id, pass), ct);
            Session = found.Error is null ? found.Value : null;
        }
    }

    private Place PlaceOf(string role) => Session?.Present.FirstOrDefault(x => x.Role == role)?.Place ?? Place.Away;
}
