using System.Net;
using System.Text.Json;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;

namespace Telehealth.IntegrationTests.Receipts;

/// <summary>Supplies across a border: books and papers carry the same tax, and the papers say who owes it.</summary>
public abstract class TaxAbroadSuite(Engine engine) : ProviderDocumentsSuite(engine)
{
    private const string ReverseCharge = "Reverse charge: the customer accounts for the VAT – art. 196";

    [EngineFact]
    [Rule("WAL-04", Part = "commission-vat")]
    [Rule("RCP-08", Part = "abroad")]
    public async Task The_commission_of_a_registered_business_abroad_carries_no_vat_in_books_and_on_paper()
    {
        var (reader, invoice) = await Sell(new { country = "IE", vatNumber = "IE1234567T" });
        var html = await Html(reader, invoice);
        html.ShouldContain(ReverseCharge);
        html.ShouldContain("VAT no. IE1234567T");
        html.ShouldContain("VAT registration no. GB999999973");
        html.ShouldContain("VAT (reverse charge)");
        html.ShouldNotContain("20 %");
        (await Amounts(reader, invoice)).ShouldBe((1_300, 0, 1_300));
        (await App.Booked(Accounts.Commission), await App.Booked(Accounts.VatOutput)).ShouldBe((-1_300, 0));
        await App.ShouldVerify();

        using var made = await Credit(await Finance(), Id(invoice), "The commission was waived.", "k");
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        await App.Drain();
        var note = (await Documents(reader, "creditNote")).ShouldHaveSingleItem();
        (await Html(reader, note)).ShouldContain(ReverseCharge);
        (await Amounts(reader, note)).ShouldBe((1_300, 0, 1_300));
    }

    [EngineFact]
    [Rule("RCP-08", Part = "abroad")]
    public async Task A_business_abroad_without_a_number_is_outside_the_scope_and_one_at_home_is_taxed()
    {
        var (reader, invoice) = await Sell(new { country = "NZ" });
        (await Html(reader, invoice)).ShouldContain("Outside the scope of UK VAT – VATA 1994 s 7A(2)(a)");
        (await Amounts(reader, invoice)).ShouldBe((1_300, 0, 1_300));

        (reader, invoice) = await Sell(new { country = "GB" });
        (await Html(reader, invoice)).ShouldContain("VAT 20 %");
        (await Amounts(reader, invoice)).ShouldBe((1_083, 217, 1_300));
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("MKT-04", Part = "exact")]
    [Rule("WAL-04", Part = "commission-vat")]
    public async Task What_a_provider_abroad_is_quoted_is_what_will_be_posted()
    {
        await Bill(Provider, new { country = "DE", vatNumber = "DE123456789" });
        var asked = new QuoteTakeHome(ProviderId.Of(Provider.Person.Id), Money.Gbp(6_500), 2_000, 2_000);
        (await App.Send(asked)).Value.ShouldBe(
            new TakeHome(Money.Gbp(6_500), Money.Gbp(1_300), Money.Gbp(0), Money.Gbp(5_200))
        );
        await Bill(Provider, new { country = "GB" });
        (await App.Send(asked)).Value.CommissionVat.ShouldBe(Money.Gbp(217));
    }

    [EngineFact]
    [Rule("RCP-08", Part = "abroad")]
    public async Task A_commission_posted_with_another_vat_than_the_rules_say_waits_for_staff()
    {
        await Bill(Provider, new { country = "IE", vatNumber = "IE1234567T" });
        await Post();
        var outcome = await App.Drain(allowDead: true);
        outcome.Died.ShouldHaveSingleItem();
        (await Documents(Provider, "commissionInvoice")).ShouldBeEmpty();
    }

    [EngineFact]
    [Rule("RCP-03", Part = "both-sides")]
    [Rule("RCP-05", Part = "vat numbers")]
    public async Task A_self_billed_invoice_of_a_provider_abroad_leaves_the_tax_to_the_platform()
    {
        await Bill(
            Provider,
            new
            {
                country = "PL",
                vatNumber = "PL5260001246",
                registrationBody = "PTP",
            }
        );
        await Agree(Provider);
        await Withdraw(Withdrawn("W7K2M94", 4_875, 3_251));
        var invoice = (await Documents(Provider, "selfBilledInvoice")).ShouldHaveSingleItem();
        (await Amounts(Provider, invoice)).ShouldBe((8_126, 0, 8_126));
        var html = await Html(Provider, invoice);
        html.ShouldContain("Odwrotne obciążenie / Reverse charge: the customer accounts for UK VAT – VATA 1994 s 8");
        html.ShouldContain("NIP PL5260001246");
        html.ShouldContain("GB999999973");
        html.ShouldNotContain("23 %");

        using var made = await Credit(await Finance(), Id(invoice), "Two sessions were not held.", "k");
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        await App.Drain();
        (await Html(Provider, (await Documents(Provider, "creditNote"))[0])).ShouldContain("Odwrotne obciążenie");
    }

    // One session of 65.00, from request to paper.
    private async Task<(Reader Provider, JsonElement Invoice)> Sell(object billing)
    {
        var listed = await App.ListedProvider();
        var reader = new Reader(listed.Person, listed.Api);
        await Bill(reader, billing);
        var client = await App.FundedClient(20_000);
        await App.Hold(client, listed, await App.Book(client, listed, App.Slot(2)));
        await App.Drain();
        return (reader, (await Documents(reader, "commissionInvoice")).ShouldHaveSingleItem());
    }

    private static async Task<(long Net, long Tax, long Total)> Amounts(Reader reader, JsonElement document)
    {
        var found = await Get(reader, $"documents/{Id(document)}");
        long Of(string part) => found.GetProperty(part).GetProperty("amount").GetInt64();
        return (Of("net"), Of("tax"), Of("total"));
    }
}

public sealed class SqliteTaxAbroad() : TaxAbroadSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresTaxAbroad() : TaxAbroadSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerTaxAbroad() : TaxAbroadSuite(Engine.SqlServer);
