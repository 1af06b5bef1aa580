using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Receipts.Contracts;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Receipts;

/// <summary>Numbers under fire: many at once, with the power going in the middle of every third.</summary>
public abstract class NumberingSuite(Engine engine) : ProviderDocumentsSuite(engine)
{
    private const int Many = 50;

    [EngineFact]
    [Rule("RCP-02", Part = "gap-free")]
    [Rule("RCP-02", Part = "per series")]
    [Rule("RCP-02", Part = "crashes")]
    public async Task Fifty_receipts_at_once_on_two_hosts_with_crashes_leave_neither_gap_nor_double()
    {
        TryOn(App);
        await Post(Many);
        await using var second = await App.Again(Adjust);
        TryOn(second);
        await Task.WhenAll(Drain(App), Drain(second));
        await App.Drain();

        var documents = await Documents(Client);
        documents.Select(Number).Select(Suffix).Order().ShouldBe(Enumerable.Range(1, Many).Select(x => (long)x));
        documents.ShouldAllBe(x => x.GetProperty("state").GetString() == "ready");
        (await Read(db => db.Series.Select(x => x.Last).ToListAsync())).ShouldBe([Many, Many]);
        (await Read(db => db.Files.CountAsync())).ShouldBe(2 * Many);
        var commissions = await Documents(Provider, "commissionInvoice");
        commissions.Select(Number).Select(Suffix).Order().ShouldBe(Enumerable.Range(1, Many).Select(x => (long)x));
    }

    [EngineFact]
    [Rule("RCP-02", Part = "crashes")]
    public async Task Fifty_credit_notes_at_once_with_crashes_leave_neither_gap_nor_double()
    {
        TryOn(App);
        await Post(Many);
        await App.Drain();
        var finance = await Finance();
        var receipts = (await Documents(finance, "receipt")).Select(Id).ToList();
        var numbers = await Task.WhenAll(receipts.Select(id => Task.Run(() => CreditUntilDone(finance, id))));
        numbers.Select(Suffix).Order().ShouldBe(Enumerable.Range(1, Many).Select(x => (long)x));
    }

    [EngineFact]
    [Rule("RCP-02", Part = "per series")]
    [Rule("RCP-02", Part = "crashes")]
    public async Task Fifty_withdrawals_and_payouts_at_once_with_crashes_leave_neither_gap_nor_double()
    {
        TryOn(App);
        await Agree(Provider);
        var withdrawals = Enumerable.Range(1, Many).Select(x => Withdrawn($"W{x}", 4000)).ToList();
        await Announce("wallet.withdrawal-requested.v1", withdrawals, x => $"withdrawal:{x.WithdrawalId}");
        var payouts = withdrawals.Select(x => Sent(x, Line("7K2M-94QX", 4000, platform: false))).ToList();
        await Announce("wallet.payout-sent.v1", payouts, x => $"withdrawal:{x.WithdrawalId}");
        await using var second = await App.Again(Adjust);
        TryOn(second);
        await Task.WhenAll(Drain(App), Drain(second));
        await App.Drain();

        foreach (var kind in (string[])["selfBilledInvoice", "remittanceAdvice"])
        {
            var documents = await Documents(Provider, kind);
            documents.Select(Number).Select(Suffix).Order().ShouldBe(Enumerable.Range(1, Many).Select(x => (long)x));
            documents.ShouldAllBe(x => x.GetProperty("state").GetString() == "ready");
        }

        var invoiced = await Told<SelfBilledInvoiceIssuedV1>("receipts.self-billed-invoice-issued.v1");
        invoiced.Select(x => x.WithdrawalId).ShouldBe(withdrawals.Select(x => x.WithdrawalId), ignoreOrder: true);
        var ready = await Told<ProviderDocumentIssuedV1>("receipts.provider-document-issued.v1");
        ready.Select(x => x.DocumentId).Distinct().Count().ShouldBe(2 * Many);
        ready.Count.ShouldBe(2 * Many);
    }

    protected override void Adjust(WebApplicationBuilder builder) =>
        builder.Services.AddSingleton<CrashPoints>(new EveryThird());

    // With so many at once the third falls on the same event again and again: eight times would leave it to staff.
    private static void TryOn(TelehealthApp app) => app.Services.GetRequiredService<MessagingOptions>().MostTries = 100;

    private static async Task Drain(TelehealthApp app) =>
        await app.Services.GetRequiredService<Drain>().Run(CancellationToken.None);

    private static async Task<string> CreditUntilDone(Reader finance, string receipt)
    {
        for (var tries = 0; ; tries++)
        {
            using var answer = await Credit(finance, receipt, "The session did not take place.", $"credit-{receipt}");
            if (answer.StatusCode == HttpStatusCode.Created)
            {
                var note = await answer.Content.ReadAsStringAsync();
                return System.Text.Json.JsonDocument.Parse(note).RootElement.GetProperty("number").GetString()!;
            }

            ((int)answer.StatusCode).ShouldBeGreaterThanOrEqualTo(500, await answer.Content.ReadAsStringAsync());
            tries.ShouldBeLessThan(20);
        }
    }

    private static long Suffix(string number) =>
        long.Parse(number.Split('-')[1].TrimStart('C', 'F', 'S', 'R'), CultureInfo.InvariantCulture);

    // After the number is taken and everything is written, just before or just after the commit. Renderings stop less
    // often: eight failures of one document would rightly leave it to staff.
    private sealed class EveryThird : CrashPoints
    {
        private const int RenderingCrashes = 3;

        private int numbered;
        private int rendered;

        public override void At(string step, string subject)
        {
            if (step is not ("reaction.effect" or "work.before-commit" or "work.after-commit"))
            {
                return;
            }

            var stop = subject switch
            {
                "receipts.issue-receipt"
                or "receipts.issue-commission-invoice"
                or "receipts.issue-self-billed-invoice"
                or "receipts.issue-remittance-advice"
                or "IssueCreditNote" => Interlocked.Increment(ref numbered) % 3 == 0,
                "StoreRendering" => Interlocked.Increment(ref rendered) <= RenderingCrashes,
                _ => false,
            };
            if (stop)
            {
                throw new CrashException(step);
            }
        }
    }
}

public sealed class SqliteNumbering() : NumberingSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresNumbering() : NumberingSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerNumbering() : NumberingSuite(Engine.SqlServer);
