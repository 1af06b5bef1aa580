using System.Net;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Hubs;

/// <summary>What is asked for in a member's name or at a member's address by somebody else.</summary>
public abstract partial class MemberSuite
{
    [EngineFact]
    [Rule("HUB-03", Part = "work-email")]
    public async Task A_mailbox_gets_five_codes_a_day_whoever_asks_and_a_person_asks_for_five()
    {
        await Live();
        const string boss = "boss@acme.example";
        for (var i = 0; i < 5; i++)
        {
            using var sent = await Claim(await App.Client(await App.SignUpClient()), boss);
            sent.IsSuccessStatusCode.ShouldBeTrue();
        }

        var curious = await App.Client(await App.SignUpClient());
        using var sixth = await Claim(curious, boss.ToUpperInvariant());
        (await TelehealthApp.Code(sixth)).ShouldBe("hubs.too-many-mails");
        await App.Drain();
        (await MailsTo(boss)).Count(x => x.Subject == "Your code to join").ShouldBe(5);

        for (var i = 0; i < 5; i++)
        {
            using var sent = await Claim(curious, $"colleague{i}@acme.example");
            sent.IsSuccessStatusCode.ShouldBeTrue();
        }

        using var another = await Claim(curious, "colleague5@acme.example");
        (await TelehealthApp.Code(another)).ShouldBe("hubs.too-many-claims");

        // At once too: the database counts.
        var people = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(async _ => await App.Client(await App.SignUpClient()))
        );
        await Task.WhenAll(people.Select(x => Claim(x, "hr@acme.example")));
        await App.Drain();
        (await MailsTo("hr@acme.example")).Count(x => x.Subject == "Your code to join").ShouldBeInRange(1, 5);
        await App.Advance(Duration.FromDays(1));
        using var tomorrow = await Claim(await App.Client(await App.SignUpClient()), boss);
        tomorrow.IsSuccessStatusCode.ShouldBeTrue();

        static Task<HttpResponseMessage> Claim(HttpClient api, string address) =>
            TelehealthApp.Send(
                api,
                HttpMethod.Post,
                "hubs/memberships",
                new { WorkEmail = address },
                TelehealthApp.NewKey()
            );
    }

    [EngineFact]
    [Rule("HUB-19", Part = "on-behalf")]
    public async Task The_concierge_books_with_a_members_credit_and_nobody_else_names_a_member()
    {
        var (hub, _, provider) = await Live(credits: 2);
        var member = await Member("jo@acme.example");
        var concierge = await App.Client(await App.Staff(Roles.Concierge));
        var stranger = await App.FundedClient(0);
        var whose = $"memberId={member.Id}";
        var window = $"mode=video&from={App.Slot(2, 0)}&to={App.Slot(4, 0)}";
        (await TelehealthApp.Get(stranger.Api, $"hubs/mine?{whose}")).GetArrayLength().ShouldBe(0);
        (await TelehealthApp.Get(concierge, $"hubs/mine?{whose}"))[0].GetProperty("available").GetInt64().ShouldBe(2);
        var slots = await TelehealthApp.Get(concierge, $"hubs/{hub}/providers/{provider.Id}/slots?{window}&{whose}");
        slots.GetArrayLength().ShouldBeGreaterThan(0);
        var body = new
        {
            ProviderId = provider.Id,
            Mode = "video",
            StartsAt = NodaTime.Text.InstantPattern.ExtendedIso.Format(App.Slot()),
            MemberId = member.Id,
        };
        var path = $"hubs/{hub}/bookings";
        var strange = await TelehealthApp.Send(stranger.Api, HttpMethod.Post, path, body, TelehealthApp.NewKey());
        strange.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var nobody = new
        {
            body.ProviderId,
            body.Mode,
            body.StartsAt,
            MemberId = stranger.Id,
        };
        var notIn = await TelehealthApp.Send(concierge, HttpMethod.Post, path, nobody, TelehealthApp.NewKey());
        notIn.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var inPerson = new
        {
            body.ProviderId,
            Mode = "in-person",
            body.StartsAt,
        };
        using var notOffered = await TelehealthApp.Send(
            member.Api,
            HttpMethod.Post,
            path,
            inPerson,
            TelehealthApp.NewKey()
        );
        (await TelehealthApp.Code(notOffered)).ShouldBe("hubs.mode-not-offered");
        using var wide = await TelehealthApp.Send(
            member.Api,
            HttpMethod.Get,
            $"hubs/{hub}/providers/{provider.Id}/slots?mode=video&from={App.Slot(2, 0)}&to={App.Slot(60, 0)}"
        );
        (await TelehealthApp.Code(wide)).ShouldBe("hubs.window");
        var booked = await TelehealthApp.Post(concierge, path, body);
        await App.Drain();
        (await CreditsOf(member)).ShouldBe((1, 1));
        var read = $"marketplace/concierge/bookings/{booked.GetProperty("bookingId").GetString()}";
        (await TelehealthApp.Get(concierge, read)).GetProperty("funding").GetString().ShouldBe("credit");
        await App.ShouldVerify();
    }
}
