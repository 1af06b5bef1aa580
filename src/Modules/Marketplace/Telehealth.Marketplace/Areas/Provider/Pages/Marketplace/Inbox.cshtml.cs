using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Marketplace.Features;
using Telehealth.Marketplace.Features.Acceptance;
using Telehealth.Marketplace.Features.Readers;
using Telehealth.Marketplace.Features.Requests;

namespace Telehealth.Marketplace.Areas.Provider.Pages.Marketplace;

/// <summary>Who waits for me, what I would take home, and one button for each time.</summary>
[Authorize]
internal sealed class InboxModel(ISender sender, IClock clock, MarketplaceOptions options) : PageModel
{
    private static readonly Error NoTime = Error.Invalid(
        "marketplace.no-time",
        "at",
        "Please choose one of the times."
    );

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<ProviderRequestAnswer> Waiting { get; private set; } = new([], null);

    public IReadOnlyDictionary<BookingRequestId, string> Notes { get; private set; } =
        new Dictionary<BookingRequestId, string>();

    public string Zone { get; private set; } = "";

    public IReadOnlyList<string> Reasons => options.AllDeclineReasons;

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Read(ct) ?? Page();

    public async Task<IActionResult> OnPostAccept(BookingRequestId id, string? at, string key, CancellationToken ct)
    {
        if (InputRules.ParseInstant(at) is not { } startsAt)
        {
            return await Read(ct) ?? this.Refuse(NoTime);
        }

        var booked = await sender.Send(new AcceptRequest(id, startsAt), ct, key);
        if (booked.Error is { } refused)
        {
            return await Read(ct) ?? this.Refuse(refused);
        }

        this.Say("Accepted. The client hears of it at once, and you both get the invitation.");
        return Redirect($"/marketplace/bookings/{booked.Value.BookingId}");
    }

    public async Task<IActionResult> OnPostDecline(
        BookingRequestId id,
        string? reason,
        string key,
        CancellationToken ct
    )
    {
        var ended = await sender.Send(new DeclineRequest(id, reason ?? ""), ct, key);
        if (ended.Error is { } refused)
        {
            return await Read(ct) ?? this.Refuse(refused);
        }

        this.Say("Declined. The client is told in kind words.");
        return Redirect("/marketplace/inbox");
    }

    /// <summary>Names are shortened in lists: Ana C.</summary>
    public string Short(string name)
    {
        var parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length < 2 ? name : $"{parts[0]} {parts[^1][0]}.";
    }

    public bool HasPassed(Instant at) => at <= clock.GetCurrentInstant();

    /// <summary>The client's own time, where the two differ.</summary>
    public string Elsewhere(Instant at, string clientZone) =>
        TimeText.Of(at, clientZone) == TimeText.Of(at, Zone)
            ? ""
            : $" · {TimeText.Clock(at, clientZone)} {TimeText.Place(clientZone)}";

    private async Task<IActionResult?> Read(CancellationToken ct)
    {
        var waiting = await sender.Send(new ListNewRequests(After, 12), ct);
        var reader = await sender.Send(new GetReader(), ct);
        if ((waiting.Error ?? reader.Error) is { } refused)
        {
            return this.Answer(refused);
        }

        (Waiting, Zone) = (waiting.Value, reader.Value.TimeZone ?? "UTC");
        var notes = new Dictionary<BookingRequestId, string>();
        foreach (var item in Waiting.Items.Where(x => x.HasNote))
        {
            var whole = await sender.Send(new GetBookingRequest(item.Id), ct);
            if (whole.Error is null && whole.Value.Note is { } note)
            {
                notes[item.Id] = note;
            }
        }

        Notes = notes;
        return null;
    }
}
