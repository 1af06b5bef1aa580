using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Contracts;
using Telehealth.Sessions.Features.Calendar;

namespace Telehealth.Sessions.Areas.Client.Pages.Sessions;

/// <summary>What my calendar says of others and, for providers, the private address of it (MKT-21).</summary>
[Authorize]
internal sealed class CalendarModel(ISender sender, IActorSource actors) : PageModel
{
    public bool NamesOthers { get; private set; }

    /// <summary>Null while there is no address.</summary>
    public CalendarFeedAnswer? Feed { get; private set; }

    public string? Zone { get; private set; }

    public bool IsProvider => actors.Current.Has(Roles.Provider);

    public async Task OnGet(CancellationToken ct) => await Read(ct);

    public async Task<IActionResult> OnPostNames(bool namesOthers, CancellationToken ct)
    {
        var chosen = await sender.Send(new ChooseCalendarNames(namesOthers), ct);
        return await Next(
            chosen.Error,
            namesOthers ? "From now on your calendar names whom you meet." : "From now on your calendar names nobody.",
            ct
        );
    }

    public async Task<IActionResult> OnPostCreate(string key, CancellationToken ct)
    {
        var made = await sender.Send(new RotateCalendarFeed(), ct, key);
        return await Next(made.Error, "The address is made. An earlier one has stopped working.", ct);
    }

    public async Task<IActionResult> OnPostRevoke(string key, CancellationToken ct)
    {
        var stopped = await sender.Send(new RevokeCalendarFeed(), ct, key);
        return await Next(stopped.Error, "The address has stopped working.", ct);
    }

    private async Task<IActionResult> Next(Error? refusal, string said, CancellationToken ct)
    {
        if (refusal is null)
        {
            this.Say(said);
            return RedirectToPage();
        }

        await Read(ct);
        return this.Refuse(refusal);
    }

    private async Task Read(CancellationToken ct)
    {
        NamesOthers = (await sender.Send(new ReadCalendarChoice(), ct)).Value.NamesOthers;
        if (!IsProvider)
        {
            return;
        }

        var feed = await sender.Send(new GetCalendarFeed(), ct);
        Feed = feed.IsSuccess ? feed.Value : null;
        var me = await sender.SendAs(
            Actor.System("sessions.calendar-page"),
            new GetPerson(actors.Current.Person!.Value),
            ct
        );
        Zone = me.IsSuccess ? me.Value.TimeZone : null;
    }
}
