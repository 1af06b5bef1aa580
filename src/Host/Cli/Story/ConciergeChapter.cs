using System.Text.Json;
using Telehealth.BuildingBlocks;
using static Telehealth.Host.Cli.Story.DemoAnswers;

namespace Telehealth.Host.Cli.Story;

/// <summary>Care concierge: staff book a phone session on behalf of a member.</summary>
internal sealed class ConciergeChapter(DemoStage stage, DemoCast cast)
{
    private const string Phone = "+442079460123";
    private readonly DemoPerson member = cast.Anna;
    private readonly DemoProvider provider = cast.Thorunn;
    private JsonElement booking;

    public DemoChapter Chapter =>
        new(
            "Concierge: staff book on behalf of a member",
            [
                new("The member leaves a number to be rung at", LeaveNumber),
                new("The concierge finds the member, books by phone", Book),
                new("The confirmation states the type and the number", Confirmed),
                new("The phone session is held", Hold),
            ]
        );

    private async Task<string> LeaveNumber()
    {
        var me = await member.Api.Get("/identity/me");
        var details = new
        {
            displayName = member.Name,
            country = "GB",
            timeZone = "Europe/London",
            language = "en-GB",
            dateOfBirth = me.Text("dateOfBirth"),
            phone = Phone,
        };
        await member.Api.Put("/identity/me", details, member.Api.ETag);
        return Phone;
    }

    private async Task<string> Book()
    {
        var concierge = await cast.Staff(Roles.Concierge);
        var found = await concierge.Post("/marketplace/concierge/members/find", new { email = member.Mail });
        var startsAt = (await provider.Slots(member, provider.ServiceId, "phone"))[0].Text("startsAt");
        var wish = new
        {
            memberId = found.Text("id"),
            providerId = provider.Id,
            serviceId = provider.ServiceId,
            mode = "phone",
            startsAt,
        };
        booking = await concierge.Post("/marketplace/concierge/bookings", wish);
        await stage.Drain();
        return $"{found.Text("name")}, booking {booking.Text("number")}";
    }

    private Task<string> Confirmed()
    {
        foreach (var person in (DemoPerson[])[member, provider.Person])
        {
            var words = stage.Folder.Mail(person.Mail, booking.Text("number")).TextBody ?? "";
            DemoFailure.Unless(
                words.Contains("by phone", StringComparison.Ordinal) && words.Contains(Phone, StringComparison.Ordinal),
                $"The confirmation to {person.Name} should say by phone and at which number."
            );
        }

        return Task.FromResult($"\"You will speak by phone, at {Phone}\", to both");
    }

    private async Task<string> Hold()
    {
        await provider.Hold(member, booking.Text("bookingId"));
        var earning = await provider.Earned(provider.PriceMinor * 4 / 5);
        return $"{Pounds(earning.Minor("providerShare"))} earned";
    }
}
