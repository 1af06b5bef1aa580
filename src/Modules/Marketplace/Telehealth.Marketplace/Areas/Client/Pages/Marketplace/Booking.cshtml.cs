using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Features.Bookings;
using Telehealth.Marketplace.Features.Reviews;

namespace Telehealth.Marketplace.Areas.Client.Pages.Marketplace;

/// <summary>One booking: when, with whom, the way in, and what cancelling costs before it is done.</summary>
[Authorize]
internal sealed class BookingPageModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public BookingId Id { get; set; }

    [BindProperty]
    public int? Rating { get; set; }

    /// <summary>The client's words about the session.</summary>
    [BindProperty]
    public string? Comment { get; set; }

    /// <summary>The provider's reply.</summary>
    [BindProperty]
    public string? Text { get; set; }

    public BookingStory Story { get; private set; } = null!;

    public bool ForClient => Story.By == CancelledBy.Client;

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Read(ct) ?? Page();

    public async Task<IActionResult> OnPostCancel(string? kept, string? currency, string key, CancellationToken ct)
    {
        // What was shown is what is agreed to: when it has changed meanwhile, nothing is cancelled.
        Money? shown =
            Currency.TryParse(currency, out var known) && kept is "0" or "0.00"
                ? Money.Zero(known)
                : MarketplaceWords.Amount(kept, currency ?? "");
        if (shown is null)
        {
            return BadRequest();
        }

        var ended = await sender.Send(new CancelMyBooking(Id, new CancelBookingBody(null, shown)), ct, key);
        if (ended.Error is { } refused)
        {
            return await Read(ct) ?? this.Refuse(refused);
        }

        this.Say("The appointment is cancelled. We have told the other side.");
        return Redirect($"/marketplace/bookings/{Id}");
    }

    public async Task<IActionResult> OnPostRate(string key, CancellationToken ct) =>
        await Done(
            await sender.Send(new GiveReview(Id, Rating ?? 0, Comment), ct, key),
            "Thank you. Your provider reads it.",
            ct
        );

    public async Task<IActionResult> OnPostReply(string key, CancellationToken ct) =>
        await Done(
            await sender.Send(new ReplyToReview(Id, Text ?? ""), ct, key),
            "Your reply is there for the client to read.",
            ct
        );

    private async Task<IActionResult> Done<T>(Result<T> done, string said, CancellationToken ct)
    {
        if (done.Error is { } refused)
        {
            return await Read(ct) ?? this.Refuse(refused);
        }

        this.Say(said);
        return Redirect($"/marketplace/bookings/{Id}");
    }

    public string Who(CancelledBy? by) =>
        by switch
        {
            null => "",
            CancelledBy.Client => ForClient ? "You" : Story.Other,
            CancelledBy.Provider => ForClient ? Story.Other : "You",
            CancelledBy.Staff => "Telehealth",
            _ => throw new ArgumentOutOfRangeException(nameof(by)),
        };

    private async Task<IActionResult?> Read(CancellationToken ct)
    {
        var story = await sender.Send(new GetBookingStory(Id), ct);
        if (story.Error is { } missing)
        {
            return this.Answer(missing);
        }

        Story = story.Value;
        return null;
    }
}
