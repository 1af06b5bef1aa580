using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Hubs;

/// <summary>What a hub and its books say no to.</summary>
public abstract partial class MemberSuite
{
    [EngineFact]
    public async Task Of_two_hubs_one_is_chosen_and_for_a_member_only_what_is_held_at_a_distance_is_booked()
    {
        var (first, _, provider) = await Live();
        var second = await SecondHub(provider);
        var player = await App.FundedClient(0);
        var address = new { WorkEmail = "jo@acme.example" };
        using var which = await Send(player.Api, "hubs/memberships", address);
        await TelehealthApp.Expect(which, HttpStatusCode.UnprocessableEntity, "hubs.choose-hub");
        using var shown = JsonDocument.Parse(await which.Content.ReadAsStringAsync());
        var choices = shown.RootElement.GetProperty("hubs").EnumerateArray();
        choices.Select(x => x.GetProperty("id").GetString()).ShouldBe([first, second], ignoreOrder: true);

        var claim = await TelehealthApp.Post(player.Api, "hubs/memberships", new { address.WorkEmail, HubId = second });
        var code = new { Code = await CodeTo(address.WorkEmail) };
        await TelehealthApp.Post(player.Api, $"hubs/memberships/{claim.GetProperty("claimId")}/prove", code);
        await App.Drain();

        var concierge = await App.Client(await App.Staff(Roles.Concierge));
        foreach (
            var (mode, refused) in ((string, string)[])
                [("in-person", "hubs.concierge-modes"), ("phone", "hubs.member-without-phone")]
        )
        {
            var body = new
            {
                ProviderId = provider.Id,
                Mode = mode,
                StartsAt = InstantPattern.ExtendedIso.Format(App.Slot()),
                MemberId = player.Id,
            };
            using var answer = await Send(concierge, $"hubs/{second}/bookings", body);
            await TelehealthApp.Expect(answer, HttpStatusCode.UnprocessableEntity, refused);
        }

        (await CreditsOf(player)).ShouldBe((2, 0));
    }

    [EngineFact]
    public async Task Finance_undoes_neither_a_settled_session_nor_its_credits_in_the_ledger_alone()
    {
        var (hub, _, provider) = await Live();
        var member = await Member("jo@acme.example");
        await App.Hold(member, provider, await Book(member, hub, provider, App.Slot(3)));
        var finance = await App.Client(await App.Staff(Roles.Finance));
        var journals = (await TelehealthApp.Get(finance, "wallet/journals?limit=100")).GetProperty("items");
        foreach (
            var (source, refused) in ((string, string)[])
                [("credits", "wallet.credits-journal"), ("cover", "wallet.settled-booking")]
        )
        {
            var journal = journals.EnumerateArray().First(x => x.GetProperty("source").GetString() == source);
            var path = $"wallet/journals/{journal.GetProperty("id").GetString()}/reversal";
            using var answer = await Send(finance, path, new { Reason = "A mistake" });
            await TelehealthApp.Expect(answer, HttpStatusCode.UnprocessableEntity, refused);
        }

        await App.ShouldVerify();
    }

    private static Task<HttpResponseMessage> Send(HttpClient api, string path, object body) =>
        TelehealthApp.Send(api, HttpMethod.Post, path, body, TelehealthApp.NewKey());

    // Of the same employer, for the same addresses, with sessions of every kind.
    private async Task<string> SecondHub(ListedProvider provider)
    {
        var employer = (await TelehealthApp.Get(Manager, "hubs/employers"))[0].GetProperty("id").GetString();
        var body = JsonSerializer.SerializeToNode(Body("acme-two"), JsonSerializerOptions.Web)!;
        body["session"]!["modes"] = new JsonArray("video", "phone", "in-person");
        var hub = await Id(Manager, $"hubs/employers/{employer}/hubs", body);
        await Enter(hub, provider, besides: await TokenTo(provider.Person.Email));
        await TelehealthApp.Post(Manager, $"hubs/{hub}/live", new { });
        await App.Drain();
        return hub;
    }
}
