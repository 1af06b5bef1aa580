using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Contracts;
using Telehealth.Sessions.Contracts;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>What each outcome of a session does to its cover, by what pays (WAL-16).</summary>
public abstract class OutcomeSuite(Engine engine) : DeliverySuite(engine)
{
    private const string Completed = "wallet.post-cover-on-session-completed";
    private const string Cancelled = "wallet.settle-cancelled-booking";
    private const string Missed = "wallet.settle-missed-session";
    private const string Partner = "partner.nordica";

    private ListedProvider provider = null!;
    private TestPerson member = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        provider = await App.ListedProvider("Dr Zofia Wójcik");
        member = await App.SignUpClient("Nguyễn Thị Ánh");
        var terms = ChannelTerms.Usual with { NoShowKeepBasisPoints = 5_000 };
        var policy = new ChannelPolicy(
            Partner,
            1,
            "Nordica",
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
        (await App.Send(new PublishChannelPolicy(policy))).Error.ShouldBeNull();
    }

    [EngineTheory]
    [Rule("HUB-05", Part = "consume")]
    [Rule("WAL-16", Part = "line-says")]
    [InlineData(FundingKind.Credit)]
    [InlineData(FundingKind.Visit)]
    public async Task A_held_session_uses_the_unit_up_and_its_sponsor_owes_the_price(FundingKind kind)
    {
        var cover = await Confirmed(kind);
        (await Deliver(Completed, Held(cover))).ShouldBe(ReactionOutcome.Done);
        (await Has(kind)).ShouldBe((0, 0));
        var usage = (await App.Send(new GetFundUsage(kind, Partner))).Value;
        (usage.Granted, usage.Used, usage.Reserved, usage.People).ShouldBe((new(1), new(1), new(0), 1));
        usage.Owed.ShouldBe([Money.Gbp(6_500)]);
        var line = await Earning();
        (line.PlatformSupplied, line.PriceMinor, line.ShareMinor).ShouldBe((true, 6_500, 4_875));
        line.OutcomeRow.ShouldBe(kind == FundingKind.Credit ? "1.held.credit" : "1.held.visit");
        (line.AvailableAt - App.Now).ShouldBeGreaterThan(Duration.FromHours(71));
        var posted = await Read(db => db.Outbox.SingleAsync(x => x.WireName == "wallet.cover-posted.v1"));
        posted.Payload.ShouldContain(Partner);
    }

    [EngineTheory]
    [Rule("HUB-15", Part = "pays-half")]
    [Rule("HUB-15", Part = "package")]
    [Rule("WAL-16", Part = "client-missed")]
    [Rule("WAL-16", Part = "line-says")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_missed_partner_visit_pays_half_and_policy_says_whether_it_is_used_up(bool usesUp)
    {
        var cover = await Confirmed(FundingKind.Visit);
        (await Deliver(Missed, NotHeld(cover, MissedBy.Client, 5_000, usesUp))).ShouldBe(ReactionOutcome.Done);
        (await Has(FundingKind.Visit)).ShouldBe((usesUp ? 0 : 1, 0));
        var usage = (await App.Send(new GetFundUsage(FundingKind.Visit, Partner))).Value;
        usage.Owed.ShouldBe([Money.Gbp(3_250)]);
        usage.Used.ShouldBe(new Credits(usesUp ? 1 : 0));
        var line = await Earning();
        // 75 % of 32.50 is 24.375; the platform's quarter is rounded half up.
        (line.OutcomeRow, line.PriceMinor, line.ShareMinor).ShouldBe(("1.client-missed.visit", 3_250, 2_437));
    }

    [EngineFact]
    [Rule("MKT-18", Part = "no-show refund")]
    [Rule("HUB-05", Part = "provider fault")]
    [Rule("SES-10", Part = "not otherwise")]
    [Rule("WAL-16", Part = "provider-missed")]
    public async Task A_session_the_provider_missed_gives_everything_back_whatever_the_event_says()
    {
        var (unit, money) = (await Confirmed(FundingKind.Credit), await Confirmed(FundingKind.Wallet));
        foreach (var cover in new[] { unit, money })
        {
            (await Deliver(Missed, NotHeld(cover, MissedBy.Provider, 10_000, usesUp: true))).ShouldBe(
                ReactionOutcome.Done
            );
        }

        (await Has(FundingKind.Credit)).ShouldBe((1, 0));
        (await Balance(await App.Client(member))).ShouldBe((6_500, 0, 6_500));
        (await Read(db => db.Earnings.CountAsync())).ShouldBe(0);
    }

    [EngineFact]
    [Rule("WAL-16", Part = "client-missed")]
    [Rule("WAL-16", Part = "line-says")]
    public async Task A_client_who_does_not_come_pays_what_the_policy_keeps()
    {
        var cover = await Confirmed(FundingKind.Wallet);
        var missed = NotHeld(cover, MissedBy.Client, 5_000, usesUp: false) with { PolicyId = "marketplace.private" };
        (await Deliver(Missed, missed)).ShouldBe(ReactionOutcome.Done);
        (await Balance(await App.Client(member))).ShouldBe((3_250, 0, 3_250));
        var line = await Earning();
        (line.OutcomeRow, line.ShareMinor, line.PlatformSupplied).ShouldBe(("1.client-missed.wallet", 2_600, false));
        // What documents are made of says that it was missed.
        var posted = await Read(db => db.Outbox.SingleAsync(x => x.WireName == "wallet.cover-posted.v1"));
        posted.Payload.ShouldContain("\"outcome\":\"clientMissed\"");
    }

    [EngineTheory]
    [Rule("HUB-05", Part = "late")]
    [Rule("WAL-16", Part = "cancelled")]
    [InlineData(CancelledBy.Client, 0, false, 1, 0)]
    [InlineData(CancelledBy.Client, 0, true, 0, 0)]
    [InlineData(CancelledBy.Client, 5_000, true, 0, 3_250)]
    [InlineData(CancelledBy.Client, 10_000, true, 0, 6_500)]
    [InlineData(CancelledBy.Client, 5_000, false, 1, 3_250)]
    [InlineData(CancelledBy.Provider, 5_000, true, 1, 0)]
    [InlineData(CancelledBy.Staff, 5_000, true, 1, 0)]
    public async Task A_cancelled_booking_uses_its_credit_up_only_late_and_by_policy(
        CancelledBy by,
        int keep,
        bool usesUp,
        int left,
        long owed
    )
    {
        var cover = await Confirmed(FundingKind.Credit);
        (await Deliver(Cancelled, CalledOff(cover, by, keep, usesUp))).ShouldBe(ReactionOutcome.Done);
        (await Has(FundingKind.Credit)).ShouldBe((left, 0));
        var usage = (await App.Send(new GetFundUsage(FundingKind.Credit, Partner))).Value;
        usage.Owed.ShouldBe(owed == 0 ? [] : [Money.Gbp(owed)]);
        usage.Used.ShouldBe(new Credits(1 - left));
    }

    [EngineFact]
    [Rule("WAL-04", Part = "posting")]
    public async Task Whatever_comes_after_the_first_ending_changes_nothing()
    {
        foreach (var kind in new[] { FundingKind.Credit, FundingKind.Wallet })
        {
            var cover = await Confirmed(kind);
            await Deliver(Completed, Held(cover));
            (await Deliver(Cancelled, CalledOff(cover, CancelledBy.Client, 5_000, true))).ShouldBe(
                ReactionOutcome.Done
            );
            (await Deliver(Missed, NotHeld(cover, MissedBy.Client, 5_000, true))).ShouldBe(ReactionOutcome.Done);
            await Deliver("wallet.let-cover-go", new CoverUnusedV1(cover));
            (await Deliver(Completed, Held(cover), tries: 8)).ShouldBe(ReactionOutcome.Died);
            var stands = await Read(db => db.Covers.SingleAsync(x => x.Id == cover));
            stands.State.ShouldBe(CoverState.Posted);
        }

        (await Read(db => db.Earnings.SumAsync(x => x.ShareMinor))).ShouldBe(2 * 4_875);
    }

    [EngineFact]
    [Rule("WAL-04", Part = "posting")]
    public async Task Of_endings_that_arrive_at_once_one_stands()
    {
        var cover = await Confirmed(FundingKind.Credit);
        var rows = new List<InboxRow>();
        for (var i = 0; i < 4; i++)
        {
            rows.Add(await Store(Missed, NotHeld(cover, MissedBy.Client, 5_000, true)));
            rows.Add(await Store(Cancelled, CalledOff(cover, CancelledBy.Provider, 0, false)));
        }

        await Together(rows.Count, i => Run(rows[i]));
        var stands = await Read(db => db.Covers.SingleAsync(x => x.Id == cover));
        var (available, held) = await Has(FundingKind.Credit);
        held.ShouldBe(0);
        available.ShouldBe(stands.State == CoverState.Posted ? 0 : 1);
    }

    private async Task<CoverId> Confirmed(FundingKind kind)
    {
        var id = new CoverId(Ids.New());
        if (kind == FundingKind.Wallet)
        {
            await TopUp(await App.Client(member), 6_500);
        }
        else
        {
            (await App.Send(new GrantCredits(Ids.New(), kind, Partner, member.Id, new(1)))).Error.ShouldBeNull();
        }

        var funding =
            kind == FundingKind.Wallet ? CoverFunding.OwnWallet : new CoverFunding(kind, Partner, new("GB", null));
        (await App.Send(new ReserveCover(id, member.Id, Money.Gbp(6_500), 60, funding))).Error.ShouldBeNull();
        return (await App.Send(new ConfirmCover(id, 1, Money.Gbp(6_500)))).Value.CoverId;
    }

    private Task<EarningLine> Earning() => Read(db => db.Earnings.SingleAsync());

    private async Task<(long Available, long Held)> Has(FundingKind kind)
    {
        var balance = (await App.Send(new GetCredits(kind, Partner, member.Id))).Value;
        return (balance.Available.Units, balance.Reserved.Units);
    }

    private SessionCompletedV1 Held(CoverId cover) =>
        new(
            new(Ids.New()),
            new(Ids.New()),
            "AB12-CD34",
            ProviderId.Of(provider.Person.Id),
            member.Id,
            cover,
            "Talking therapy, 50 minutes",
            App.Now - Duration.FromHours(1),
            App.Now,
            Money.Gbp(6_500),
            Partner,
            1
        );

    private SessionMissedV1 NotHeld(CoverId cover, MissedBy by, int keep, bool usesUp) =>
        new(
            new(Ids.New()),
            new(Ids.New()),
            "AB12-CD34",
            ProviderId.Of(provider.Person.Id),
            member.Id,
            cover,
            "Talking therapy, 50 minutes",
            App.Now - Duration.FromHours(1),
            App.Now,
            Money.Gbp(6_500),
            by,
            keep,
            usesUp,
            Partner,
            1
        );

    private BookingCancelledV1 CalledOff(CoverId cover, CancelledBy by, int keep, bool usesUp) =>
        new(
            new(Ids.New()),
            "AB12-CD34",
            ProviderId.Of(provider.Person.Id),
            member.Id,
            cover,
            "Talking therapy, 50 minutes",
            "video",
            App.Now + Duration.FromHours(1),
            App.Now + Duration.FromHours(2),
            "Europe/London",
            "Europe/Warsaw",
            Money.Gbp(6_500),
            by,
            keep,
            usesUp,
            App.Now,
            Partner,
            1
        );
}

public sealed class SqliteOutcomeTests() : OutcomeSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresOutcomeTests() : OutcomeSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerOutcomeTests() : OutcomeSuite(Engine.SqlServer);
