using System.Net;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Receipts.Contracts;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Contracts;

namespace Telehealth.IntegrationTests.Receipts;

/// <summary>Invoices in a provider's name: only under an agreement that stands, and what a payout says.</summary>
public abstract class SelfBillingSuite(Engine engine) : ProviderDocumentsSuite(engine)
{
    [EngineFact]
    [Rule("WAL-08", Part = "self-billed")]
    [Rule("RCP-03", Part = "self-billed")]
    [Rule("RCP-05", Part = "self-billed")]
    [Rule("RCP-05", Part = "vat numbers")]
    public async Task A_withdrawal_under_an_agreement_is_invoiced_in_the_providers_name_and_series()
    {
        await Bill(Provider, new { VatNumber = "GB123456789" });
        await Agree(Provider);
        var lines = (WithdrawnLine[])[Line("8P3N-22WA", 4875), Line("9Q4P-33XB", 3251), Line("A5RQ-44YC", 5200, false)];
        var withdrawal = Withdrawn("W7K2M94", InvoiceMode.SelfBilled, lines);
        await Withdraw(withdrawal);

        var item = (await Documents(Provider, "selfBilledInvoice")).ShouldHaveSingleItem();
        Number(item).ShouldMatch("^[0-9A-Z]{5}-S00001$");
        var document = await Get(Provider, $"documents/{Id(item)}");
        document.GetProperty("total").GetProperty("amount").GetInt64().ShouldBe(8126);
        document.GetProperty("tax").GetProperty("amount").GetInt64().ShouldBe(1354);
        var html = await Html(Provider, item);
        html.ShouldContain("Self-billed invoice");
        html.ShouldContain("The VAT shown is your output tax due to HMRC");
        html.ShouldContain("VAT registration no. GB123456789");
        html.ShouldContain("VAT registration no. GB999999973");
        html.ShouldContain("40.62");
        html.ShouldContain("27.10");
        html.ShouldNotContain("A5RQ-44YC");

        var told = await Told<SelfBilledInvoiceIssuedV1>("receipts.self-billed-invoice-issued.v1");
        told.ShouldHaveSingleItem().Number.ShouldBe(Number(item));
        var listed = (await App.Send(new ListSelfBilled(null, 10))).Value.ShouldHaveSingleItem();
        listed.WithdrawalId.ShouldBe(withdrawal.WithdrawalId);
        listed.Total.ShouldBe(Money.Gbp(8126));
        var verified = await App.Http.GetStringAsync(new Uri(document.GetProperty("verifyUrl").GetString()!));
        verified.ShouldContain(Number(item));
    }

    [EngineFact]
    [Rule("RCP-03", Part = "self-billed")]
    [Rule("RCP-05", Part = "vat numbers")]
    public async Task An_unregistered_providers_invoice_says_nothing_of_vat_but_that_there_is_none()
    {
        await Bill(Provider, new { });
        await Agree(Provider);
        await Withdraw(Withdrawn("W1", 4875));
        var html = await Html(Provider, (await Documents(Provider, "selfBilledInvoice"))[0]);
        html.Replace("Self-billed invoice – supplier not VAT registered", "").ShouldNotContain("VAT");
    }

    [EngineFact]
    [Rule("WAL-08", Part = "agreement")]
    public async Task Without_an_agreement_or_after_its_end_wallet_is_told_and_there_is_no_invoice()
    {
        await Withdraw(Withdrawn("W1", 4875));
        await Agree(Provider);
        using var ended = await TelehealthApp.Send(Provider.Http, HttpMethod.Delete, AgreementPath);
        ended.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var again = await TelehealthApp.Send(Provider.Http, HttpMethod.Delete, AgreementPath);
        again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await Withdraw(Withdrawn("W2", 4875));
        (await Documents(Provider)).ShouldBeEmpty();
        var refused = await Told<SelfBillingRefusedV1>("receipts.self-billing-refused.v1");
        refused.Count.ShouldBe(2);

        // Nothing to invoice, or the provider's own: nothing happens at all.
        await Withdraw(Withdrawn("W3", InvoiceMode.Received, Line("8P3N-22WA", 100)));
        await Withdraw(Withdrawn("W4", InvoiceMode.None, Line("8P3N-22WA", 100, platform: false)));
        (await Told<SelfBillingRefusedV1>("receipts.self-billing-refused.v1")).Count.ShouldBe(2);
    }

    [EngineFact]
    [Rule("WAL-08", Part = "agreement")]
    public async Task It_stands_for_365_days_and_not_on_the_366th()
    {
        var accepted = await Agree(Provider);
        var until = LocalDatePattern.Iso.Parse(accepted.GetProperty("until").GetString()!).Value;
        (await Standing()).ShouldBe(new SelfBilling(true, until));
        await App.AdvanceTo(Midnight(until) + Duration.FromHours(12));
        (await Standing()).InForce.ShouldBeTrue();
        await Withdraw(Withdrawn("W1", 4875));
        await App.AdvanceTo(Midnight(until.PlusDays(1)) + Duration.FromHours(1));
        (await Standing()).ShouldBe(new SelfBilling(false, until));
        await Withdraw(Withdrawn("W2", 4875));
        (await Documents(Provider, "selfBilledInvoice")).Count.ShouldBe(1);
        (await Told<SelfBillingRefusedV1>("receipts.self-billing-refused.v1")).Count.ShouldBe(1);
        await Agree(Provider);
        (await Standing()).InForce.ShouldBeTrue();
    }

    [EngineFact]
    [Rule("WAL-08", Part = "agreement")]
    public async Task Another_vat_number_ends_it_for_good_and_the_list_says_so()
    {
        await Bill(Provider, new { VatNumber = "GB123456789" });
        await Agree(Provider);
        await Bill(Provider, new { VatNumber = "GB987654321" });
        (await Standing()).InForce.ShouldBeFalse();
        (await Get(Provider, "self-billing/agreement")).GetProperty("taxNumberChanged").GetBoolean().ShouldBeTrue();
        await Withdraw(Withdrawn("W1", 4875));
        (await Documents(Provider)).ShouldBeEmpty();
        await Bill(Provider, new { VatNumber = "GB123456789" });
        (await Standing()).InForce.ShouldBeFalse();

        var finance = await Finance();
        var row = (await Get(finance, "self-billing/agreements")).GetProperty("items").EnumerateArray().Single();
        row.GetProperty("endReason").GetString().ShouldBe("taxNumberChanged");
        row.GetProperty("legalName").GetString().ShouldBe("Dr Þórður Jónsson");
        row.GetProperty("taxNumber").GetString().ShouldBe("GB123456789");
        row.GetProperty("addressLines").GetArrayLength().ShouldBe(2);
        row.GetProperty("termsHash").GetString()!.Length.ShouldBe(64);
        foreach (var reader in (Reader[])[Client, Provider])
        {
            using var answer = await reader.Http.GetAsync("api/v1/receipts/self-billing/agreements");
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    [EngineFact]
    public async Task Only_a_provider_agrees_to_the_present_text_and_to_every_promise()
    {
        foreach (var missing in (int[])[0, 1, 2])
        {
            var body = new
            {
                termsVersion = "2026-11",
                willNotInvoice = missing != 0,
                willAcceptEach = missing != 1,
                willTellOfChanges = missing != 2,
            };
            using var refused = await SendAgreement(Provider, body);
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        var all = new
        {
            termsVersion = "1999-01",
            willNotInvoice = true,
            willAcceptEach = true,
            willTellOfChanges = true,
        };
        using var old = await SendAgreement(Provider, all);
        (await TelehealthApp.Code(old)).ShouldBe("receipts.terms-changed");
        using var client = await TelehealthApp.Send(Client.Http, HttpMethod.Post, AgreementPath, all, "k");
        client.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var noKey = await TelehealthApp.Send(Provider.Http, HttpMethod.Post, AgreementPath, all);
        noKey.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var bare = await SignUp(App.SignUpProvider("No Profile", "Europe/London"));
        using var noProfile = await SendAgreement(bare);
        (await TelehealthApp.Code(noProfile)).ShouldBe("receipts.billing-details-missing");

        // Many at once: each answered or refused, one of them open.
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SendAgreement(Provider)));
        answers.ShouldAllBe(x => x.StatusCode == HttpStatusCode.Created || x.StatusCode == HttpStatusCode.Conflict);
        (await Read(db => Task.FromResult(db.Agreements.Count(x => x.EndedAt == null)))).ShouldBe(1);
        (await Standing()).InForce.ShouldBeTrue();
    }

    [EngineFact]
    [Rule("RCP-04", Part = "credit-note")]
    public async Task A_self_billed_invoice_can_be_credited_and_a_remittance_advice_cannot()
    {
        await Agree(Provider);
        var withdrawal = Withdrawn("W1", 4875);
        await Withdraw(withdrawal);
        await PayOut(Sent(withdrawal, Line("7K2M-94QX", 5200, platform: false)));
        var finance = await Finance();
        var invoice = (await Documents(Provider, "selfBilledInvoice"))[0];
        using var made = await Credit(finance, Id(invoice), "The amount was wrong.", "k1");
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        await Settle();
        var note = (await Documents(Provider, "creditNote")).ShouldHaveSingleItem();
        note.GetProperty("title").GetString().ShouldBe("Self-billed credit note");
        var advice = (await Documents(Provider, "remittanceAdvice")).ShouldHaveSingleItem();
        using var refused = await Credit(finance, Id(advice), "Why not.", "k2");
        (await TelehealthApp.Code(refused)).ShouldBe("receipts.not-creditable");
    }

    [EngineFact]
    [Rule("WAL-08", Part = "remittance")]
    [Rule("WAL-08", Part = "both")]
    public async Task A_payout_of_agency_sessions_is_explained_line_by_line_and_is_no_invoice()
    {
        await Agree(Provider);
        await Post();
        await Settle();
        var sold = Line("8P3N-22WA", 4875);
        var withdrawal = Withdrawn("W7K2M94", InvoiceMode.SelfBilled, sold, Line("7K2M-94QX", 5200, platform: false));
        await Withdraw(withdrawal);
        var payout = Sent(withdrawal, [.. withdrawal.Lines]);
        await PayOut(payout);
        await PayOut(payout);
        await PayOut(Sent(Withdrawn("W2", 4875), sold));

        var item = (await Documents(Provider, "remittanceAdvice")).ShouldHaveSingleItem();
        Number(item).ShouldBe("TH-R00001");
        item.GetProperty("total").GetProperty("amount").GetInt64().ShouldBe(10_075);
        var html = await Html(Provider, item);
        html.ShouldContain("This is not a VAT invoice.");
        html.ShouldContain("price £65.00 less commission £13.00 (invoice TH-F00001)");
        html.ShouldContain($"self-billed invoice {Number((await Documents(Provider, "selfBilledInvoice"))[0])}");
        html.ShouldContain("··83 ··· 4321");
        html.ShouldContain("W7K2M94");
        html.ShouldNotContain("Unit price");
        (await Documents(Client)).Count.ShouldBe(1);
    }

    private async Task<SelfBilling> Standing() =>
        (await App.Send(new GetSelfBilling(ProviderId.Of(Provider.Person.Id)))).Value;

    private static Instant Midnight(LocalDate day) =>
        day.AtStartOfDayInZone(DateTimeZoneProviders.Tzdb["Europe/London"]).ToInstant();
}

public sealed class SqliteSelfBilling() : SelfBillingSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresSelfBilling() : SelfBillingSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerSelfBilling() : SelfBillingSuite(Engine.SqlServer);
