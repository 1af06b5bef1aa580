using System.Net;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Receipts.Contracts;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Invoices;
using Telehealth.Wallet.Features.Withdrawals;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>Sessions the platform sold are paid against an invoice: the provider's own or a self-billed one.</summary>
public abstract class InvoiceSuite(Engine engine) : EarningsSuite(engine)
{
    private const string Admin = "api/v1/wallet/admin/invoices";

    [EngineFact]
    [Rule("WAL-08", Part = "received")]
    [Rule("WAL-08", Part = "both")]
    [Rule("WAL-09", Part = "received")]
    [Rule("WAL-09", Part = "next run")]
    public async Task A_mixed_withdrawal_waits_for_the_invoice_of_its_platform_part_and_is_paid_by_its_date()
    {
        var provider = await NewProvider();
        await Earn(provider, daysAgo: 9);
        await Earn(provider, platformSupplied: true);
        var taken = await Withdraw(provider, 9_000);
        (taken.Mode, taken.State).ShouldBe((InvoiceMode.Received, WithdrawalState.AwaitingInvoice));
        (taken.InvoiceAmount.Minor, taken.PayoutDate, taken.ExpectedOn).ShouldBe((4_200, null, FridayAfter));
        taken.InvoiceBy!.Value.DayOfWeek.ShouldBe(IsoDayOfWeek.Sunday);
        taken.Conditions.ShouldBe([PayoutCondition.Invoice, PayoutCondition.BankDetails]);
        (await Published("wallet.payout-scheduled.v1")).ShouldBe(0);

        var sent = await Body<ReceivedInvoiceAnswer>(await SendInvoice(provider, taken.Id, 4_200));
        sent.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Pdf())));
        (await Look(provider, taken.Id)).Withdrawal.State.ShouldBe(WithdrawalState.InvoiceInReview);
        (await Code(await SendInvoice(provider, taken.Id, 4_200, "18"))).ShouldBe("wallet.no-invoice-expected");
        var paper = await Read(db => db.InvoicePapers.Select(x => x.SealedPdf).SingleAsync());
        paper.AsSpan().IndexOf("%PDF"u8).ShouldBe(-1);

        var finance = await Finance();
        var waiting = await Get<Page<ReceivedInvoiceAnswer>>(finance, $"{Admin}?state=inReview");
        waiting!.Items.Single().Number.ShouldBe("2026/Ł-17");
        var file = await finance.GetAsync($"{Admin}/{sent.Id}/file");
        (await file.Content.ReadAsByteArrayAsync()).ShouldBe(Pdf());
        file.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        file.Headers.CacheControl!.NoStore.ShouldBeTrue();
        file.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);

        // Accepted long after its Friday: the date stands for the record, and the next run takes it.
        var (arrived, due) = (Today, FridayAfter);
        await App.Clock.MoveTo(App.Now + Duration.FromDays(20), CancellationToken.None);
        var accepted = await Body<WithdrawalAnswer>(await Post(finance, $"{Admin}/{sent.Id}/accept", new { }));
        (accepted.State, accepted.ReceivedOn, accepted.PayoutDate).ShouldBe((WithdrawalState.Scheduled, arrived, due));
        (accepted.Reason, accepted.ExpectedOn).ShouldBe((PayoutReason.NextRun, Calendar.NextRun(Today)));
        (await Code(await Post(finance, $"{Admin}/{sent.Id}/accept", new { }))).ShouldBe("wallet.invoice-decided");
        (await Published("wallet.payout-scheduled.v1")).ShouldBe(1);
    }

    [EngineFact]
    [Rule("WAL-08", Part = "match")]
    public async Task An_invoice_must_be_a_pdf_of_the_right_number_date_and_amount()
    {
        var provider = await NewProvider();
        await Earn(provider, platformSupplied: true);
        await Earn(provider, platformSupplied: true);
        var taken = await Withdraw(provider, 4_500);
        await Refused(SendInvoice(provider, taken.Id, 4_499), "wallet.invoice-amount-differs");
        await Refused(SendInvoice(provider, taken.Id, 4_500, currency: "EUR"), "wallet.invoice-amount-differs");
        var tomorrow = Today.PlusDays(1);
        await Refused(SendInvoice(provider, taken.Id, 4_500, date: tomorrow), "wallet.invoice-date-in-the-future");
        var old = Today.PlusDays(-6);
        await Refused(SendInvoice(provider, taken.Id, 4_500, date: old), "wallet.invoice-date-before-supply");
        foreach (
            var bad in new[]
            {
                SendInvoice(provider, taken.Id, 4_500, number: " "),
                SendInvoice(provider, taken.Id, 4_500, number: new string('9', 41)),
                SendInvoice(provider, taken.Id, 4_500, number: "=HYPERLINK(\"https://example.com\")"),
                SendInvoice(provider, taken.Id, 4_500, number: "+44"),
                SendInvoice(provider, taken.Id, 4_500, number: "@SUM(A1)"),
                SendInvoice(provider, taken.Id, 4_500, number: "17\";x"),
                SendInvoice(provider, taken.Id, 4_500, file: "MZ, not a PDF"u8.ToArray()),
                SendInvoice(provider, taken.Id, 4_500, file: [.. "%PDF-1.7\n"u8, .. new byte[400]]),
                SendInvoice(provider, taken.Id, 4_500, file: [.. "%PDF-1.7\n<script>"u8]),
                SendInvoice(provider, taken.Id, 4_500, file: Pdf()[..200]),
                SendInvoice(provider, taken.Id, 4_500, file: Pdf(5 * 1024 * 1024 + 1)),
                SendInvoice(provider, taken.Id, 4_500, currency: "POUNDS"),
                SendInvoice(provider, taken.Id, -4_500),
                provider.Api.PostAsync($"api/v1/wallet/withdrawals/{taken.Id}/invoices", new StringContent("{}")),
            }
        )
        {
            var answer = await bad;
            ((int)answer.StatusCode).ShouldBeInRange(400, 415, await answer.Content.ReadAsStringAsync());
        }

        var tooLarge = await SendInvoice(provider, taken.Id, 4_500, file: Pdf(7 * 1024 * 1024));
        tooLarge.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        var stranger = await NewProvider();
        (await SendInvoice(stranger, taken.Id, 4_500)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var large = await SendInvoice(provider, taken.Id, 4_500, "1", file: Pdf(5 * 1024 * 1024));
        large.StatusCode.ShouldBe(HttpStatusCode.Created, await large.Content.ReadAsStringAsync());

        // A number counts once, whichever withdrawal it is for.
        var second = await Withdraw(provider, 4_500);
        await Refused(SendInvoice(provider, second.Id, 4_500, "1"), "wallet.invoice-number-taken");
        var agency = await NewProvider();
        await Earn(agency);
        var none = await Withdraw(agency, 4_800);
        await Refused(SendInvoice(agency, none.Id, 4_800), "wallet.no-invoice-expected");
    }

    [EngineFact]
    [Rule("WAL-09", Part = "rejected")]
    public async Task A_rejected_invoice_opens_the_date_again_until_another_comes()
    {
        var provider = await NewProvider();
        await Earn(provider, platformSupplied: true);
        var taken = await Withdraw(provider, 4_500);
        var sent = await Body<ReceivedInvoiceAnswer>(await SendInvoice(provider, taken.Id, 4_500));
        var finance = await Finance();
        (await Post(finance, $"{Admin}/{sent.Id}/reject", new { ReasonCode = "ugly" })).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
        var decided = await Together(
            8,
            _ => Post(finance, $"{Admin}/{sent.Id}/reject", new { ReasonCode = "date-wrong" })
        );
        decided.Count(x => x.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        decided.Count(x => x.StatusCode == HttpStatusCode.Conflict).ShouldBe(7);
        (await Published("wallet.invoice-rejected.v1")).ShouldBe(1);

        var detail = await Look(provider, taken.Id);
        (detail.Withdrawal.State, detail.Withdrawal.PayoutDate).ShouldBe((WithdrawalState.AwaitingInvoice, null));
        detail.Invoices.Single().ReasonCode.ShouldBe("date-wrong");
        detail.Timeline.Select(x => x.Step).ShouldContain(WithdrawalStep.InvoiceRejected);

        await App.Clock.MoveTo(App.Now + Duration.FromDays(7), CancellationToken.None);
        var again = await Body<ReceivedInvoiceAnswer>(await SendInvoice(provider, taken.Id, 4_500));
        var decisions = await Together(
            8,
            i =>
                i % 2 == 0
                    ? Post(finance, $"{Admin}/{again.Id}/accept", new { })
                    : Post(finance, $"{Admin}/{again.Id}/reject", new { ReasonCode = "other" })
        );
        decisions.Count(x => x.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        var after = (await Look(provider, taken.Id)).Withdrawal;
        if (after.State == WithdrawalState.Scheduled)
        {
            (after.ReceivedOn, after.PayoutDate).ShouldBe((Today, FridayAfter));
        }

        foreach (var api in new[] { provider.Api, await App.Client(await App.Staff(Roles.PayoutApprover)) })
        {
            (await Post(api, $"{Admin}/{again.Id}/accept", new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await api.GetAsync($"{Admin}/{again.Id}/file")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        (await finance.GetAsync($"{Admin}/{Ids.New()}/file")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [EngineFact]
    [Rule("WAL-08", Part = "self-billed")]
    [Rule("WAL-09", Part = "self-billed")]
    public async Task A_self_billed_invoice_counts_as_received_when_it_is_issued()
    {
        var provider = await NewProvider();
        await Agree(provider);
        await Earn(provider, platformSupplied: true);
        await Earn(provider, platformSupplied: true);
        var taken = await Withdraw(provider, 4_500);
        (taken.Mode, taken.Reason).ShouldBe((InvoiceMode.SelfBilled, PayoutReason.AwaitingSelfBilledInvoice));
        await Refused(SendInvoice(provider, taken.Id, 4_500), "wallet.no-invoice-expected");
        await Deliver("wallet.schedule-on-self-billed-invoice", Issued(taken, provider, 4_499), works: false);
        await Deliver("wallet.schedule-on-self-billed-invoice", Issued(taken, provider, 4_500));
        var after = (await Look(provider, taken.Id)).Withdrawal;
        (after.State, after.ReceivedOn, after.PayoutDate).ShouldBe((WithdrawalState.Scheduled, Today, FridayAfter));

        var refused = await Withdraw(provider, 4_500);
        await Deliver(
            "wallet.ask-for-invoice-on-self-billing-refused",
            new SelfBillingRefusedV1(refused.Id, refused.ProviderId)
        );
        (await Look(provider, refused.Id)).Withdrawal.Mode.ShouldBe(InvoiceMode.Received);
        (await Published("wallet.invoice-needed.v1")).ShouldBe(1);
        (await SendInvoice(provider, refused.Id, 4_500)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var listed = (await App.Send(new ListInvoicedWithdrawals(null, 1))).Value.Single();
        (listed.WithdrawalId, listed.Mode).ShouldBe((taken.Id, InvoiceMode.SelfBilled));
        listed = (await App.Send(new ListInvoicedWithdrawals(taken.Id, 10))).Value.Single();
        (listed.WithdrawalId, listed.InvoiceAmount.Minor).ShouldBe((refused.Id, 4_500));
    }

    private SelfBilledInvoiceIssuedV1 Issued(WithdrawalAnswer withdrawal, Player provider, long pence) =>
        new(withdrawal.Id, new(Ids.New()), "SB-1", ProviderId.Of(provider.Person.Id), Money.Gbp(pence), App.Now);

    private static async Task Refused(Task<HttpResponseMessage> sending, string code)
    {
        var answer = await sending;
        answer.IsSuccessStatusCode.ShouldBeFalse();
        (await Code(answer)).ShouldBe(code);
    }
}

public sealed class SqliteInvoiceTests() : InvoiceSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresInvoiceTests() : InvoiceSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerInvoiceTests() : InvoiceSuite(Engine.SqlServer);
