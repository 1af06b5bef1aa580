using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pages;

namespace Telehealth.Sessions.Features.Lists;

/// <summary>When a client's or provider's next session is, in the own zone.</summary>
internal sealed class NextSessionHomeCard(ISender sender) : IHomeCard
{
    private const string Appointments = "/marketplace/bookings";

    private static readonly LocalDateTimePattern Moment = LocalDateTimePattern.Create(
        "ddd d MMM, HH:mm",
        CultureInfo.GetCultureInfo("en-GB")
    );

    public async Task<HomeCard?> For(Actor actor, CancellationToken ct)
    {
        if (!actor.Has(Roles.Client) && !actor.Has(Roles.Provider))
        {
            return null;
        }

        var (path, action) = actor.Has(Roles.Client) ? (Appointments, "See my appointments") : (null, null);
        var upcoming = await sender.Send(new ListSessions("upcoming", null, 1), ct);
        if (upcoming.Error is not null || upcoming.Value.Items.Count == 0)
        {
            return new HomeCard(10, "When is my next session?", "None booked", null, path, action);
        }

        var next = upcoming.Value.Items[0];
        var local = next.StartsAt.InZone(DateTimeZoneProviders.Tzdb[next.TimeZone]).LocalDateTime;
        return new HomeCard(
            10,
            "When is my next session?",
            Moment.Format(local),
            $"{TimeText.ZoneName(next.TimeZone)} · your link works from "
                + $"{JoinMinutes(next.StartsAt - next.JoinOpensAt)} minutes before.",
            path,
            action
        );
    }

    private static string JoinMinutes(Duration lead) => ((int)lead.TotalMinutes).ToString(CultureInfo.InvariantCulture);
}
