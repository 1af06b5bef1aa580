using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Contracts;
using Telehealth.Sessions.Contracts;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Balances;
using Telehealth.Wallet.Features.Earnings;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>What happens to a cover when its session is completed, or when it is not going to be.</summary>
public abstract class SettlementSuite(Engine engine) : DeliverySuite(engine)
{
    private const string Post = "wallet.post-cover-on-session-completed";
    private const string LetGo = "wallet.let-cover-go";

    [EngineFact]
    [Rule("WAL-04", Part = "posting")]
    public async Task A_completed_session_pays_provider_commission_and_vat_to_the_penny()
    {
        var (client, http) = await NewClient(10_000);
        var provider = await App.SignUpProvider();
        var cover = await Confirmed(client, 6_501);
        (await Deliver(Post, Completed(cover, client, provider, 6_501))).ShouldBe(ReactionOutcome.Done);
        (await Balance(http)).ShouldBe((3_499, 0, 3_499));

        var earnings = await Get<Page<EarningAnswer>>(await App.Client(provider), "api/v1/wallet/earnings");
        var line = earnings!.Items.Single();
        line.ProviderShare.ShouldBe(Money.Gbp(5_201));
        line.CommissionNet.ShouldBe(Money.Gbp(1_083));
        line.CommissionVat.ShouldBe(Money.Gbp(217));
        line.BookingNumber.ShouldBe("AB12-CD34");
        var postings = await Read(db =>
            db.Journals.Where(x => x.Source == "cover").SelectMany(x => x.Postings).OrderBy(x => x.Line).ToListAsync()
        );
        postings.Select(x => x.AmountMinor).ShouldBe([6_501, -5_201, -1_083, -217]);
        var paid = (await Get<Page<TransactionAnswer>>(http, "api/v1/wallet/transactions"))!.Items[0];
        paid.Amount.ShouldBe(Money.Gbp(-6_501));
        paid.Kind.ShouldBe(TransactionKind.Session);
        var posted = await Read(db => db.Outbox.SingleAsync(x => x.WireName == "wallet.cover-posted.v1"));
        posted.Partition.ShouldBe($"cover:{cover}");
    }

    [EngineFact]
    [Rule("WAL-04", Part = "posting")]
    public async Task A_session_is_posted_once_however_often_it_is_delivered()
    {
        var (client, http) = await NewClient(12_000);
        var completed = Completed(await Confirmed(client, 6_000), client, await App.SignUpProvider(), 6_000);
        var row = await Store(Post, completed);
        var outcomes = await Together(5, _ => Run(row));
        outcomes.Count(x => x == ReactionOutcome.Done).ShouldBe(1);
        (await Deliver(Post, completed)).ShouldBe(ReactionOutcome.Failed);
        (await Balance(http)).ShouldBe((6_000, 0, 6_000));
        (await Journals()).ShouldBe(2);
    }

    [EngineFact]
    [Rule("WAL-03", Part = "no-cover")]
    public async Task Without_a_confirmed_cover_of_its_price_a_session_is_not_posted()
    {
        var (client, http) = await NewClient(30_000);
        var provider = await App.SignUpProvider();
        var reserved = await Reserved(client, 6_000);
        var confirmed = await Confirmed(client, 6_000);
        var released = await Reserved(client, 6_000);
        await Deliver(LetGo, new CoverUnusedV1(released));
        foreach (var (cover, price) in new[] { (reserved, 6_000L), (confirmed, 5_999L), (released, 6_000L) })
        {
            var outcome = await Deliver(Post, Completed(cover, client, provider, price), tries: 8);
            outcome.ShouldBe(ReactionOutcome.Died);
        }

        (await Balance(http)).ShouldBe((18_000, 12_000, 30_000));
    }

    [EngineFact]
    public async Task A_request_that_ended_lets_its_cover_go_even_a_confirmed_one()
    {
        var (client, http) = await NewClient(12_000);
        foreach (var cover in new[] { await Reserved(client, 6_000), await Confirmed(client, 6_000) })
        {
            var ended = new BookingRequestEndedV1(
                new(Ids.New()),
                new(Ids.New()),
                client.Id,
                cover,
                RequestEnding.Declined,
                "fully-booked"
            );
            (await Deliver(LetGo, ended)).ShouldBe(ReactionOutcome.Done);
            (await Deliver(LetGo, new AcceptanceFailedV1(ended.RequestId, cover, 1))).ShouldBe(ReactionOutcome.Done);
        }

        (await Balance(http)).ShouldBe((12_000, 0, 12_000));
    }

    [EngineFact]
    public async Task A_cover_given_up_before_it_was_reserved_is_never_reserved()
    {
        var (client, http) = await NewClient(6_000);
        var id = new CoverId(Ids.New());
        (await Deliver(LetGo, new CoverUnusedV1(id))).ShouldBe(ReactionOutcome.Done);
        var late = await App.Send(new ReserveCover(id, client.Id, Money.Gbp(6_000), 60));
        late.Error!.Code.ShouldBe("wallet.cover-ended");
        (await Balance(http)).Held.ShouldBe(0);
    }

    [EngineFact]
    [Rule("WAL-03", Part = "no-cover")]
    public async Task A_failed_attempt_gives_back_only_its_own_confirmation()
    {
        var (client, http) = await NewClient(6_000);
        var cover = await Confirmed(client, 6_000);
        await App.Send(new ConfirmCover(cover, 2, Money.Gbp(6_000)));
        await Deliver(LetGo, new AcceptanceFailedV1(new(Ids.New()), cover, 1));
        (await State(cover)).ShouldBe(CoverState.Confirmed);
        await Deliver(LetGo, new AcceptanceFailedV1(new(Ids.New()), cover, 2));
        (await State(cover)).ShouldBe(CoverState.Reserved);
        (await Balance(http)).Held.ShouldBe(6_000);
    }

    [EngineFact]
    public async Task A_cover_nobody_knows_is_let_go_and_its_owner_is_kept_out()
    {
        var (client, http) = await NewClient(6_000);
        var cover = await Reserved(client, 6_000);
        (await Run("wallet.disown-covers", force: false)).ShouldBe(0);
        (await Run("wallet.disown-covers")).ShouldBe(1);
        (await State(cover)).ShouldBe(CoverState.Released);
        (await Balance(http)).Held.ShouldBe(0);
    }

    private async Task<CoverId> Reserved(TestPerson client, long pence)
    {
        var id = new CoverId(Ids.New());
        return (await App.Send(new ReserveCover(id, client.Id, Money.Gbp(pence), 60))).Value.CoverId;
    }

    private async Task<CoverId> Confirmed(TestPerson client, long pence)
    {
        var id = await Reserved(client, pence);
        return (await App.Send(new ConfirmCover(id, 1, Money.Gbp(pence)))).Value.CoverId;
    }

    private Task<CoverState> State(CoverId id) =>
        Read(db => db.Covers.Where(x => x.Id == id).Select(x => x.State).SingleAsync());

    private SessionCompletedV1 Completed(CoverId cover, TestPerson client, TestPerson provider, long pence) =>
        new(
            new(Ids.New()),
            new(Ids.New()),
            "AB12-CD34",
            ProviderId.Of(provider.Id),
            client.Id,
            cover,
            "Talking therapy, 50 minutes",
            App.Clock.GetCurrentInstant() - Duration.FromHours(1),
            App.Clock.GetCurrentInstant(),
            Money.Gbp(pence),
            "marketplace.private",
            1
        );
}

public sealed class SqliteSettlementTests() : SettlementSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresSettlementTests() : SettlementSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerSettlementTests() : SettlementSuite(Engine.SqlServer);
