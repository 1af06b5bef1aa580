using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Testing;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Ledger;

namespace Telehealth.UnitTests.Wallet;

/// <summary>Credits beside money: journals balance in each commodity, and another program reads them.</summary>
public class SponsoredLedgerTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 20, 11, 0);
    private static readonly PersonId Member = new(Ids.New());
    private static readonly ProviderId Provider = ProviderId.Of(new PersonId(Ids.New()));
    private static readonly CoverFunding Credit = new(FundingKind.Credit, "hub.acme", new("GB", null));
    private static readonly SponsorFund Fund = SponsorFund.Of(Credit)!;

    [Property(MaxTest = 1_000)]
    [Rule("HUB-05", Part = "consume")]
    public Property Whatever_is_kept_money_and_units_balance_apart() =>
        Prop.ForAll(
            (
                from price in Gen.Choose(1, 1_000_000)
                from keep in Gen.Choose(1, 10_000)
                from commission in Gen.Choose(0, 10_000)
                from usesUp in Gen.Elements(true, false)
                select (Price: (long)price, keep, commission, usesUp)
            ).ToArbitrary(),
            x =>
            {
                var kept = Money.Gbp(x.Price).Share(x.keep);
                if (kept.IsZero)
                {
                    return true;
                }

                var (cover, journal) = Settled(Money.Gbp(x.Price), kept, x.commission, x.usesUp);
                return journal.Postings.GroupBy(y => y.Commodity).All(y => y.Sum(z => z.AmountMinor) == 0)
                    && journal.Postings.Single(y => y.Account == Fund.Receivable).Amount == (Quantity)kept
                    && journal.Postings.Count(y => y.Account == Fund.Used) == (x.usesUp ? 1 : 0)
                    && cover.AmountMinor == (x.usesUp ? 1 : 0)
                    && cover.Price == Money.Gbp(x.Price);
            }
        );

    [Fact]
    public void One_unit_stands_good_for_any_price_and_is_posted_at_the_one_it_was_reserved_for()
    {
        var cover = Confirmed(Money.Gbp(6500));
        cover.Confirm(2, Money.Gbp(9900), Now).Value.IsZero.ShouldBeTrue();
        cover.Payer.ShouldBe("asset:sponsor-receivable:hub.acme");
        Should.Throw<InvalidOperationException>(() =>
            cover.Post(new(Ids.New()), Money.Gbp(6400), Money.Gbp(6400), usesUp: true)
        );
        Should.Throw<InvalidOperationException>(() =>
            cover.Post(new(Ids.New()), Money.Gbp(6500), Money.Gbp(0), usesUp: false)
        );
    }

    [Fact]
    public void The_longest_fund_fits_into_an_account()
    {
        var longest = new SponsorFund(FundingKind.Visit, new string('a', SponsorFund.NameLength));
        longest.Of(Member).Length.ShouldBeLessThanOrEqualTo(100);
    }

    [ToolFact("hledger")]
    [Rule("WAL-14", Part = "agrees")]
    public async Task Hledger_reads_credits_without_decimals_beside_money()
    {
        var grant = CreditOrder.Grant(Ids.New(), Fund.Of(Member), Fund.Units(6), Now).Draft(Fund)!;
        var (_, held) = Settled(Money.Gbp(6500), Money.Gbp(6500), 2_500, usesUp: true);
        var lines = new[] { grant, held }.SelectMany(x =>
            x.Postings.Select(y => new HledgerLine(
                x.Id,
                x.BusinessAt,
                x.Source,
                x.ExternalId,
                x.Reason,
                y.Account,
                y.Commodity,
                y.AmountMinor
            ))
        );
        var file = Path.Combine(Path.GetTempPath(), $"credits-{Ids.New():N}.journal");
        await File.WriteAllTextAsync(file, HledgerJournal.Write([.. lines]));
        try
        {
            await Hledger("-f", file, "check", "--strict");
            var balances = await Hledger("-f", file, "bal", "-N", "--flat", "-O", "csv");
            balances.ShouldContain($"\"{Fund.Of(Member)}\",\"CREDIT -5\"");
            balances.ShouldContain($"\"{Fund.Used}\",\"CREDIT -1\"");
            balances.ShouldContain($"\"{Fund.Receivable}\",\"GBP 65.00\"");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static (Cover Cover, Journal Journal) Settled(Money price, Money kept, int commission, bool usesUp)
    {
        var cover = Confirmed(price);
        var session = new EarnedSession(cover.Id, Provider, new(Ids.New()), "AB12-CD34", "Talking", true, Now);
        var settlement = SessionSettlement.PlatformSale(session, kept, commission, Money.Gbp(0));
        var journal = settlement.Draft(cover.Payer, Now, usesUp ? cover.UsedUp() : []);
        cover.Post(journal.Id, price, kept, usesUp).ShouldBe(Fund.Units(1));
        return (cover, journal);
    }

    private static Cover Confirmed(Money price)
    {
        var cover = Cover.Reserve(new(Ids.New()), Member, Credit, price, Now + Duration.FromHours(1), 0);
        cover.Confirm(1, price, Now).IsSuccess.ShouldBeTrue();
        return cover;
    }

    private static async Task<string> Hledger(params string[] arguments)
    {
        var start = new ProcessStartInfo("hledger", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LC_ALL"] = "C.UTF-8" },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, errors);
        return await output;
    }
}
