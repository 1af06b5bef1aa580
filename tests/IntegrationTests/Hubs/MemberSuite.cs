using System.Net;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Hubs;

/// <summary>Who may join, what members book and what becomes of their credits (HUB-03 to HUB-05, HUB-08).</summary>
public abstract partial class MemberSuite(Engine engine) : HubStage(engine)
{
    private const int Crowd = 50;

    [EngineFact]
    [Rule("HUB-03", Part = "work-email")]
    public async Task Only_who_reads_the_work_address_joins_and_only_once()
    {
        var (hub, hr, _) = await Live();
        var person = await App.SignUpClient("Łucja Nguyễn Nowak");
        var player = new Player(person, await App.Client(person));
        var stranger = await TelehealthApp.Send(
            player.Api,
            HttpMethod.Post,
            "hubs/memberships",
            new { WorkEmail = "lucja@elsewhere.example" }
        );
        (await TelehealthApp.Code(stranger)).ShouldBe("hubs.no-hub-for-address");
        var claim = (await TelehealthApp.Post(player.Api, "hubs/memberships", new { WorkEmail = "Lucja@ACME.example" }))
            .GetProperty("claimId")
            .GetString();
        var code = await CodeTo("lucja@acme.example");
        var wrong = code == "000000" ? "000001" : "000000";
        var other = await App.Client(await App.SignUpClient());
        (await Prove(other, claim, code)).ShouldBe("hubs.claim-not-found");
        (await Prove(player.Api, claim, wrong)).ShouldBe("hubs.code-wrong");
        (await Prove(player.Api, claim, code)).ShouldBeNull();
        (await CreditsOf(player)).ShouldBe((2, 0));
        (await Prove(player.Api, claim, code)).ShouldBe("hubs.code-spent");
        var second = await TelehealthApp.Post(other, "hubs/memberships", new { WorkEmail = "lucja@acme.example" });
        var again = await CodeTo("lucja@acme.example", besides: code);
        var taken = await Prove(other, second.GetProperty("claimId").GetString(), again);
        taken.ShouldBe("hubs.address-in-use");
        var members = (await TelehealthApp.Get(hr, $"hubs/{hub}/members")).GetProperty("items");
        members.GetArrayLength().ShouldBe(1);
        members[0].GetProperty("name").GetString().ShouldBe("Łucja N.");
    }

    [EngineFact]
    [Rule("HUB-03", Part = "work-email")]
    public async Task A_code_is_tried_five_times_even_by_fifty_at_once()
    {
        await Live();
        var player = await App.FundedClient(0);
        var claim = (await TelehealthApp.Post(player.Api, "hubs/memberships", new { WorkEmail = "a@acme.example" }))
            .GetProperty("claimId")
            .GetString();
        var code = await CodeTo("a@acme.example");
        var wrong = code == "000000" ? "000001" : "000000";
        var answers = await Task.WhenAll(
            Enumerable.Range(0, Crowd).Select(_ => Task.Run(() => Prove(player.Api, claim, wrong)))
        );
        answers.Count(x => x == "hubs.code-wrong").ShouldBeLessThanOrEqualTo(5);
        for (var tries = 0; tries < 5; tries++)
        {
            await Prove(player.Api, claim, wrong);
        }

        (await Prove(player.Api, claim, code)).ShouldBe("hubs.code-spent");
        (await TelehealthApp.Get(player.Api, "hubs/mine")).GetArrayLength().ShouldBe(0);
    }

    [EngineFact]
    [Rule("MKT-10", Part = "hub")]
    [Rule("HUB-04", Part = "one session")]
    [Rule("HUB-05", Part = "reserve")]
    [Rule("HUB-05", Part = "consume")]
    [Rule("HUB-05", Part = "return")]
    [Rule("HUB-05", Part = "late")]
    public async Task A_credit_is_reserved_then_used_and_returned_only_when_cancelled_in_time()
    {
        var (hub, _, provider) = await Live(credits: 3);
        var member = await Member("jo@acme.example");
        var slots = await TelehealthApp.Get(
            member.Api,
            $"hubs/{hub}/providers/{provider.Id}/slots?mode=video&from={App.Slot(2, 0)}&to={App.Slot(4, 0)}"
        );
        slots.GetArrayLength().ShouldBeGreaterThan(0);
        var held = await Book(member, hub, provider, App.Slot(3));
        (await CreditsOf(member)).ShouldBe((2, 1));
        var early = await Book(member, hub, provider, App.Slot(5));
        (await CreditsOf(member)).ShouldBe((1, 2));
        await Cancel(member, early);
        (await CreditsOf(member)).ShouldBe((2, 1));
        await App.Hold(member, provider, held);
        (await CreditsOf(member)).ShouldBe((2, 0));
        var late = await Book(member, hub, provider, App.Slot(3));
        await App.AdvanceTo(late.StartsAt - Duration.FromHours(3));
        await Cancel(member, late);
        (await CreditsOf(member)).ShouldBe((1, 0));
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("HUB-05", Part = "never-negative")]
    [Rule("WAL-03", Part = "credit")]
    public async Task Fifty_bookings_with_one_credit_make_one()
    {
        var (hub, _, provider) = await Live(credits: 1);
        var member = await Member("jo@acme.example");
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, Crowd)
                .Select(i => Task.Run(() => TryBook(member.Api, hub, provider, App.Slot(2 + (i / 10), 8 + (i % 10)))))
        );
        answers.Count(x => x.IsSuccessStatusCode).ShouldBe(1);
        foreach (var refused in answers.Where(x => x.StatusCode == HttpStatusCode.UnprocessableEntity))
        {
            (await TelehealthApp.Code(refused)).ShouldBe("hubs.no-credits");
        }

        await App.Drain();
        (await CreditsOf(member)).ShouldBe((0, 1));
        await App.ShouldVerify();
    }

    [EngineFact]
    public async Task A_booking_repeated_with_its_key_is_the_same_booking_even_when_the_credits_are_gone()
    {
        var (hub, _, provider) = await Live(credits: 1);
        var member = await Member("jo@acme.example");
        var first = await TelehealthApp.Read(await TryBook(member.Api, hub, provider, App.Slot(), "once"));
        var again = await TelehealthApp.Read(await TryBook(member.Api, hub, provider, App.Slot(), "once"));
        again.GetProperty("bookingId").GetString().ShouldBe(first.GetProperty("bookingId").GetString());
        var stranger = await App.FundedClient();
        (await TryBook(stranger.Api, hub, provider, App.Slot(3))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [EngineFact]
    [Rule("HUB-04", Part = "periods")]
    [Rule("HUB-04", Part = "top-up")]
    [Rule("HUB-04", Part = "carry-over")]
    [Rule("HUB-04", Part = "expiry")]
    [Rule("HUB-08", Part = "allotment")]
    public async Task Credits_come_each_period_go_over_up_to_the_cap_and_can_be_topped_up_once_per_key()
    {
        var (hub, hr, _) = await Live(credits: 3, cap: 1);
        var member = await Member("jo@acme.example");
        await Member("ann@acme.example", "Ann Other");
        var key = TelehealthApp.NewKey();
        for (var i = 0; i < 2; i++)
        {
            var given = await TelehealthApp.Send(hr, HttpMethod.Post, $"hubs/{hub}/credits/top-ups", One, key);
            (await TelehealthApp.Read(given)).GetProperty("members").GetInt32().ShouldBe(2);
        }

        await App.Drain();
        (await CreditsOf(member)).ShouldBe((4, 0));
        (await Allotted(hr, hub)).ShouldBe([4, 4]);
        await App.Advance(Duration.FromDays(32));
        await App.Drain();
        (await CreditsOf(member)).ShouldBe((4, 0));
        // What went over would tell what was left.
        (await Allotted(hr, hub)).ShouldBe([3, 3]);
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("HUB-08", Part = "aggregate")]
    public async Task A_session_cancelled_in_time_is_not_counted_as_booked()
    {
        var (hub, hr, provider) = await Live(credits: 5);
        for (var i = 0; i < 5; i++)
        {
            await Book(await Member($"m{i}@acme.example"), hub, provider, App.Slot(2, 8 + (2 * i)));
        }

        var sixth = await Member("early@acme.example");
        await Cancel(sixth, await Book(sixth, hub, provider, App.Slot(3)));
        await App.Advance(Duration.FromDays(40));
        var usage = await TelehealthApp.Get(hr, $"hubs/{hub}/usage");
        usage.EnumerateArray().Sum(x => x.GetProperty("booked").GetInt64()).ShouldBe(5);
    }

    [EngineFact]
    public async Task A_member_is_read_alone_by_the_own_hr_and_not_found_by_another()
    {
        var (hub, hr, _) = await Live();
        await Member("jo@acme.example");
        var id = (await TelehealthApp.Get(hr, $"hubs/{hub}/members"))
            .GetProperty("items")[0]
            .GetProperty("id")
            .GetString();
        var line = await TelehealthApp.Get(hr, $"hubs/{hub}/members/{id}");
        line.GetProperty("allotted").GetInt64().ShouldBe(2);
        line.EnumerateObject().Select(x => x.Name).ShouldBe(["id", "name", "joinedAt", "allotted"]);
        var (other, stranger) = await Prepared("brzask", "brzask.example");
        foreach (var path in (string[])[$"hubs/{hub}/members/{id}", $"hubs/{other}/members/{id}"])
        {
            (await TelehealthApp.Send(stranger, HttpMethod.Get, path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [EngineFact]
    [Rule("HUB-08", Part = "removal")]
    public async Task Removing_a_member_answers_alike_whatever_was_booked_and_ends_booking()
    {
        var (hub, hr, provider) = await Live();
        var busy = await Member("jo@acme.example");
        await Member("ann@acme.example", "Ann Other");
        await Book(busy, hub, provider, App.Slot());
        var members = (await TelehealthApp.Get(hr, $"hubs/{hub}/members")).GetProperty("items");
        var answers = new List<string>();
        foreach (var id in members.EnumerateArray().Select(x => x.GetProperty("id").GetString()))
        {
            var gone = await TelehealthApp.Send(hr, HttpMethod.Delete, $"hubs/{hub}/members/{id}");
            answers.Add($"{gone.StatusCode} {await gone.Content.ReadAsStringAsync()}");
            (await TelehealthApp.Send(hr, HttpMethod.Delete, $"hubs/{hub}/members/{id}")).StatusCode.ShouldBe(
                HttpStatusCode.NotFound
            );
        }

        answers.Distinct().ShouldHaveSingleItem();
        await App.Drain();
        (await TryBook(busy.Api, hub, provider, App.Slot(3))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await App.ShouldVerify();
    }

    private static readonly object One = new { Credits = 1 };

    private static async Task<string?> Prove(HttpClient api, string? claim, string code)
    {
        var answer = await TelehealthApp.Send(
            api,
            HttpMethod.Post,
            $"hubs/memberships/{claim}/prove",
            new { Code = code }
        );
        return answer.IsSuccessStatusCode ? null : await TelehealthApp.Code(answer);
    }

    private async Task Cancel(Player member, Booked booked)
    {
        await TelehealthApp.Post(member.Api, $"marketplace/bookings/{booked.BookingId}/cancel", new { });
        await App.Drain();
    }

    private static async Task<IReadOnlyList<long>> Allotted(HttpClient hr, string hub) =>
        [
            .. (await TelehealthApp.Get(hr, $"hubs/{hub}/members"))
                .GetProperty("items")
                .EnumerateArray()
                .Select(x => x.GetProperty("allotted").GetInt64()),
        ];
}

public sealed class MemberOnSqlite() : MemberSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class MemberOnPostgres() : MemberSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class MemberOnSqlServer() : MemberSuite(Engine.SqlServer);
