using System.Net;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Contracts;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Contracts;

namespace Telehealth.IntegrationTests.Booking;

/// <summary>
/// A member books with a credit of the employer's hub, through every module to the sponsor's debt.
/// </summary>
public abstract class SponsoredBookingSuite(Engine engine)
{
    private const string Hub = "hub.acme";
    private static readonly CoverFunding Credit = new(FundingKind.Credit, Hub, new("GB", null));

    [EngineFact]
    [Rule("HUB-05", Part = "reserve")]
    [Rule("HUB-05", Part = "consume")]
    [Rule("HUB-05", Part = "never-negative")]
    public async Task Of_fifty_bookings_at_once_with_one_credit_one_stands_and_its_session_is_owed_by_the_sponsor()
    {
        await using var app = await TelehealthApp.Start(engine);
        var (provider, member) = await Ready(app, credits: 1);
        var tries = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(i => Task.Run(() => Book(app, member, provider, app.Slot(2 + (i / 10), 8 + (i % 10)))))
        );
        var booked = tries.Single(x => x.IsSuccess).Value;
        await app.Drain();
        (await Has(app, member)).ShouldBe((0, 1));
        await app.ShouldVerify();

        var session = await app.SessionOf(provider, booked.BookingId.ToString());
        await app.Hold(member, provider, new Booked(booked.BookingId.ToString(), session, booked.StartsAt));
        var usage = (await app.Send(new GetFundUsage(FundingKind.Credit, Hub))).Value;
        (usage.Used, usage.Reserved, usage.People).ShouldBe((new Credits(1), new Credits(0), 1));
        usage.Owed.ShouldBe([Money.Gbp(6_500)]);
        var documents = await TelehealthApp.Get(member.Api, "receipts/documents");
        documents.GetProperty("items").GetArrayLength().ShouldBe(0);
        await app.ShouldVerify();
    }

    [EngineFact]
    [Rule("HUB-05", Part = "return")]
    [Rule("HUB-05", Part = "late")]
    public async Task A_credit_comes_back_when_cancelled_in_time_and_is_used_up_late()
    {
        await using var app = await TelehealthApp.Start(engine);
        var (provider, member) = await Ready(app, credits: 2);
        var early = (await Book(app, member, provider, app.Slot(3))).Value;
        var late = (await Book(app, member, provider, app.Slot(4))).Value;
        (await Has(app, member)).ShouldBe((0, 2));
        (await app.Send(new CancelBooking(early.BookingId, CancelledBy.Client))).Error.ShouldBeNull();
        await app.Drain();
        (await Has(app, member)).ShouldBe((1, 1));
        await app.AdvanceTo(late.StartsAt - Duration.FromHours(2));
        (await app.Send(new CancelBooking(late.BookingId, CancelledBy.Client))).Error.ShouldBeNull();
        await app.Drain();
        (await Has(app, member)).ShouldBe((1, 0));
        var usage = (await app.Send(new GetFundUsage(FundingKind.Credit, Hub))).Value;
        (usage.Granted, usage.Used).ShouldBe((new Credits(2), new Credits(1)));
        usage.Owed.ShouldBe([Money.Gbp(3_250)]);
        await app.ShouldVerify();
    }

    [EngineFact]
    public async Task One_request_id_names_one_booking()
    {
        await using var app = await TelehealthApp.Start(engine);
        var (provider, member) = await Ready(app, credits: 2);
        var id = Ids.New();
        var first = await Book(app, member, provider, app.Slot(3), id);
        (await Book(app, member, provider, app.Slot(3), id)).Value.ShouldBe(first.Value);
        var other = await Book(app, member, provider, app.Slot(4), id);
        other.Error!.Code.ShouldBe("marketplace.request-id-reused");
        (await Has(app, member)).ShouldBe((1, 1));
    }

    [EngineFact]
    public async Task Finance_sees_what_each_sponsor_owes()
    {
        await using var app = await TelehealthApp.Start(engine);
        var (provider, member) = await Ready(app, credits: 1);
        var booked = (await Book(app, member, provider, app.Slot())).Value;
        await app.Drain();
        var session = await app.SessionOf(provider, booked.BookingId.ToString());
        await app.Hold(member, provider, new Booked(booked.BookingId.ToString(), session, booked.StartsAt));
        using var finance = await app.Client(await app.Staff(Roles.Finance));
        var trial = (await TelehealthApp.Get(finance, "wallet/trial-balance")).GetRawText();
        trial.ShouldContain("asset:sponsor-receivable:hub.acme");
        trial.ShouldContain("\"currency\":\"CREDIT\"");
        trial.ShouldNotContain(member.Id);
        using var answer = await finance.GetAsync("api/v1/wallet/journals?account=asset:sponsor-receivable:hub.acme");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"currency\":\"CREDIT\"");
    }

    private static async Task<(ListedProvider Provider, Player Member)> Ready(TelehealthApp app, long credits)
    {
        var provider = await app.ListedProvider();
        var terms = ChannelTerms.Usual with { LeadMinutes = 0 };
        var policy = new ChannelPolicy(
            Hub,
            1,
            "Acme wellbeing",
            SupplyModel.PlatformSupplied,
            2_500,
            0,
            60,
            15,
            60,
            50,
            72,
            terms
        );
        (await app.Send(new PublishChannelPolicy(policy))).Error.ShouldBeNull();
        (await app.Send(new SetChannelAccess(ProviderId.Of(provider.Person.Id), Hub, true))).Error.ShouldBeNull();
        var person = await app.SignUpClient("Nguyễn Thị Ánh");
        var grant = new GrantCredits(Ids.New(), FundingKind.Credit, Hub, person.Id, new(credits));
        (await app.Send(grant)).Error.ShouldBeNull();
        return (provider, new Player(person, await app.Client(person)));
    }

    private static Task<Result<BookedAtOnce>> Book(
        TelehealthApp app,
        Player member,
        ListedProvider provider,
        Instant at,
        Guid? request = null
    ) =>
        app.Send(
            new BookAtOnce(
                new BookingRequestId(request ?? Ids.New()),
                member.Person.Id,
                ProviderId.Of(provider.Person.Id),
                Hub,
                new SessionShape("Wellbeing session", "video", 50, 0, Money.Gbp(6_500)),
                at,
                Credit,
                OpensTime: true
            )
        );

    private static async Task<(long Available, long Held)> Has(TelehealthApp app, Player member)
    {
        var balance = (await app.Send(new GetCredits(FundingKind.Credit, Hub, member.Person.Id))).Value;
        return (balance.Available.Units, balance.Reserved.Units);
    }
}

public sealed class SqliteSponsoredBookingTests() : SponsoredBookingSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresSponsoredBookingTests() : SponsoredBookingSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerSponsoredBookingTests() : SponsoredBookingSuite(Engine.SqlServer);
