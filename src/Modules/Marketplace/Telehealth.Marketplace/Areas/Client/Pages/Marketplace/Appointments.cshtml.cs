using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Marketplace.Features.Bookings;
using Telehealth.Marketplace.Features.Readers;

namespace Telehealth.Marketplace.Areas.Client.Pages.Marketplace;

/// <summary>Everything I booked, through whatever channel: what is to come, and what was.</summary>
[Authorize(Roles = Roles.Client)]
internal sealed class AppointmentsModel(ISender sender) : PageModel
{
    public Page<BookingAnswer> Ahead { get; private set; } = new([], null);

    public Page<BookingAnswer> Past { get; private set; } = new([], null);

    public Reader Reader { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string? after, CancellationToken ct)
    {
        var ahead = await sender.Send(new ListClientBookings("upcoming", null, 100), ct);
        var past = await sender.Send(new ListClientBookings("past", after, 12), ct);
        if ((ahead.Error ?? past.Error) is { } refused)
        {
            return this.Answer(refused);
        }

        (Ahead, Past) = (ahead.Value, past.Value);
        var named = Ahead.Items.Concat(Past.Items).Select(x => x.ProviderId).Distinct().ToList();
        Reader = (await sender.Send(new GetReader(named), ct)).Value;
        return Page();
    }
}
