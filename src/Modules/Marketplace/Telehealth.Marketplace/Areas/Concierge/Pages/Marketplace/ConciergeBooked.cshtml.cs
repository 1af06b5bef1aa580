using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Marketplace.Features.Concierge;

namespace Telehealth.Marketplace.Areas.Concierge.Pages.Marketplace;

/// <summary>What was booked, to be read out: the number and, for a phone session, whom the provider rings.</summary>
[Authorize(Roles = Roles.Concierge)]
internal sealed class ConciergeBookedModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public BookingId Id { get; set; }

    public ConciergeBookingAnswer Booking { get; private set; } = null!;

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        // It shows a phone number.
        Response.Headers.CacheControl = "no-store";
        var found = await sender.Send(new GetConciergeBooking(Id), ct);
        if (found.Error is { } missing)
        {
            return this.Answer(missing);
        }

        Booking = found.Value;
        return Page();
    }
}
